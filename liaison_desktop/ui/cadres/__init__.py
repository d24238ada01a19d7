"""Cadres, pairing, coverage and rule sets as pages (干部结对)."""
