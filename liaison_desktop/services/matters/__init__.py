"""Visits and diaries, concerns, disputes."""
