"""Diaries (民情日记) as lists, editors and the booklet see them (domain.md 4.4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from liaison_desktop.domain.register.roster import Value


@dataclass(frozen=True, slots=True)
class DiaryFilter:
    """Which diaries a list shows."""

    since: date | None = None
    until: date | None = None
    cadre_id: int | None = None
    reviewed: bool | None = None
    text: str = ""
    ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class DiaryRow:
    """One line of the diary list."""

    id: int
    on: date
    cadre: str
    unit: str
    place: str
    content: str
    reviewed: bool


@dataclass(frozen=True, slots=True)
class DiaryDetail:
    """Everything about one diary; ``values`` of DIARY_FIELDS."""

    id: int
    version: int
    cadre_id: int
    cadre: str
    unit: str
    visit_id: int | None
    values: Mapping[str, Value]

    @property
    def locked(self) -> bool:
        """Whether it was reviewed; then only the review can change."""
        return bool(self.values.get("reviewed_on"))


@dataclass(frozen=True, slots=True)
class DiaryDraft:
    """What was typed in a diary."""

    id: int | None
    version: int
    cadre_id: int
    visit_id: int | None = None
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DiaryReview:
    """A leader's review (点评) of a diary.

    Attributes:
        reviewer: 点评人.
        text: 点评内容.
        grade: 评定等级.
        on: 点评日期, None for today.
    """

    reviewer: str
    text: str = ""
    grade: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class BookletContent:
    """What an A5 booklet of diaries prints: cover, then each diary with its day's head line."""

    unit: str
    cadre: str
    year: int
    diaries: tuple[DiaryDetail, ...]
