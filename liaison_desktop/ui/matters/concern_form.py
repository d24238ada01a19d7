"""The form of a concern: which fields matter now, who and what may be chosen in them."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QComboBox

from liaison_desktop.domain.cadres.cadre import CadreFilter, CadreRow
from liaison_desktop.domain.matters.concern import ConcernDetail, ConcernDraft, Deadline
from liaison_desktop.domain.register.area import AreaRow
from liaison_desktop.domain.terms.concern import CLOSED_STATES
from liaison_desktop.ui.code_edit import Choices, CodeEdit
from liaison_desktop.ui.editors import Value
from liaison_desktop.ui.form import Form
from liaison_desktop.ui.matters.concern_fields import (
    FORM_FIELDS,
    HANDLING,
    OWN_FIELDS,
    WIDE,
    WITH_PLAN,
    PersonInCharge,
    WordChoices,
    own_choices,
    typed_deadline,
)
from liaison_desktop.ui.page import DeskContext

_AS_NEEDED = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_TWO_COLUMNS_FROM = 480


class ConcernForm(Form):
    """Fields come and go with the disposition; so many days turn into the day they end on."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(
            FORM_FIELDS,
            choices=own_choices,
            today=desk.office.context.today,
            wide=WIDE,
            two_columns_from=_TWO_COLUMNS_FROM,
        )
        self._desk = desk
        for field in FORM_FIELDS:
            box = self.editor(field.name)
            if isinstance(box, QComboBox):  # a long name in its list must not widen the form
                box.setSizeAdjustPolicy(_AS_NEEDED)
                box.setMinimumContentsLength(4)
        self._people = PersonInCharge()
        self._limit_asked = ""

    def show_values(self, values: Mapping[str, Value], *, new: bool) -> None:
        """Show a concern; the register is asked for who may be chosen.

        Args:
            values: Values of its fields; people and village by name.
            new: Whether it is being written down.
        """
        self._limit_asked = ""
        self.set_values(values)
        owner = self.editor("owner")
        if isinstance(owner, CodeEdit) and (line := owner.lineEdit()) is not None:
            line.setPlaceholderText("同首访人" if new else "")
        self._ask_choices()

    def restore(self, values: Mapping[str, Value]) -> None:
        """Show what had been typed before; see ``restore_draft``."""
        self._limit_asked = str(values.get("limit", ""))
        self.restore_draft(values)

    def offer_applicants(self, names: WordChoices) -> None:
        """Offer the members of a household as the applicant."""
        self._offer("applicant", names)

    def attend(self, shown: ConcernDetail | None, *, answered: bool) -> None:
        """Show the fields that matter now, and the day a typed limit ends on.

        Args:
            shown: The stored concern, None for a new one.
            answered: Whether it is 当场答复.
        """
        self.hide_fields(self._beside_the_point(shown, answered=answered))
        typed = self.values()
        words, received = str(typed.get("limit", "")), typed.get("received_on")
        offered = typed_deadline(words)
        if words != self._limit_asked and offered is not None and isinstance(received, date):
            self._limit_asked = words
            self._ask_day(received, offered)

    def unread(self, name: str) -> str:
        """Say also when so many days cannot be read: no limit would be set in silence."""
        words = str(self.values().get("limit", "")) if name == "limit" else ""
        if words and typed_deadline(words) is None:
            return "看不懂，请填如 5、15天 或 7个工作日"
        return super().unread(name)

    def person(self, name: str, shown: ConcernDetail | None) -> tuple[str, int | None]:
        """Return who stands in ``first_receiver`` or ``owner``: name, and key if a cadre.

        Who was stored stays, also where two cadres have his name.
        """
        found = self._people.named(str(self.values().get(name, "")))
        if shown is not None:
            known: tuple[str, int | None] = getattr(shown, name), getattr(shown, f"{name}_id")
            if found[0] == known[0] and found[1] in (None, known[1]):
                return known
        return found

    def village_id(self) -> int | None:
        """Return the key of the village chosen, None for none."""
        village = str(self.values().get("village", ""))
        return int(village) if village.isdigit() else None

    def _beside_the_point(self, shown: ConcernDetail | None, *, answered: bool) -> set[str]:
        typed, stored = self.values(), shown is not None
        hidden = {"first_receiver"} if stored else set()
        if answered:
            return hidden | set(HANDLING)
        closed = shown is not None and shown.state in CLOSED_STATES
        disposition = typed.get("disposition")
        wanted = {
            "result": closed or (stored and "result" in typed),
            "satisfaction": False,
            "plan": disposition in WITH_PLAN or "plan" in typed,
            "basis": disposition == "explain" or "basis" in typed,
            "limit": shown is None or "limit_on" not in shown.values,
        }
        return hidden | {name for name, matters in wanted.items() if not matters}

    def _ask_day(self, received: date, offered: Deadline) -> None:
        concerns = self._desk.office.concerns
        self._desk.lanes.read(
            (id(self), "limit"),
            lambda: concerns.limit_for(received, offered),
            lambda day: self.set_value("limit_on", day),
            owner=self,
        )

    def _ask_choices(self) -> None:
        office = self._desk.office

        def read() -> tuple[list[CadreRow], tuple[AreaRow, ...]]:
            rows = office.cadres.rows(office.cadres.ids(CadreFilter()))
            return list(rows.values()), office.areas.villages()

        self._desk.lanes.read((id(self), "choices"), read, self._on_choices, owner=self)

    def _on_choices(self, found: tuple[list[CadreRow], tuple[AreaRow, ...]]) -> None:
        cadres, villages = found
        dirty = self.dirty
        self._people = PersonInCharge(cadres)
        for name in ("first_receiver", "owner"):
            self._offer(name, self._people)
        self._offer("village", WordChoices((str(row.id), row.name) for row in villages))
        if not dirty:  # the same words, but now they mean somebody of the register
            self.set_values(self.values())

    def _offer(self, name: str, choices: Choices) -> None:
        box = self.editor(name)
        if isinstance(box, CodeEdit):
            box.set_choices(choices)


def values_of(detail: ConcernDetail) -> dict[str, Value]:
    """Return what the form shows of a stored concern."""
    names = {field.name for field in FORM_FIELDS} - OWN_FIELDS
    values: dict[str, Value] = {
        name: value for name, value in detail.values.items() if name in names
    }
    own = {"first_receiver": detail.first_receiver, "owner": detail.owner}
    given: dict[str, Value] = {name: words for name, words in own.items() if words}
    return {**values, **given, **({"village": detail.village} if detail.village else {})}


def values_of_seed(seed: ConcernDraft) -> dict[str, Value]:
    """Return what is known of a concern before it is written down, e.g. from a visit."""
    values: dict[str, Value] = dict(seed.values)
    own = {"first_receiver": seed.first_receiver, "owner": seed.owner}
    given = {name: words for name, words in own.items() if words}
    if given.get("owner") == given.get("first_receiver"):
        given.pop("owner", None)
    return {**values, **given}
