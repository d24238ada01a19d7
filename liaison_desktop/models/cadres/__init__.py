"""Cadres, units, teams and pairings."""
