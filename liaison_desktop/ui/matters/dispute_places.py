"""Villages, groups, cadres, committees and limits a dispute's form offers, and the way back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from liaison_desktop.domain.cadres.cadre import CadreFilter, CadreRow
from liaison_desktop.domain.matters.dispute import Committee, DisputeDetail, DisputeDraft, Party
from liaison_desktop.domain.register.area import AreaRow, Level
from liaison_desktop.services.office import Office
from liaison_desktop.ui.code_edit import Choices, CodeEdit
from liaison_desktop.ui.editors import Value
from liaison_desktop.ui.form import Form
from liaison_desktop.ui.matters.concern_fields import PersonInCharge, WordChoices
from liaison_desktop.ui.matters.dispute_fields import (
    COMMITTEE,
    GROUP,
    OWN,
    OWNER,
    STORED_NAMES,
    VILLAGE,
)


@dataclass(frozen=True)  # a cached property would need a dict beside slots
class Surroundings:
    """What the form offers.

    Attributes:
        areas: Villages and groups.
        cadres: The cadres in post.
        committees: The committees.
        limits: Code of a risk to days.
    """

    areas: Sequence[AreaRow] = ()
    cadres: Sequence[CadreRow] = ()
    committees: Sequence[Committee] = ()
    limits: Mapping[str, int] = field(default_factory=dict)

    def offer(self, form: Form) -> None:
        """Offer everything in a form; what stands there stays."""
        villages = [row.name for row in self.areas if row.level is Level.VILLAGE]
        _offer(form.editor(VILLAGE), _words(villages))
        _offer(form.editor(OWNER), PersonInCharge(self.cadres))
        _offer(form.editor(COMMITTEE), _words([one.name for one in self.committees]))

    def offer_groups(self, editor: QWidget, village: str) -> None:
        """Offer the groups of a village."""
        _offer(editor, _words([row.name for row in self._groups(village)]))

    def limit(self, found_on: date, days: int) -> date:
        """Return the limit of a dispute found on a day that may take so many days."""
        return found_on + timedelta(days=days)

    def form_values(self, detail: DisputeDetail) -> dict[str, Value]:
        """Return the values of a stored dispute as the form shows them."""
        own = {
            VILLAGE: detail.village,
            GROUP: detail.group,
            COMMITTEE: detail.committee,
            OWNER: detail.owner if detail.owner_id is None else self._owner_value(detail),
        }
        given: dict[str, Value] = {name: text for name, text in own.items() if text}
        return {**detail.values, **given}

    def draft(
        self,
        shown: DisputeDetail | None,
        values: Mapping[str, Value],
        parties: tuple[Party, ...],
        seen: frozenset[int] | None,
    ) -> DisputeDraft:
        """Return what was typed, keys in place of names.

        Args:
            shown: The stored dispute, None for a new one.
            values: What stands in the form.
            parties: Both sides.
            seen: Keys of the parties that were read.
        """
        texts = {name: str(values.get(name, "")).strip() for name in OWN}
        village_id = self._village_id(texts[VILLAGE])
        owner, owner_id = PersonInCharge(self.cadres).named(texts[OWNER])
        if shown is not None and owner_id is None and owner == shown.owner:
            owner_id = shown.owner_id
        if shown is not None and village_id is None and texts[VILLAGE] == shown.village:
            village_id = shown.village_id
        return DisputeDraft(
            id=shown.id if shown is not None else None,
            version=shown.version if shown is not None else 0,
            values={name: value for name, value in values.items() if name in STORED_NAMES},
            parties=parties,
            village_id=village_id,
            group_id=self._group_id(texts[VILLAGE], texts[GROUP]),
            committee_id=self._committee_id(texts[COMMITTEE]),
            owner=owner,
            owner_id=owner_id,
            seen_parties=seen,
        )

    def _owner_value(self, detail: DisputeDetail) -> str:
        known = any(row.id == detail.owner_id for row in self.cadres)
        return str(detail.owner_id) if known else detail.owner

    def _village_id(self, name: str) -> int | None:
        rows = (row for row in self.areas if row.level is Level.VILLAGE)
        return next((row.id for row in rows if row.name == name), None)

    def _groups(self, village: str) -> list[AreaRow]:
        key = self._village_id(village)
        return [row for row in self.areas if key is not None and row.parent_id == key]

    def _group_id(self, village: str, name: str) -> int | None:
        return next((row.id for row in self._groups(village) if row.name == name), None)

    def _committee_id(self, name: str) -> int | None:
        return next((one.id for one in self.committees if one.name == name), None)


def read_surroundings(office: Office) -> Surroundings:
    """Ask the store for everything the form offers; runs on a lane."""
    cadres = office.cadres.rows(office.cadres.ids(CadreFilter()))
    return Surroundings(
        office.areas.tree(),
        tuple(cadres.values()),
        office.committees.rows(),
        office.disputes.risk_limits().days(),
    )


def _words(names: Sequence[str]) -> WordChoices:
    return WordChoices((name, name) for name in names)


def _offer(editor: QWidget, choices: Choices) -> None:
    if isinstance(editor, CodeEdit) and list(choices.items) != editor.offered:
        editor.set_choices(choices)
