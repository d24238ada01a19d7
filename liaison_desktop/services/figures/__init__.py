"""Indicators and periods."""
