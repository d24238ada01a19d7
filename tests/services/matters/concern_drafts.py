"""Concerns for tests: a desk whose day can be chosen, drafts, and steps by the version read."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from liaison_desktop.domain.matters.concern import ConcernDraft
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.services.office import Office, open_office

FIRST_DAY = date(2023, 3, 1)


class Desk:
    """An office and the day it is there."""

    def __init__(self, office: Office, calendar: list[date]) -> None:
        self.office = office
        self._calendar = calendar

    @property
    def today(self) -> date:
        """The day it is."""
        return self._calendar[0]

    @today.setter
    def today(self, day: date) -> None:
        self._calendar[0] = day

    def register(self, **values: Any) -> int:
        """Write a concern down; ``answered`` and other parts of a draft by their names."""
        return self.office.concerns.save(draft(self.today, **values))[0]

    def step(self, name: str, key: int, *args: Any, **options: Any) -> Any:
        """Take a step with the version as it stands."""
        version = self.office.concerns.detail(key).version
        return getattr(self.office.concerns, name)(key, version, *args, **options)

    def state(self, key: int) -> str:
        """Return where a concern stands."""
        return self.office.concerns.detail(key).state.value

    def home(self, place: int = 0, village: str = "中和村") -> int:
        """Return a household."""
        return self.office.households.ids(HouseholdFilter(village=village))[place]


def draft(received: date, **changes: Any) -> ConcernDraft:
    """Return a concern as a clerk types it."""
    parts = {name: changes.pop(name) for name in tuple(changes) if name in _PARTS}
    values = {
        "received_on": received,
        "channel": "来访",
        "applicant": "李强",
        "category": "实际困难",
        "title": "入户路未硬化",
        **changes,
    }
    whole: dict[str, Any] = {"first_receiver": "王干部", **parts}
    return ConcernDraft(None, 0, {k: v for k, v in values.items() if v is not None}, **whole)


_PARTS = (
    "household_id", "resident_id", "village_id", "first_receiver", "first_receiver_id", "owner",
    "owner_id", "visit_id", "answered", "step_note",
)  # fmt: skip


@contextmanager
def desk_at(source: Path, target: Path, day: date = FIRST_DAY) -> Iterator[Desk]:
    """Give a desk on a copy of a data folder."""
    calendar = [day]
    shutil.copytree(source, target)
    with open_office(target, today=lambda: calendar[0]) as office:
        yield Desk(office, calendar)
