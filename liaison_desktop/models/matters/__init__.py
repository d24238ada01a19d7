"""Visits, diaries, concerns, disputes and their papers."""
