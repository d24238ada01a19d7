"""Moments of the journal as a person at this desk reads them."""

from datetime import datetime


def local_time(at: str) -> str:
    """Return a moment of the journal (UTC, ISO 8601) as local date and time."""
    return datetime.fromisoformat(at).astimezone().isoformat(sep=" ", timespec="seconds")[:19]
