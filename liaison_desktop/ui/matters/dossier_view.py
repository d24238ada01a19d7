"""矛盾纠纷 · 卷宗: which papers are there, what they say, how they look; one or all printed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.errors import AppError
from liaison_desktop.domain.matters.dispute import DisputeDetail, PaperLamp
from liaison_desktop.domain.matters.dossier_paper import Paper as DossierPaper
from liaison_desktop.domain.progress import CancelledError, Progress
from liaison_desktop.domain.terms.dispute import PAPER_LABELS, PaperKind
from liaison_desktop.services.system.drafts import Draft
from liaison_desktop.ui import theme
from liaison_desktop.ui.draft_keeper import DraftKeeper
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.lanes import Job
from liaison_desktop.ui.layout_parts import column_of, label, line_of, pad
from liaison_desktop.ui.matters.dossier_papers import DossierPapers, PaperKey
from liaison_desktop.ui.matters.dossier_words import DossierWords
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DISPUTES, DeskContext, Page
from liaison_desktop.ui.page_image import PageImage, Pages, opened_pdf, pages_of
from liaison_desktop.ui.paper_dialog import Paper
from liaison_desktop.ui.pdf_view import PdfView
from liaison_desktop.ui.side_by_side import side_by_side

if TYPE_CHECKING:
    from liaison_desktop.documents.preview import Preview

FORM = "dossier"


@dataclass(frozen=True, slots=True)
class _Shown:
    """A paper as it was read."""

    key: PaperKey
    paper: DossierPaper
    own: Mapping[str, str]


class DossierView(Page):
    """Arrows choose a paper, Enter goes to its words, Ctrl+S keeps them, Ctrl+P prints."""

    name: ClassVar[str] = DISPUTES
    concerns: ClassVar[frozenset[Kind]] = frozenset(
        {
            Kind.DISPUTE, Kind.PARTY, Kind.INQUIRY, Kind.MEDIATION, Kind.AGREEMENT,
            Kind.FOLLOW_UP, Kind.DOSSIER_TEXT, Kind.ATTACHMENT, Kind.MEDIATION_COMMITTEE,
        }
    )  # fmt: skip

    ledger_wanted = Signal()
    """A dispute is to be chosen in the ledger."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self.dispute_id: int | None = None
        self._detail: DisputeDetail | None = None
        self._preview: Preview | None = None
        self._wanted: tuple[PaperKey, Mapping[str, Any]] | None = None
        self._read: PaperKey | None = None
        self._job: Job | None = None
        self.heading = label("", "heading")
        self.told = label("", "field", wrap=True)
        self.papers = DossierPapers()
        self.words = DossierWords()
        self.preview = PdfView(desk.lanes)
        self.problem = label("", "problem", wrap=True)
        self.print_button = button(
            "打印这一份", icon_name="print", tip="看、打印或存为 PDF（Ctrl+P）"
        )
        self.whole_button = button(
            "打印全卷", variant="primary", icon_name="report",
            tip="封面、目录、全部文书和附件，连续编页（Alt+Q）",
        )  # fmt: skip
        self.whole_button.setShortcut("Alt+Q")
        self._drafts = DraftKeeper(desk, FORM, self._kept, self)
        self._body = QWidget()
        self._lay_out()
        self._empty = EmptyState(self)
        self._connect()
        self._show_nothing()

    def show_dispute(self, dispute_id: int | None) -> None:
        """Show the papers of a dispute, None for none chosen."""
        if dispute_id != self.dispute_id:
            self._drafts.keep_pending()
            self.dispute_id = dispute_id
            self._detail = self._read = self._wanted = None
            self.papers.clear()
            if dispute_id is not None:
                self._body.hide()
                self._empty.show_text(EmptyText("report", "正在读取卷宗…"))
                self._drafts.follow(dispute_id)
        self.refresh()

    def refresh(self) -> None:
        """Ask for the lamps and for the paper marked."""
        key, office = self.dispute_id, self.desk.office
        if key is None:
            self._show_nothing()
            return

        def read() -> tuple[DisputeDetail, tuple[PaperLamp, ...]]:
            return office.disputes.detail(key), office.dossiers.lamps(key)

        def gone(error: BaseException) -> None:
            if not isinstance(error, AppError):
                raise error
            self.show_dispute(None)

        self.desk.lanes.read((id(self), "lamps"), read, self._on_lamps, gone, owner=self)

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do here."""
        return {"edit": self.words.edit, "save": self.keep, "print": self.print_one}

    def keep(self) -> None:
        """Keep the words that were changed."""
        key, current, texts = self.dispute_id, self.papers.current(), self.words.changes()
        if key is not None and current is not None and texts:
            self._write(current, texts, f"已保存{PAPER_LABELS[current[0]]}的文字")

    def print_one(self) -> None:
        """Look at, print or save the paper marked."""
        current = self.papers.current()
        if current is not None:
            self._print(PAPER_LABELS[current[0]], [current])

    def print_whole(self) -> None:
        """Look at, print or save the whole file."""
        self._print("人民调解卷宗", None)

    def keep_draft(self) -> None:
        """Keep what was typed but not saved."""
        self._drafts.keep_pending()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of the pages drawn."""
        self._close_preview()
        super().hideEvent(event)

    def _on_lamps(self, answer: tuple[DisputeDetail, tuple[PaperLamp, ...]]) -> None:
        detail, lamps = answer
        if detail.id != self.dispute_id:
            return
        self._detail = detail
        self._empty.hide()
        self._body.show()
        number = f"　{detail.file_number}" if detail.file_number else "　还没有受理编号"
        self.heading.setText(f"{detail.number}{number}")
        missing = sum(lamp.required and not lamp.present for lamp in lamps)
        told = f"还缺 {missing} 项必须有的材料" if missing else "必须有的材料都已齐全"
        self.told.setText(f"{detail.values.get('title', '')} · {told}")
        self.whole_button.setEnabled(bool(detail.file_number))
        before = self.papers.current()
        self.papers.show_lamps(detail, lamps)
        if self._wanted is not None:
            self.papers.choose(self._wanted[0])
        if before is not None and before == self.papers.current():
            self._ask_paper()

    def _ask_paper(self) -> None:
        key, current = self.dispute_id, self.papers.current()
        if key is None or current is None:
            return
        dossiers = self.desk.office.dossiers

        def read() -> _Shown:
            paper, own = dossiers.content(key, *current), dossiers.texts(key, *current)
            return _Shown(current, paper, own)

        self.desk.lanes.read((id(self), "paper"), read, self._on_paper, owner=self)

    def _on_paper(self, shown: _Shown) -> None:
        if shown.key != self.papers.current():
            return
        typed = self.words.changes() if self._read == shown.key else {}
        self._read = shown.key
        lamp = self.papers.lamp()
        self.words.show_paper(shown.paper, shown.own, lamp.missing if lamp else "")
        if self._wanted is not None and self._wanted[0] == shown.key:
            self.words.restore_draft(self._wanted[1])
            self._wanted = None
        elif typed:
            self.words.restore_draft(typed)
        self._draw()

    def _draw(self) -> None:
        key, current = self.dispute_id, self.papers.current()
        if key is None or current is None:
            return
        dossiers = self.desk.office.dossiers

        def work(progress: Progress) -> tuple[PaperKey, bytes]:
            progress.step(0, 1, PAPER_LABELS[current[0]])  # ends here if another was chosen
            return current, dossiers.pdf(key, [current], progress=progress)

        if self._job is not None:
            self._job.cancel()  # the paper before is no longer looked at
        self._job = self.desk.lanes.heavy(work, self._on_drawn, self._on_undrawn, owner=self)

    def _on_drawn(self, drawn: tuple[PaperKey, bytes]) -> None:
        current, pdf = drawn
        if current != self.papers.current():
            return
        self.problem.hide()
        self._close_preview()
        self._preview = opened_pdf(pdf)
        self.preview.show_pages(pages_of(self._preview))

    def _on_undrawn(self, error: BaseException) -> None:
        if isinstance(error, CancelledError):
            return
        if not isinstance(error, AppError):
            raise error
        self._close_preview()
        self.problem.setText(error.message)
        self.problem.show()

    def _close_preview(self) -> None:
        preview, self._preview = self._preview, None
        if preview is not None:
            self.preview.show_pages(Pages((), _no_page))
            preview.close()

    def _write(self, current: PaperKey, texts: Mapping[str, str], told: str) -> None:
        key, dossiers = self.dispute_id, self.desk.office.dossiers
        if key is None:
            return

        def work(_progress: Progress) -> Changes:
            return dossiers.save_texts(key, *current, texts)

        def done(changes: Changes) -> None:
            self._drafts.discard()
            self.words.discard()
            self.desk.done(changes, told)

        self.desk.lanes.write(work, done, owner=self)

    def _on_restore(self, block: str) -> None:
        current = self.papers.current()
        if current is not None:
            self._write(current, {block: ""}, "已改回台账里的内容")

    def _print(self, title: str, papers: list[PaperKey] | None) -> None:
        key, detail, dossiers = self.dispute_id, self._detail, self.desk.office.dossiers
        if key is None or detail is None:
            return

        def draw(progress: Progress, purpose: str) -> bytes:
            return dossiers.pdf(key, papers, purpose=purpose, progress=progress)

        name = f"{title} {detail.file_number or detail.number}"
        self.desk.print("paper", Paper(name, draw, job="dossier", asks_purpose=True, private=True))

    def _kept(self) -> dict[str, Any]:
        if self._read is None:
            return {}
        kind, part = self._read
        return {"kind": kind.value, "part": part, "texts": self.words.changes()}

    def _on_draft_found(self, draft: Draft) -> None:
        texts = draft.values.get("texts")
        if not texts:
            return
        key = (PaperKind(draft.values["kind"]), int(draft.values["part"]))
        self._wanted = key, texts
        self.desk.notice("已接上次没有保存的文字")
        if key == self.papers.current():
            self._ask_paper()
        else:
            self.papers.choose(key)  # while nothing is listed yet, the lamps do it

    def _show_nothing(self) -> None:
        self._body.hide()
        words = "先在“台账”里选一件纠纷，再来看它的卷宗文书"
        self._empty.show_text(EmptyText("report", words, "去台账"))

    def _connect(self) -> None:
        self.papers.chosen.connect(self._on_chosen)
        self.papers.entered.connect(self.words.edit)
        self.words.typed.connect(self._drafts.typed)
        self.words.keep_wanted.connect(self.keep)
        self.words.restore_wanted.connect(self._on_restore)
        self._drafts.found.connect(self._on_draft_found)
        self.print_button.clicked.connect(self.print_one)
        self.whole_button.clicked.connect(self.print_whole)
        self._empty.action_requested.connect(self.ledger_wanted)

    def _on_chosen(self, _paper: object) -> None:
        self._drafts.keep_pending()
        self._ask_paper()

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        left, middle = _card(self.papers), _card(self.words)
        right = _card(self.problem, self.preview)
        for part, width in ((left, 210), (middle, 330), (right, 180)):
            part.setMinimumWidth(sizes.px(width))
        self.problem.hide()
        self.splitter = side_by_side(
            self.desk.settings, "dossier", (left, 270, 0), (middle, 470, 1), (right, 500, 1)
        )
        head = column_of(self.heading, self.told, gap=2)
        body = QVBoxLayout(self._body)
        pad(body, across=16, down=12)
        body.setSpacing(sizes.gap)
        line = line_of(head, self.print_button, self.whole_button)
        line.setStretch(0, 1)
        body.addLayout(line)
        body.addWidget(self.splitter, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body)
        self.setFocusProxy(self.papers)


def _card(*parts: QWidget) -> QFrame:
    made = QFrame()
    made.setProperty("role", "card")
    column = QVBoxLayout(made)
    column.setContentsMargins(1, 1, 1, 1)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part)
    return made


def _no_page(page: int, dpi: int) -> PageImage:
    raise IndexError(page, dpi)
