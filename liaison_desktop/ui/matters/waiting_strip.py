"""A line under a visit's head: a name nobody was found for, and whom it may mean."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.matters.visit import Named, WaitingName
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.shown import numbers_masked
from liaison_desktop.ui.layout_parts import flow_of, label, pad
from liaison_desktop.ui.matters.person_box import shown_household
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext

_OFFERED = 3


class WaitingStrip(QFrame):
    """Alt+R takes the first of those the name may mean, or looks; one name at a time."""

    find_wanted = Signal(str)
    """Nobody of that name is known: somebody else is to be looked for."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self.setProperty("role", "hint")
        self._desk = desk
        self._visit: int | None = None
        self.waiting: WaitingName | None = None
        self._words = label("", wrap=False)
        self.offers: tuple[QPushButton, ...] = tuple(
            button("", variant="token") for _ in range(_OFFERED)
        )
        self.offers[0].setShortcut("Alt+R")
        self.other_button = button("另找一户", variant="quiet", tip="在“走访对象”里另找")
        row = flow_of(self._words, *self.offers, self.other_button, gap=6)
        pad(row, across=10, down=5)
        self.setLayout(row)
        for place, made in enumerate(self.offers):
            made.clicked.connect(lambda _on=False, at=place: self._on_chosen(at))
        self.other_button.clicked.connect(self._on_other)
        self.hide()

    def show_visit(self, visit_id: int | None, *, waits: bool) -> None:
        """Show the first name of a visit that waits, nothing when none does."""
        self._visit = visit_id
        if visit_id is None or not waits:
            self._show(())
            return
        visits = self._desk.office.visits

        def answered(found: Sequence[WaitingName]) -> None:
            if self._visit == visit_id:
                self._show([one for one in found if one.visit_id == visit_id])

        self._desk.lanes.read((id(self), "waiting"), visits.unresolved, answered, owner=self)

    def _show(self, found: Sequence[WaitingName]) -> None:
        one = self.waiting = found[0] if found else None
        self.setVisible(one is not None)
        if one is None:
            return
        noun = "干部" if one.of_cadre else "农户"
        more = f"（共 {len(found)} 个待核对）" if len(found) > 1 else ""
        typed = numbers_masked(one.typed)
        ask = f"“{typed}”是哪一位{noun}？" if one.of_cadre else f"“{typed}”是哪一户？"
        words = ask if one.candidates else f"“{typed}”在{noun}里没有找到。"
        self._words.setText(words + more)
        self.other_button.setText("补登记干部" if one.of_cadre else "另找一户")
        self.other_button.setVisible(not one.of_cadre)
        # A new text takes the keys away; with nobody to take, they look for somebody.
        keys = "" if one.candidates else "Alt+R"
        self.other_button.setShortcut(keys)
        self.other_button.setToolTip(f"在“走访对象”里另找{f'（{keys}）' if keys else ''}")
        for place, made in enumerate(self.offers):
            known = place < len(one.candidates)
            made.setVisible(known)
            if known:
                keys = "（Alt+R）" if place == 0 else ""
                made.setText(shown_household(one.candidates[place].name))
                made.setToolTip(f"就是这一{'位' if one.of_cadre else '户'}{keys}")
                if place == 0:  # a new text takes the keys away
                    made.setShortcut("Alt+R")

    def _on_chosen(self, place: int) -> None:
        waiting, visits = self.waiting, self._desk.office.visits
        if waiting is None or place >= len(waiting.candidates):
            return
        meant: Named = waiting.candidates[place]
        if meant.id is None:
            return
        key, settle = meant.id, visits.resolve_cadre if waiting.of_cadre else visits.resolve

        def work(_progress: Progress) -> Changes:
            return settle(waiting.id, key)

        self._desk.lanes.write(
            work,
            lambda changes: self._desk.done(
                changes, f"已核对 {numbers_masked(waiting.typed)}：{meant.name}"
            ),
            owner=self,
        )

    def _on_other(self) -> None:
        if self.waiting is not None:
            self.find_wanted.emit(self.waiting.typed)
