"""The form of one dispute: parties first, then where and what; kept as a draft, saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from liaison_desktop.domain.matters.dispute import DisputeDetail, DisputeDraft
from liaison_desktop.domain.register.household import FieldProblem
from liaison_desktop.domain.shown import numbers_masked
from liaison_desktop.services.system.drafts import Draft
from liaison_desktop.ui import theme
from liaison_desktop.ui.draft_keeper import DraftKeeper
from liaison_desktop.ui.editors import Value
from liaison_desktop.ui.layout_parts import label, pad
from liaison_desktop.ui.matters.dispute_fields import (
    FORM_FIELDS,
    GROUP,
    LATER,
    VILLAGE,
    WIDE,
    own_choices,
)
from liaison_desktop.ui.matters.dispute_places import Surroundings, read_surroundings
from liaison_desktop.ui.matters.earlier_strip import EarlierStrip, Told
from liaison_desktop.ui.matters.fitted_form import FittedForm, bring_into_view
from liaison_desktop.ui.matters.party_row import PartyRow
from liaison_desktop.ui.matters.party_rows import PartyRows
from liaison_desktop.ui.matters.party_values import kept_party, party_of_draft
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.record_saver import RecordSaver, Saved
from liaison_desktop.ui.save_foot import SaveFoot

FORM = "dispute"


@dataclass(frozen=True, slots=True)
class _Typed:
    """What stands in the editor, to be compared after a save."""

    values: Mapping[str, Value]
    parties: tuple[object, ...]


class DisputeEditor(QWidget):
    """Edits one dispute; Ctrl+S saves, Esc gives up what was typed."""

    saved = Signal(int)
    """The dispute was stored: its key."""
    given_up = Signal()
    """A new dispute was not wanted after all."""
    earlier_wanted = Signal(int)
    """An earlier dispute is to be shown: its key."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._shown: DisputeDetail | None = None
        self._new = False
        self._around = Surroundings()
        self._filling = False  # what the program fills in is nothing typed
        self._limit_by_risk = True
        self._proposed: date | None = None
        self.parties = PartyRows(desk)
        self.earlier = EarlierStrip(desk)
        self.form = FittedForm(
            FORM_FIELDS, choices=own_choices, today=desk.office.context.today, wide=WIDE
        )
        title = self.form.editor("title")
        if isinstance(title, QLineEdit):
            title.setPlaceholderText("空着就按当事人和类别写")
        self._drafts = DraftKeeper(desk, FORM, self._kept, self)
        self._saver = RecordSaver[DisputeDetail](
            desk, self, save_over=self._save_over, take_theirs=self._take_theirs
        )
        self.foot = SaveFoot()
        self.save_button, self.discard_button = self.foot.save_button, self.foot.discard_button
        self._party_problem = label("", "problem", wrap=True)
        self.party_heading = label("双方当事人", "section")
        self._lay_out()
        self._connect()

    @property
    def is_new(self) -> bool:
        """Whether a new dispute is being typed."""
        return self._new

    @property
    def dirty(self) -> bool:
        """Whether something was typed and not saved."""
        return self.form.dirty or self.parties.dirty

    def show_dispute(self, detail: DisputeDetail) -> None:
        """Show a stored dispute; what was typed about another one stays a draft.

        The same again moves nothing: somebody may be reading it.
        """
        if not self._new and self._shown == detail and not self.dirty:
            return
        self._drafts.keep_pending()
        self._begin(detail)
        self._drafts.follow(detail.id)

    def show_blank(self) -> None:
        """Begin a new dispute with its parties."""
        self._drafts.keep_pending()
        self._begin(None)
        self._drafts.follow(None)
        self.parties.focus_first()

    def edit(self) -> None:
        """Give the first line the keys (F2)."""
        self.parties.focus_first()

    def keep_draft(self) -> None:
        """Store what was typed but not saved."""
        self._drafts.keep_pending()

    def leave_new(self) -> None:
        """A stored record is shown instead; a new one being typed stays a draft."""
        self._drafts.keep_pending()
        self._new = False

    def discard(self) -> None:
        """Give up what was typed; 恢复 in the strip brings it back."""
        kept = self._kept()
        if not self.dirty:
            if self._new:
                self._new = False
                self._drafts.discard()
                self.given_up.emit()
            return
        self._drafts.discard()
        self._begin(self._shown)
        self._desk.notice("已放弃未保存的修改", "恢复", lambda: self._restore(kept))

    def save(self) -> None:
        """Check and store; problems stand under their fields."""
        if not self.dirty or not self.save_button.isEnabled():
            return
        if unreadable := self.form.unreadable():
            self.form.set_problems(unreadable)
            self.form.focus_first_problem()
            return
        if self.parties.unreadable():
            return
        self._store(self._draft())

    def _begin(self, detail: DisputeDetail | None) -> None:
        self._filling = True
        self._new, self._shown = detail is None, detail
        self.parties.set_parties(detail.parties if detail is not None else ())
        self.form.set_values(self._around.form_values(detail) if detail is not None else {})
        if detail is None:
            self.form.set_value("found_on", self._desk.office.context.today())
            self.form.mark_stored()
        hidden = () if detail is not None else LATER
        self.form.hide_fields(hidden)
        # A limit moves only with reason and approval, by 延期.
        fixed = detail is not None and detail.values.get("limit_on") is not None
        self.form.editor("limit_on").setEnabled(not fixed)
        self.form.editor("limit_on").setToolTip("要改时限请用“延期”" if fixed else "")
        self._limit_by_risk, self._proposed = detail is None, None
        self.earlier.forget()
        self._party_problem.hide()
        self._scroll.verticalScrollBar().setValue(0)
        self._offer_groups()
        self._filling = False
        self._on_changed()

    def _store(self, draft: DisputeDraft) -> None:
        typed = _Typed(self.form.values(), self.parties.parties())
        self.save_button.setEnabled(False)
        self._saver.store(
            self._desk.office.disputes,
            draft,
            lambda saved: self._on_stored(typed, saved),
            self._on_changed,
        )

    def _on_stored(self, typed: _Typed, saved: Saved[DisputeDetail]) -> None:
        problems, detail = saved.problems, saved.detail
        if detail is None:
            self._show_problems(problems)
            return
        self._drafts.discard()
        was_new, self._new = self._new, False
        self._shown = detail
        if _Typed(self.form.values(), self.parties.parties()) == typed:
            self._begin(detail)
            if was_new:
                self._drafts.follow(detail.id)
        self._show_problems(problems)
        self.saved.emit(detail.id)
        self._desk.done(saved.changes, f"已保存 {detail.number} {detail.values.get('title', '')}")

    def _show_problems(self, problems: tuple[FieldProblem, ...]) -> None:
        own = {one.field: one.message for one in problems if one.member is None}
        self.form.set_problems(own)
        self.parties.set_problems(
            {one.member: one.message for one in problems if one.member is not None}
        )
        self._party_problem.setText(own.get("parties", ""))
        self._party_problem.setVisible("parties" in own)
        if any(one.blocking for one in problems) and not self.form.focus_first_problem():
            self.parties.focus_first()
        self._on_changed()

    def _save_over(self, theirs: DisputeDetail) -> None:
        self._shown = theirs
        self._store(self._draft(over=True))

    def _take_theirs(self, theirs: DisputeDetail) -> None:
        self._drafts.discard()
        self.show_dispute(theirs)

    def _draft(self, *, over: bool = False) -> DisputeDraft:
        """Return what was typed.

        Args:
            over: Whether parties another desk stored meanwhile give way.
        """
        return self._around.draft(
            self._shown,
            self.form.values(),
            self.parties.parties(),
            None if over else self.parties.stored_keys(),
        )

    def _kept(self) -> dict[str, Any]:
        return {
            "form": self.form.values(),
            "parties": [kept_party(party) for party in self.parties.parties()],
        }

    def _restore(self, kept: Mapping[str, Any]) -> None:
        self._filling = True
        self.form.restore_draft(kept.get("form", {}))
        self.parties.restore([party_of_draft(one) for one in kept.get("parties", ())])
        self._limit_by_risk = False
        self._offer_groups()
        self._filling = False
        self._on_changed()

    def _on_draft_found(self, draft: Draft) -> None:
        if self.dirty:
            return
        # The lines are made anew; the one that had the keys would take them along.
        focused = QApplication.focusWidget()
        held = focused is not None and self.parties.isAncestorOf(focused)
        self._restore(draft.values)
        if held:
            self.parties.focus_next()
        if self.dirty:
            self._desk.notice("已接上次没有保存的内容", "放弃", self.discard)

    def _on_changed(self) -> None:
        if self._filling:
            return
        dirty = self.dirty
        self.foot.offer_once_typed(dirty=dirty, new=self._new)
        if dirty:
            self._drafts.typed()
            self._ask_earlier()

    def _ask_earlier(self) -> None:
        values = self.form.values()
        key = self._shown.id if self._shown is not None else None
        village, plot, place = (str(values.get(name, "")) for name in (VILLAGE, "plot", "place"))
        self.earlier.ask(Told(self.parties.parties(), village, plot, place, key))

    def _on_form_changed(self) -> None:
        if self._filling:
            return
        self._offer_groups()
        self._propose_limit()
        self._on_changed()

    def _propose_limit(self) -> None:
        """Propose the limit of the risk for a dispute just found; one typed stays."""
        values = self.form.values()
        days, found_on = (
            self._around.limits.get(str(values.get("risk", ""))),
            values.get("found_on"),
        )
        if not self._limit_by_risk or days is None or not isinstance(found_on, date):
            return
        limit = self._around.limit(found_on, days)
        if values.get("limit_on") in (None, self._proposed) and limit != self._proposed:
            self._proposed = limit
            self.form.set_value("limit_on", limit)

    def _offer_groups(self) -> None:
        village = str(self.form.values().get(VILLAGE, ""))
        self._around.offer_groups(self.form.editor(GROUP), village)

    def _on_party_changed(self) -> None:
        """Propose village and group of the first linked party."""
        if self._filling:
            return
        values = self.form.values()
        households = [one.household for one in self.parties.parties() if one.household]
        if households and VILLAGE not in values:
            self.form.set_value(VILLAGE, households[0].split("/")[0])
        self._on_changed()

    def _on_outsider_meant(self, row: PartyRow) -> None:
        """Store at once that a party is nobody of the register; amid typing, with the rest."""
        key, disputes = row.stored_id, self._desk.office.disputes
        if key is None or self.dirty:
            row.mark_outsider()
            return
        words = f"{numbers_masked(row.party().name)}不在本册，不再核对"
        self._desk.lanes.write(
            lambda _progress: disputes.mark_outsider(key),
            lambda changes: self._desk.done(changes, words),
            owner=self,
        )

    def _on_arrived(self, widget: object) -> None:
        bring_into_view(self._scroll, widget)

    def ask_surroundings(self) -> None:
        """Ask for villages, cadres, committees and the limits of the risk levels."""
        office = self._desk.office
        self._desk.lanes.read(
            (id(self), "around"), lambda: read_surroundings(office), self._on_around, owner=self
        )

    def _on_around(self, around: Surroundings) -> None:
        self._around = around
        around.offer(self.form)
        self._offer_groups()
        if self._shown is not None and not self.dirty:
            self._filling = True
            self.form.set_values(around.form_values(self._shown))
            self._filling = False

    def _connect(self) -> None:
        self._drafts.found.connect(self._on_draft_found)
        self.save_button.clicked.connect(self.save)
        self.discard_button.clicked.connect(self.discard)
        self.form.changed.connect(self._on_form_changed)
        self.form.completed.connect(self.save)
        self.form.arrived.connect(self._on_arrived)
        self.parties.changed.connect(self._on_party_changed)
        self.parties.arrived.connect(self._on_arrived)
        self.parties.outsider_meant.connect(self._on_outsider_meant)
        self.parties.completed.connect(lambda: self.form.focus_field("place"))
        self.earlier.opened.connect(self.earlier_wanted)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        sheet = QWidget()
        sheet.setProperty("role", "sheet")
        head = QVBoxLayout()
        pad(head, across=16, down=10)
        head.setSpacing(sizes.gap)
        self._party_problem.hide()
        for part in (
            self.party_heading,
            self.parties,
            self._party_problem,
            self.earlier,
        ):
            head.addWidget(part)
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addLayout(head)
        inner.addWidget(self.form)
        inner.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setMinimumHeight(sizes.px(40))
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.foot)
