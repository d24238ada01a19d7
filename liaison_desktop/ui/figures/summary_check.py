"""口径检查 of the summary being written: beside the typing, and before its paper leaves."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.figures.proof import Finding
from liaison_desktop.domain.figures.summary import Block, SummaryDetail, SummaryState
from liaison_desktop.domain.figures.token import BLANK
from liaison_desktop.domain.progress import CancelledError, Progress
from liaison_desktop.ui.figures.blanks_left import BlanksLeft, end_of
from liaison_desktop.ui.figures.summary_panes import CHECK, SummaryPanes
from liaison_desktop.ui.figures.summary_papers import Annexes, proved
from liaison_desktop.ui.figures.summary_text import place_in_block
from liaison_desktop.ui.lanes import Job
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.progress_dialog import show_progress


class SummaryCheck(QObject):
    """Proves a text once for what stands in it; a red finding keeps its paper back."""

    answered = Signal()
    """A finding was signed for, or its number vouched for."""

    def __init__(
        self,
        desk: DeskContext,
        panes: SummaryPanes,
        written: Callable[[], SummaryDetail | None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Follow what is done in the pane of findings.

        Args:
            desk: Where the store is.
            panes: What shows the text and the findings.
            written: Returns the summary as it stands in the editor.
            failed: Told why a signature could not be stored.
        """
        super().__init__(panes)
        self._desk, self._panes = desk, panes
        self._written, self._failed = written, failed
        self._running: Job | None = None
        self._proved: tuple[Block, ...] | None = None
        proof = panes.proof
        proof.jump_wanted.connect(self._show_words)
        proof.blank_wanted.connect(self._show_blank)
        proof.sign_wanted.connect(self._sign)
        proof.withdraw_wanted.connect(self._sign)
        proof.vouch_wanted.connect(self._vouch)

    def forget(self) -> None:
        """Prove the text again when it is next asked for, even the same words."""
        self._proved = None

    def stop(self) -> None:
        """Wait no longer for the check that runs."""
        if self._running is not None:
            self._running.cancel()

    def prove(self, written: SummaryDetail) -> None:
        """Prove a text unless it was; the check of the text before is no longer waited for."""
        if written.state is SummaryState.CLOSED:
            self._panes.proof.show_findings((), is_open=False)
            self._panes.proof.told.setText("已上报封账，不再核对")
            return
        if self._proved == written.blocks:
            return
        proofs = self._desk.office.proofs
        self.stop()
        self._panes.proof.show_waiting()

        def work(progress: Progress) -> tuple[Finding, ...]:
            progress.step(0, 1, "口径检查")  # ends here when the text is another by now
            return proofs.check(written)

        def failed(error: BaseException) -> None:
            if not isinstance(error, CancelledError):
                raise error

        self._running = self._desk.lanes.heavy(
            work, lambda found: self._show(written.blocks, found), failed, owner=self._panes
        )

    def when_mended(self, then: Callable[[SummaryDetail, Annexes], None]) -> None:
        """Do something with the paper unless a red finding is open; then show that one."""
        written, office, annexes = self._written(), self._desk.office, self._panes.foot.annexes()
        if written is None:
            return

        def work(_progress: Progress) -> tuple[Finding, ...]:
            return proved(office, written, annexes)

        def done(findings: tuple[Finding, ...]) -> None:
            self._show(written.blocks, findings)
            red = [one for one in findings if one.blocks_printing]
            if not red:
                then(written, annexes)
                return
            self._panes.show_side(CHECK)
            self._desk.notice(f"还有 {len(red)} 处红色问题，改正或签注以后才能打印和导出")

        job = self._desk.lanes.heavy(work, done, owner=self._panes)
        show_progress(self._panes, "正在核对口径", job)

    def _show(self, blocks: tuple[Block, ...], findings: tuple[Finding, ...]) -> None:
        written = self._written()
        if written is None or written.state is SummaryState.CLOSED or written.blocks != blocks:
            return
        self._proved = blocks
        self._panes.proof.show_findings(findings, is_open=True)
        red = sum(one.blocks_printing for one in findings)
        self._panes.foot.tell(f"还有 {red} 处红色问题，改正或签注以后才能打印" if red else "")

    def _show_words(self, finding: Finding) -> None:
        if finding.block is None:
            self._desk.notice("这一处说的是台账、附表或图表里的数字，请在那里核对")
        else:
            self._panes.editor.show_excerpt(finding.block, finding.start, finding.excerpt)

    def _show_blank(self, blanks: BlanksLeft) -> None:
        """Show the next blank behind the cursor; the keys stay in the list, to go on."""
        editor = self._panes.editor
        at = max(editor.textCursor().position(), editor.textCursor().anchor())
        later = (one for one in blanks.findings if self._place_of_end(one) > at)
        found = next(later, blanks.findings[0])
        editor.show_excerpt(found.block or 0, end_of(found) - len(BLANK), BLANK)
        self._panes.show_side(CHECK)

    def _place_of_end(self, finding: Finding) -> int:
        """Return where the words of a finding end in the document."""
        block = self._panes.editor.document().findBlockByNumber(finding.block or 0)
        return block.position() + place_in_block(block, end_of(finding))

    def _sign(self, finding: Finding, reason: str = "") -> None:
        """Sign for a finding, or take the signature back where there is no reason."""
        written, proofs = self._written(), self._desk.office.proofs
        key = written.id if written is not None else None
        if key is None:
            return
        told = "已签注" if reason else "已收回签注"

        def work(_progress: Progress) -> Changes:
            return proofs.sign(key, finding, reason) if reason else proofs.withdraw(key, finding)

        def done(changes: Changes) -> None:
            self.forget()
            self._desk.done(changes, told)
            self.answered.emit()

        self._desk.lanes.write(work, done, self._failed, owner=self._panes)

    def _vouch(self, finding: Finding) -> None:
        """Make the number a token of the person who typed it."""
        if finding.block is None:
            return
        self._panes.editor.show_excerpt(finding.block, finding.start, finding.excerpt)
        self._panes.editor.vouch()
        self.answered.emit()
