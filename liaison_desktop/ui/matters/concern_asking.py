"""The line that says which household a concern comes from, found by pinyin, number or scan."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.visit import Named
from liaison_desktop.domain.register.household import HouseholdDetail
from liaison_desktop.domain.system.search import Hit
from liaison_desktop.ui.layout_parts import label, line_of, pad
from liaison_desktop.ui.matters.person_box import PersonBox
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext


class HouseholdLine(QWidget):
    """Holds the household of a concern; a name of nobody is handed on as the applicant."""

    known = Signal()
    """The household shown has been read: its members and phones are known."""
    found = Signal(object, str)
    """A household was chosen: its ``HouseholdDetail``, and the member meant or ""."""
    cleared = Signal()
    """The concern is of no household after all."""
    left = Signal(str)
    """Enter was pressed: what was typed and belongs to nobody, or ""."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self.household: HouseholdDetail | None = None
        self.box = PersonBox(desk)
        self.box.setPlaceholderText("姓名、拼音首字母、户号；外来人直接写姓名")
        self.box.setAccessibleName("农户")
        self._caption = label("农户", "field")
        self._caption.setBuddy(self.box)
        self.open_button = button("打开", variant="quiet", tip="到农户页看这一户")
        self.clear_button = button("不是这户", variant="quiet", tip="去掉农户，只留姓名")
        line = line_of(self._caption, self.box, self.open_button, self.clear_button, gap=10)
        pad(line, across=16, down=8)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.box.picked.connect(self._on_picked)
        self.box.left.connect(self._on_left)
        self.clear_button.clicked.connect(self.clear)
        self.open_button.clicked.connect(self._on_open)
        self.show_stored(None, "")

    def fit(self, label_width: int) -> None:
        """Stand in one line with the labels of the form below."""
        self._caption.setFixedWidth(label_width)

    def key(self) -> int | None:
        """Return the key of the household, None for none."""
        return self.box.named().id

    def show_stored(self, household_id: int | None, words: str) -> None:
        """Show the household of a stored concern; nothing is filled in.

        Args:
            household_id: Its key, None for none.
            words: How it is called until it has been read, or what was typed.
        """
        self.household = None
        self.box.show_named(Named(household_id, words))
        self._fit_buttons(known=household_id is not None)
        if household_id is not None:
            self._ask(household_id, "", tell=False)

    def expect(self, household_id: int | None) -> None:
        """Stand for a household that ``choose`` will read, None for none."""
        self.household = None
        self.box.show_named(Named(household_id, ""))
        self._fit_buttons(known=household_id is not None)

    def choose(self, household_id: int, member: str = "") -> None:
        """Choose a household, as if it had been found by typing.

        Args:
            household_id: Its key.
            member: Who of it has come, "" for the head.
        """
        self.box.show_named(Named(household_id, self.box.text()))
        self._ask(household_id, member, tell=True)

    def clear(self) -> None:
        """Let the concern be of no household."""
        self._show(None)
        self.cleared.emit()
        self.box.setFocus()

    def applicants(self) -> tuple[tuple[str, str], ...]:
        """Return the members of the household as choices."""
        if self.household is None:
            return ()
        names = (member.name for member in self.household.members if member.until is None)
        return tuple((name, name) for name in dict.fromkeys(names))

    def phone_of(self, name: str) -> str:
        """Return the phone of a member, else of the head, "" for none."""
        if self.household is None:
            return ""
        members = [member for member in self.household.members if member.until is None]
        ranked = sorted(members, key=lambda one: (one.name != name, not one.is_head))
        return next((str(one.values["phone"]) for one in ranked if one.values.get("phone")), "")

    def resident_of(self, name: str) -> int | None:
        """Return the key of the member of a name, None when nobody or two are meant."""
        if self.household is None:
            return None
        same = [one.id for one in self.household.members if one.name == name]
        return same[0] if len(same) == 1 else None

    def _ask(self, household_id: int, member: str, *, tell: bool) -> None:
        households = self._desk.office.households

        def show(detail: HouseholdDetail) -> None:
            if self.key() != household_id:
                return
            self._show(detail)
            self.known.emit()
            if tell:
                self.found.emit(detail, member)

        self._desk.lanes.read(
            (id(self), "household"), lambda: households.detail(household_id), show, owner=self
        )

    def _show(self, detail: HouseholdDetail | None) -> None:
        self.household = detail
        words = "" if detail is None else f"{detail.head}　{detail.label}"
        self.box.show_named(Named(None if detail is None else detail.id, words))
        self.box.setCursorPosition(0)
        self._fit_buttons(known=detail is not None)

    def _fit_buttons(self, *, known: bool) -> None:
        for part in (self.open_button, self.clear_button):
            part.setVisible(known)

    def _on_picked(self, hit: Hit) -> None:
        if hit.household_id is not None:
            self._ask(
                hit.household_id, hit.title if hit.kind is Kind.RESIDENT else "", tell=True
            )  # fmt: skip

    def _on_left(self) -> None:
        named = self.box.named()
        typed = named.name if named.id is None else ""
        if typed:
            self._show(None)
        self.left.emit(typed)

    def _on_open(self) -> None:
        if (key := self.key()) is not None:
            self._desk.navigate(Kind.HOUSEHOLD, key)
