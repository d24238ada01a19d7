"""Days lived in a village (住村天数, R60, R61): both ends count, a day counts once a cadre."""

from collections.abc import Iterable
from datetime import date

Span = tuple[date, date]


def distinct_days(spans: Iterable[Span], first: date, last: date) -> int:
    """Return how many different days of a period lie in any of the spans.

    Args:
        spans: First and last day of each stay, both included; who moves from one village
            to another on a day lived that day once.
        first: First day of the period.
        last: Its last day, included.
    """
    count = 0
    reached = date.min
    for since, until in sorted(spans):
        start, end = max(since, first, reached), min(until, last)
        if start <= end:
            count += (end - start).days + 1
            reached = date.fromordinal(end.toordinal() + 1)
    return count
