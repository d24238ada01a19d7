"""Matters: visits, concerns, disputes and what is due about them."""
