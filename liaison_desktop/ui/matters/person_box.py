"""A line in which a household or a person is found by pinyin, number, phone or scan."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.visit import Named
from liaison_desktop.domain.system.search import Hit
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.search_box import SearchBox

_MOST = 20


def shown_household(name: str) -> str:
    """Return 中和村/0032 王贵 with the name first, so that a narrow cell still shows it."""
    place, gap, head = name.partition(" ")
    return f"{head} {place}" if gap and "/" in place else name


def hit_words(hit: Hit) -> str:
    """Return a household found by typing as a cell shows it: 王贵 中和村 五组 0032."""
    head = hit.title.removesuffix("户") if hit.kind is Kind.HOUSEHOLD else hit.title
    return f"{head} {hit.subtitle.split(' · ')[-1]}".strip()


class PersonBox(SearchBox):
    """What is typed but belongs to nobody of the register stays as typed.

    Enter takes the hit marked in the list; a second Enter leaves the line.
    """

    picked = Signal(object)
    """Somebody was found: the ``Hit``, with its household."""
    left = Signal()
    """Enter was pressed with nothing more to choose."""

    def __init__(self, desk: DeskContext, *, kinds: Sequence[Kind] = ()) -> None:
        """Make an empty line.

        Args:
            desk: Where the store is.
            kinds: What may be found; households and their members if empty.
        """
        wanted = tuple(kinds) or (Kind.RESIDENT, Kind.HOUSEHOLD)

        def find(text: str) -> tuple[Hit, ...]:
            found = desk.office.search.find(text, _MOST * 2)
            return tuple(hit for hit in found if hit.kind in wanted)[:_MOST]

        super().__init__(find, desk.lanes)
        self.hit: Hit | None = None
        self.setProperty("role", "")
        self.setPlaceholderText("姓名、拼音首字母、户号")
        self.hit_chosen.connect(self._take)
        self.textEdited.connect(self._forget)

    def named(self) -> Named:
        """Return the household found, or the text as typed without a key."""
        key = self.hit.household_id if self.hit is not None else None
        return Named(key, self.text().strip())

    def show_named(self, named: Named) -> None:
        """Show a household or a typed name."""
        self.setText(named.name)
        self.hit = (
            None
            if named.id is None
            else Hit(Kind.HOUSEHOLD, named.id, named.name, "", household_id=named.id)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter go on once somebody was chosen or nothing is typed, Esc if nobody is listed."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and (self.hit is not None or not self.text().strip()):
            self.left.emit()
        elif enter and self.settled and not self.hits:
            self.drop.hide()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and not self._is_dropped():
            event.ignore()  # as in any other field: nothing is being looked for
        else:
            super().keyPressEvent(event)

    def _take(self, hit: Hit) -> None:
        self.hit = hit
        self.setText(hit.title)
        self.picked.emit(hit)

    def _forget(self) -> None:
        self.hit = None


class QuickPersonBox(PersonBox):
    """Enter need not wait for the answer: where one household alone is meant, it is taken."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self._hurried = False
        self.textEdited.connect(self._on_typed_on)

    def _on_enter(self) -> None:
        self._hurried = bool(self.text().strip()) and not self.settled
        super()._on_enter()

    def _show_hits(self, text: str, hits: Sequence[Hit]) -> None:
        super()._show_hits(text, hits)
        hurried, self._hurried = self._hurried, False
        if not hurried or self.text().strip() != text:
            return
        if not hits:
            self.drop.hide()
            self.left.emit()
        elif len({hit.household_id for hit in hits}) == 1:
            self._choose()

    def _on_typed_on(self) -> None:
        self._hurried = False
