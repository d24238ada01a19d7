"""Households and contact cards as pages (农户, 联系卡)."""
