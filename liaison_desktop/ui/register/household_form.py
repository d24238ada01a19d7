"""The form of one household: its place, then the 民情登记卡; the address in part until asked."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QLineEdit

from liaison_desktop.domain.shown import shown
from liaison_desktop.domain.terms import household
from liaison_desktop.ui.code_edit import Choices, CodeEdit
from liaison_desktop.ui.editors import Value
from liaison_desktop.ui.form import Form
from liaison_desktop.ui.register.household_fields import (
    DOOR,
    GROUP,
    NUMBER,
    VILLAGE,
    PlaceChoices,
    area_id,
    form_fields,
)

FORM_NAMES = frozenset((VILLAGE, GROUP, NUMBER, *household.FIELD_OF))
"""Fields whose problems the form shows."""


class HouseholdForm(Form):
    """The groups offered are those of the village chosen."""

    def __init__(self, places: PlaceChoices, today: Callable[[], date]) -> None:
        """Make an empty form.

        Args:
            places: Villages and groups to offer.
            today: Returns the present day.
        """
        super().__init__(
            form_fields(), choices=lambda name: places.choices(name, None), today=today
        )
        self._places = places
        self._hidden_door: Value | None = None

    def offer_places(self, places: PlaceChoices | None = None) -> None:
        """Offer villages, and the groups of the village chosen.

        Args:
            places: Others than before, None for the same.
        """
        self._places = places or self._places
        villages = self.editor(VILLAGE)
        if isinstance(villages, CodeEdit):
            with QSignalBlocker(self):
                _offer(villages, self._places.villages)
        self._offer_groups(self.values().get(VILLAGE))

    def fill(
        self, stored: Mapping[str, Value], typed: Mapping[str, Value], *, revealed: bool
    ) -> None:
        """Show a household.

        Args:
            stored: What the store has; what is typed is compared with it.
            typed: What stands in the fields.
            revealed: Whether the address may be seen and changed.
        """
        known, now = dict(stored), dict(typed)
        hidden = not revealed and DOOR in known
        self._show_door(stored.get(DOOR), hidden=hidden)
        if hidden:
            known.pop(DOOR)
            now.pop(DOOR, None)
        with QSignalBlocker(self):
            # Before the values: the groups offered are still those of another village.
            self._offer_groups(known.get(VILLAGE))
            self.set_values(known)
            self.offer_places()
            if now != known:
                self.restore_draft(now)

    def typed(self) -> dict[str, Value]:
        """Return what stands in the fields, the address too while it is hidden."""
        values = self.values()
        return values if self._hidden_door is None else {**values, DOOR: self._hidden_door}

    def _show_door(self, stored: Value | None, *, hidden: bool) -> None:
        self._hidden_door = stored if hidden else None
        door = self.editor(DOOR)
        if isinstance(door, QLineEdit):
            part = shown(household.FIELD_OF[DOOR], stored)[:1]
            door.setPlaceholderText(f"{part}···（点“显示”后可看可改）" if hidden else "")
            door.setEnabled(not hidden)

    def _offer_groups(self, village: Value | None) -> None:
        groups = self.editor(GROUP)
        if isinstance(groups, CodeEdit):
            with QSignalBlocker(self):
                _offer(groups, self._places.groups(village))


def _offer(box: CodeEdit, choices: Choices) -> None:
    """Offer another list; a key that stood there before its list was known gets its name."""
    box.set_choices(choices)
    if area_id(box.currentText()) is not None:
        box.set_code(box.currentText())
