"""What every page is given (``DeskContext``), and what every page is (``Page``)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.ui.change_bus import ChangeBus
from liaison_desktop.ui.lanes import Job, Lanes
from liaison_desktop.ui.operator_name import keep_operator_name

if TYPE_CHECKING:
    from liaison_desktop.domain.system.operation import UndoReport
    from liaison_desktop.services.office import Office

TODAY, HOUSEHOLDS, CARDS, CADRES = "today", "households", "cards", "cadres"
VISITS, CONCERNS, DISPUTES = "visits", "concerns", "disputes"
FIGURES, SUMMARIES = "figures", "summaries"
RECEPTION = "reception"
"""View of 民情台账 in which what a villager says is written down."""

PAGE_OF_KIND: Mapping[Kind, str] = {
    Kind.HOUSEHOLD: HOUSEHOLDS,
    Kind.RESIDENT: HOUSEHOLDS,
    Kind.AREA: HOUSEHOLDS,
    Kind.CONTACT_CARD: CARDS,
    Kind.CARD_EVENT: CARDS,
    Kind.CADRE: CADRES,
    Kind.PAIRING: CADRES,
    Kind.UNIT: CADRES,
    Kind.TEAM: CADRES,
    Kind.RULE_SET: CADRES,
    Kind.RULE: CADRES,
    Kind.VISIT: VISITS,
    Kind.VISIT_SHEET: VISITS,
    Kind.VILLAGE_STAY: VISITS,
    Kind.DIARY: VISITS,
    Kind.CONCERN: CONCERNS,
    Kind.PUBLIC_NOTICE: CONCERNS,
    Kind.DISPUTE: DISPUTES,
    Kind.ZERO_REPORT: DISPUTES,
    Kind.OWN_INDICATOR: FIGURES,
    Kind.PINNED_QUESTION: FIGURES,
    Kind.SUMMARY: SUMMARIES,
    Kind.CLOSED_PERIOD: SUMMARIES,
    Kind.OWED_REPORT: SUMMARIES,
    Kind.SENT_REPORT: SUMMARIES,
}


@dataclass(frozen=True, slots=True)
class Destination:
    """A place in the window somebody wants to go to.

    Attributes:
        page: ``TODAY``, ``HOUSEHOLDS``, ``CARDS``, ``CADRES``, ``VISITS``, ``CONCERNS``,
            ``DISPUTES``, ``FIGURES`` or ``SUMMARIES``.
        kind, record: The record to open there, None for none. A household's id may be
            given to 联系卡 and 干部结对 too (its card, its pairing).
        view: A view inside the page, e.g. ``"pairing"``, "" for the usual one.
        filter: What its list should show: the filter of its noun, None to leave the list
            as it is.
    """

    page: str
    kind: Kind | None = None
    record: int | None = None
    view: str = ""
    filter: object = None


class DeskContext(QObject):
    """What the pages share. Pages ask here; the main window answers the signals."""

    opened = Signal()
    """The store is open: ``office`` may be asked."""
    operator_changed = Signal()
    """Another person sits at the desk; ``office`` is another object now."""
    went = Signal(object)
    """Somebody wants to go to a ``Destination``."""
    import_wanted = Signal(str, str)
    """``households``, ``cadres`` or ``pairings`` is to be imported; a file or ""."""
    export_wanted = Signal(str, object)
    """A list (``households``, ``cards`` …) is to be exported, with its filter."""
    print_wanted = Signal(str, object)
    """``cards`` with the ids of cards, ``forms`` with a ``HouseholdFilter``, ``paper``
    with a ``Paper``."""
    noticed = Signal(str, str, object)
    """A message for the strip at the foot: text, caption of its button, what it does."""
    offered = Signal(str, str, object, object)
    """Like ``noticed``, with caption and call of a further button as a tuple."""

    def __init__(
        self,
        office: "Office | None",
        lanes: Lanes,
        *,
        settings: QSettings | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Bind a desk.

        Args:
            office: Every service; call it on a lane only. None while the store is being
                opened; then ``attach`` brings it.
            lanes: Where work is handed in.
            settings: Where the window keeps sizes and choices of this person.
            parent: Qt parent.
        """
        super().__init__(parent)
        self._office = office
        self.lanes = lanes
        self.bus = ChangeBus(self)
        self.settings = settings or QSettings()
        self.last_undo: int | None = None

    @property
    def office(self) -> "Office":
        """Every service of the open store.

        Raises:
            RuntimeError: While the store is not open; no page is built before.
        """
        if self._office is None:
            raise RuntimeError("the store is not open yet")
        return self._office

    @property
    def is_open(self) -> bool:
        """Whether the store is open."""
        return self._office is not None

    def attach(self, office: "Office") -> None:
        """Take the store that has been opened."""
        self._office = office
        self.opened.emit()

    def set_operator(self, name: str) -> None:
        """Let another person work on: what is done from now on is done by him."""
        context = replace(self.office.context, actor=name)
        self._office = type(self.office)(context, self.office.data)
        keep_operator_name(self.settings, name)
        self.operator_changed.emit()

    def go(self, destination: Destination) -> None:
        """Show a place: its tab, its view, its list, its record."""
        self.went.emit(destination)

    def navigate(self, kind: Kind, record: int) -> None:
        """Open a record in the page it belongs to."""
        self.go(Destination(PAGE_OF_KIND[kind], kind, record))

    def start_import(self, noun: str, path: str = "") -> None:
        """Open the import wizard for ``households``, ``cadres`` or ``pairings``."""
        self.import_wanted.emit(noun, path)

    def export(self, what: str, which: object = None) -> None:
        """Open the export dialog for a list with its present filter."""
        self.export_wanted.emit(what, which)

    def print(self, what: str, which: object) -> None:
        """Open the print dialog for contact cards, 民情登记卡 or any other paper."""
        self.print_wanted.emit(what, which)

    def notice(self, text: str, action: str = "", then: Callable[[], None] | None = None) -> None:
        """Show a quiet strip at the foot of the window for a few seconds."""
        self.noticed.emit(text, action, then)

    def done(
        self,
        changes: Changes,
        text: str,
        also: tuple[str, Callable[[], None]] | None = None,
    ) -> None:
        """Tell the pages what changed, and the person with 撤销 beside it.

        Ordinary work makes the last undo something that is no longer brought back.

        Args:
            changes: What the service returned.
            text: What happened, e.g. 已保存 中和村/0032.
            also: Caption of a further button beside it and what that does, e.g. 打印回执.
        """
        self.last_undo = None
        self.bus.tell(changes)
        number = changes.operation
        if number is None:
            self.notice(text)
        elif also is None:
            self.notice(text, "撤销", lambda: self._undo(number))
        else:
            self.offered.emit(text, "撤销", lambda: self._undo(number), also)

    def take_back(self, number: int | None = None) -> Job:
        """Undo an operation; None for the newest of this person (Ctrl+Z)."""

        def told(report: "UndoReport") -> None:
            again = self.last_undo = report.changes.operation
            self.bus.tell(report.changes)
            if again is None:
                self.notice(undo_sentence(report))
            else:
                self.notice(undo_sentence(report), "恢复", self.bring_back)

        return self.lanes.write(
            lambda _progress: self.office.undo.take_back(number, own=number is None),
            told,
            owner=self,
        )

    def _undo(self, number: int) -> None:
        self.take_back(number)

    def bring_back(self) -> None:
        """Take the last undo back (Ctrl+Y); nothing when there is none."""
        number, self.last_undo = self.last_undo, None
        if number is None:
            return

        def told(report: "UndoReport") -> None:
            self.bus.tell(report.changes)
            self.notice(f"已{report.sentence}")

        self.lanes.write(lambda _progress: self.office.undo.take_back(number), told, owner=self)


