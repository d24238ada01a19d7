"""封账: what was reported of a period stays what was reported (DESIGN 4, anchors N23)."""

from dataclasses import dataclass
from datetime import date

from liaison_desktop.domain.figures.indicator import Figure, FigureRecord, Indicator, Number


@dataclass(frozen=True, slots=True)
class ClosedPeriod:
    """A closed report in a list.

    Attributes:
        id: Key.
        period: Key of the period.
        title: Of the report.
        summary_id: The summary that was reported, None when only figures were closed.
        closed_on, by: When and by whom.
        digest: SHA-256 over figures, lists and text.
        papers: Names of the frozen files that can be reprinted.
        issue: 1 for the first report of the period, 2 for one that corrects it …
    """

    id: int
    period: str
    title: str
    summary_id: int | None
    closed_on: date
    by: str
    digest: str
    papers: tuple[str, ...]
    issue: int = 1


@dataclass(frozen=True, slots=True)
class Adjustment:
    """调整: a figure of a closed period that is another today.

    Attributes:
        indicator: Which.
        period: Key of the closed period.
        reported, now: Then and today; None where nothing was or is known.
        added, removed: Records that came into or left the list since.
    """

    indicator: Indicator
    period: str
    reported: Number | None
    now: Number | None
    added: tuple[FigureRecord, ...]
    removed: tuple[FigureRecord, ...]


@dataclass(frozen=True, slots=True)
class FrozenFigures:
    """The figures of a closed period, as reported."""

    closed: ClosedPeriod
    figures: tuple[Figure, ...]
