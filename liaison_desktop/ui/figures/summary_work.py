"""One summary being written: text, numbers and their records, 口径检查, handing in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.errors import AppError, ConflictError
from liaison_desktop.domain.figures.closing import ClosedPeriod
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.summary import BlockKind, SummaryDetail, SummaryState
from liaison_desktop.domain.figures.summary_json import blocks_from_json, blocks_to_json
from liaison_desktop.domain.figures.token import Run, Token, TokenKind
from liaison_desktop.domain.progress import Progress
from liaison_desktop.services.figures.summary_paper import range_of
from liaison_desktop.services.system.drafts import Draft
from liaison_desktop.ui.busy import when_ended
from liaison_desktop.ui.draft_keeper import DraftKeeper
from liaison_desktop.ui.figures.summary_check import SummaryCheck
from liaison_desktop.ui.figures.summary_closing import SummaryClosing
from liaison_desktop.ui.figures.summary_facts import SummaryFacts, facts_about
from liaison_desktop.ui.figures.summary_panes import FACTS, NUMBER, SummaryPanes
from liaison_desktop.ui.figures.summary_papers import (
    export_summary,
    paper_of,
    reprint,
    save_word,
)
from liaison_desktop.ui.page import SUMMARIES, DeskContext, Destination
from liaison_desktop.ui.record_saver import RecordSaver

FORM = "summary"
_ASKED_AFTER_MS = 700


class SummaryWork(SummaryPanes):
    """The text at the left, beside it what stands behind it; a closed one is only read."""

    saved = Signal(int)
    """A summary was stored: its key."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self._detail: SummaryDetail | None = None
        self._closed: ClosedPeriod | None = None
        self._drafts = DraftKeeper(desk, FORM, self._kept, self)
        self._saver = RecordSaver[SummaryDetail](
            desk, self, save_over=self._save_over, take_theirs=self._take_stored
        )
        self._check = SummaryCheck(desk, self, self.written, self._on_failed)
        self._closing = SummaryClosing(desk, self, self._on_failed)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_ASKED_AFTER_MS)
        self._soon.timeout.connect(self.ask)
        self._connect()

    @property
    def detail(self) -> SummaryDetail | None:
        """The summary as it was stored, None when none is shown."""
        return self._detail

    @property
    def is_closed(self) -> bool:
        """Whether what is shown was handed in."""
        return self._detail is not None and self._detail.state is SummaryState.CLOSED

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not stored."""
        return self._detail is not None and not self.is_closed and self.written() != self._detail

    def written(self) -> SummaryDetail | None:
        """Return the summary as it stands in the editor."""
        detail = self._detail
        if detail is None:
            return None
        day = self.foot.signed_on(detail.signed_on)
        return replace(detail, blocks=self.editor.blocks(), signed_on=day)

    def show_summary(self, detail: SummaryDetail, closed: ClosedPeriod | None) -> None:
        """Show a summary; the one already shown keeps what is being typed.

        Args:
            detail: As stored.
            closed: With which closing it was handed in, None while it was not.
        """
        before = self._detail
        same = before is not None and before.id == detail.id
        if same and before is not None and before.state is detail.state and self.dirty:
            # Somebody types: what the store says now is told when it is saved.
            if before.blocks == detail.blocks:
                self._detail = detail
            self.ask()
            return
        if not same:
            self._drafts.keep_pending()
            for strip in (self.number_strip, self.closing):
                strip.hide()
        self._detail, self._closed = detail, closed
        self.foot.day.set_value(detail.signed_on)
        self.editor.setReadOnly(self.is_closed)
        if not same or self.editor.blocks() != detail.blocks:
            self.editor.show_blocks(detail.blocks)
            self.card.show_token(None, None)
        self._show_head()
        self.foot.offer(offered=not self.is_closed)
        self.sides.segment(FACTS).setVisible(not self.is_closed)
        self._check.forget()
        if not same and not self.is_closed:
            self._drafts.follow(detail.id)
        self.ask()

    def show_nothing(self) -> None:
        """No summary is shown."""
        self._drafts.keep_pending()
        self._detail = self._closed = None
        self._check.stop()

    def ask(self) -> None:
        """Ask what changed in the ledgers, and prove the text as it stands."""
        self._soon.stop()
        written, office = self.written(), self._desk.office
        if written is None:
            return
        closed = self.is_closed

        def read() -> SummaryFacts:
            return facts_about(office.summaries, written, closed=closed)

        self._desk.lanes.read((id(self), "state"), read, self._on_state, owner=self)
        self._check.prove(written)

    def save(self) -> None:
        """Store the text."""
        written, summaries = self.written(), self._desk.office.summaries
        if written is None or self.is_closed or not self.head.save_button.isEnabled():
            return

        def work(_progress: Progress) -> tuple[int, Changes]:
            return summaries.save(written)

        def done(answer: tuple[int, Changes]) -> None:
            self._on_saved(written, answer)

        self.head.save_button.setEnabled(False)
        job = self._desk.lanes.write(work, done, self._on_failed, owner=self)
        when_ended(job, lambda: self.head.save_button.setEnabled(True))

    def keep_draft(self) -> None:
        """Keep what was typed but not stored."""
        self._drafts.keep_pending()

    def discard(self) -> None:
        """Forget what was typed: the summary was deleted."""
        self._drafts.discard()
        self._detail = self._closed = None

    def print_paper(self) -> None:
        """Look at the paper and print it; a closed one as it was handed in."""
        if self._closed is not None:
            reprint(self._desk, self._closed)
            return
        self._check.when_mended(
            lambda written, annexes: self._desk.print(
                "paper", paper_of(self._desk, written, annexes)
            )
        )

    def export_paper(self) -> None:
        """Write the paper to a file; of a closed one the file that was handed in."""
        if self._closed is not None:
            save_word(self, self._desk, self._closed)
            return
        self._check.when_mended(
            lambda written, annexes: export_summary(self, self._desk, written, annexes)
        )

    def begin_closing(self) -> None:
        """Say what will be frozen."""
        if self._detail is not None and not self.is_closed:
            self._closing.begin(self._detail)

    def close_period(self) -> None:
        """Make the files, then store the text and freeze it with figures, lists and files."""
        written = self.written()
        if written is None or written.id is None or self.is_closed:
            return
        self._closing.close(written, partial(self._on_closed, written), changed=self.dirty)

    def begin_number(self) -> None:
        """Ask for a number to be put in the text."""
        if self._detail is not None and not self.is_closed:
            self.closing.hide()
            period = parse_period(self._detail.period)
            self.number_strip.open_strip(period, range_of(self._detail))

    def update_all(self) -> None:
        """Put today's figures everywhere."""
        count = self.editor.update_all()
        if count:
            self._desk.notice(f"已更新 {count} 处数字，Ctrl+Z 可退回")
            self.ask()

    def _on_state(self, state: SummaryFacts) -> None:
        if state.blocks != self.editor.blocks():
            return
        self.editor.show_meanings(state.meanings)
        self.editor.show_marks(state.marks)
        if self.editor.update_all(TokenKind.DAY):
            self.ask()  # the day of the paper is what the writer says
            return
        token = self.editor.current_token()
        if token is not None:
            self.card.show_token(token, state.marks.get(token))
        count = sum(one in state.marks for one in self.editor.tokens())
        self.head.show_changed(count)
        self.facts.show_facts(state.facts)

    def _on_edited(self) -> None:
        if self._detail is None or self.is_closed:
            return
        self._show_head()
        self._drafts.typed()
        self._soon.start()

    def _on_day_edited(self) -> None:
        if self.dirty:
            self._on_edited()
            self.ask()

    def _show_head(self) -> None:
        written = self.written()
        if written is not None:
            self.head.show_summary(written)
            self.head.save_button.setEnabled(self.dirty)
            self.head.show_changed(sum(one in self.editor.marks() for one in self.editor.tokens()))

    def _on_saved(self, written: SummaryDetail, answer: tuple[int, Changes]) -> None:
        key, changes = answer
        if self._detail is not None and self._detail.id == written.id:
            self._drafts.discard()
            self._detail = replace(written, version=(written.version or 0) + 1)
            if self.dirty:
                self._drafts.typed()  # somebody went on while it was stored
        self._desk.done(changes, f"已保存《{written.title}》")
        self.saved.emit(key)

    def _on_closed(self, written: SummaryDetail, changes: Changes) -> None:
        self._drafts.discard()
        self._detail = written
        self._desk.done(changes, f"已上报并封账：{written.title}")
        self.saved.emit(written.id)

    def _on_failed(self, error: BaseException) -> None:
        key = self._detail.id if self._detail is not None else None
        if isinstance(error, ConflictError) and key is not None:
            self._saver.resolve(error, self._desk.office.summaries, key)
        elif isinstance(error, AppError):
            self._desk.notice(error.message)
        else:
            raise error

    def _save_over(self, found: SummaryDetail) -> None:
        """Go on from what the other desk stored: save over it."""
        self._detail = found
        self.save()

    def _take_stored(self, found: SummaryDetail) -> None:
        """Show what is stored in place of what was typed."""
        self._detail = found
        self._drafts.discard()
        self.foot.day.set_value(found.signed_on)
        if found.blocks != self.editor.blocks():
            self.editor.show_blocks(found.blocks)
        self._show_head()
        self.ask()

    def _give_up_draft(self) -> None:
        if self._detail is not None and self._detail.id is not None:
            self._saver.take_newest(self._desk.office.summaries, self._detail.id)

    def _on_token_shown(self, token: Token | None) -> None:
        if token is None:
            return
        self.reveal_side(NUMBER)
        self.card.show_token(token, self.editor.marks().get(token))

    def _on_update(self) -> None:
        if self.editor.update_token():
            self.ask()
            token = self.editor.current_token()
            self.card.show_token(token, None)

    def _insert(self, runs: Sequence[Run]) -> None:
        self.editor.insert_runs(runs)
        self.editor.setFocus()

    def _kept(self) -> dict[str, Any]:
        detail = self._detail
        if detail is None:
            return {}
        return {
            "version": detail.version,
            "blocks": blocks_to_json(self.editor.blocks()),
            "signed_on": self.foot.signed_on(detail.signed_on).isoformat(),
        }

    def _on_draft_found(self, draft: Draft) -> None:
        detail = self._detail
        if detail is None or self.is_closed or str(detail.id) != draft.record:
            return
        blocks = blocks_from_json(str(draft.values.get("blocks", '{"schema":1,"blocks":[]}')))
        if not blocks or blocks == detail.blocks:
            self._drafts.discard()
            return
        # Of the version it was begun with: what was stored since is not overwritten unseen.
        self._detail = replace(detail, version=draft.values.get("version", detail.version))
        day = draft.values.get("signed_on")
        self.foot.day.set_value(date.fromisoformat(day) if day else detail.signed_on)
        self.editor.show_blocks(blocks)
        self._show_head()
        self._desk.notice("已接上次没有保存的文字", "放弃", self._give_up_draft)
        self.ask()

    def _connect(self) -> None:
        editor, head = self.editor, self.head
        editor.edited.connect(self._on_edited)
        editor.token_shown.connect(self._on_token_shown)
        editor.token_opened.connect(lambda _token: self.show_side(NUMBER))
        editor.number_wanted.connect(self.begin_number)
        editor.cursorPositionChanged.connect(lambda: head.show_kind(editor.kind()))
        head.kind_chosen.connect(self._on_kind)
        head.number_button.clicked.connect(self.begin_number)
        head.update_button.clicked.connect(self.update_all)
        head.save_button.clicked.connect(self.save)
        head.print_button.clicked.connect(self.print_paper)
        head.export_button.clicked.connect(self.export_paper)
        head.close_button.clicked.connect(self.begin_closing)
        head.changes_button.clicked.connect(self._show_changes)
        for keys, call in (
            ("Alt+U", self._on_update), ("Alt+Shift+U", self.update_all),
            ("Alt+B", self.begin_closing), ("Alt+D", head.kinds.setFocus),
            ("Alt+T", editor.setFocus),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(call)
        self.card.update_wanted.connect(self._on_update)
        self._check.answered.connect(self.ask)
        self.facts.insert_wanted.connect(lambda fact: self._insert(fact.runs))
        self.foot.day_edited.connect(self._on_day_edited)
        self.number_strip.insert_wanted.connect(self._insert)
        self.closing.close_wanted.connect(self.close_period)
        self._drafts.found.connect(self._on_draft_found)
        for left in (self.number_strip.left, self.closing.left, self.proof.left, self.facts.left):
            left.connect(editor.setFocus)

    def _show_changes(self) -> None:
        """Show what changed in the ledgers since the report was handed in."""
        if self._closed is not None:
            self._desk.go(Destination(SUMMARIES, Kind.CLOSED_PERIOD, self._closed.id))

    def _on_kind(self, kind: BlockKind) -> None:
        self.editor.set_kind(kind)
        self.editor.setFocus()
