"""Journal, search, settings and upkeep."""