def undo_sentence(report: "UndoReport") -> str:
    """Say what an undo did, naming what it left as it is."""
    if not report.kept:
        return f"已{report.sentence}"
    named = "、".join(dict.fromkeys(one.record for one in report.kept[:3]))
    more = f" 等 {len(report.kept)} 条" if len(report.kept) > 3 else ""
    return f"已{report.sentence}；{named}{more}保留不动：{report.kept[0].why}"


class Page(QWidget):
    """A tab of the window.

    A page is built when it is first shown, asks the store in ``refresh`` (through the
    lanes), and asks again when something it concerns changed: at once when it is visible,
    else when it is shown next.
    """

    name: ClassVar[str] = ""
    """``TODAY``, ``HOUSEHOLDS`` …"""
    concerns: ClassVar[frozenset[Kind]] = frozenset()
    """Kinds of record whose changes it must show."""
    esc_to_list: ClassVar[bool] = False
    """Whether Esc that nothing in the page has a use for gives the keys back to its list."""
    commands_changed = Signal()
    """``commands`` are others now, e.g. since another view is in sight."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self.desk = desk
        self._stale = True
        desk.bus.changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Ask the store again for everything shown; subclasses do it through the lanes."""

    def show_destination(self, destination: Destination) -> None:
        """Show the view, list and record wanted; subclasses know their own."""

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do here, by id of ``ui.actions.COMMANDS``.

        ``new``, ``edit``, ``save``, ``delete``, ``print``, ``import``,
        ``export``, ``history``; those absent are disabled while the page is shown.
        """
        return {}

    def keep_draft(self) -> None:
        """Store what was typed but not saved; called before the window closes."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc lead from a record back to its list, where nothing else wants it."""
        if self.esc_to_list and event.key() == Qt.Key.Key_Escape and not self.hasFocus():
            self.setFocus()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask the store if something changed since it was last shown."""
        super().showEvent(event)
        self._refresh_if_stale()

    def _on_changed(self, changes: Changes) -> None:
        if changes.concerns(*self.concerns):
            self._stale = True
            if self.isVisible():
                self._refresh_if_stale()

    def _refresh_if_stale(self) -> None:
        if self._stale:
            self._stale = False
            self.refresh()
