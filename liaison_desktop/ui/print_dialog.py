"""打印联系卡: the very pages to look at, a printer corrected to the millimetre, or a PDF."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFrame,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from liaison_desktop.domain.progress import CancelledError, Progress
from liaison_desktop.domain.terms.contact_card import Duplex
from liaison_desktop.ui import theme
from liaison_desktop.ui.busy import when_ended
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.folders import keep_folder, kept_folder
from liaison_desktop.ui.icons import icon
from liaison_desktop.ui.lanes import Job
from liaison_desktop.ui.layout_parts import STRETCH, column_of, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.page_image import Pages
from liaison_desktop.ui.pdf_view import PdfView
from liaison_desktop.ui.print_correction_dialog import CorrectionDialog
from liaison_desktop.ui.print_options import PrintChoice, PrintOptions
from liaison_desktop.ui.printers import Printers, SystemPrinters
from liaison_desktop.ui.printing import PrintJob, Side, stored_correction
from liaison_desktop.ui.progress_dialog import show_progress
from liaison_desktop.ui.register.card_sheets import (
    CardFacts,
    CardPrinting,
    CardSheets,
    open_sheets,
    read_facts,
)
from liaison_desktop.ui.register.card_steps import CardSteps
from liaison_desktop.ui.tokens import Tone
from liaison_desktop.ui.window_state import size_to_screen
from liaison_desktop.whole_file import written_whole

_WAIT_MS = 250
_FILE_NAME = "民情联系卡.pdf"
_ALL_STALE = "这些卡上的内容已经不对，先换发，再打印新卡。"


class PrintDialog(QDialog):
    """What is printed or saved is marked as printed only after printer or file took it."""

    def __init__(
        self,
        desk: DeskContext,
        parent: QWidget,
        steps: CardSteps,
        ids: tuple[int, ...],
        *,
        printers: Printers | None = None,
    ) -> None:
        """Open on some cards.

        Args:
            desk: Where the store is.
            parent: The page.
            steps: Marks them as printed.
            ids: Cards in use.
            printers: Where they can be printed, None for the system's printers.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("打印联系卡")
        self._desk, self._steps, self._ids = desk, steps, ids
        self._printers: Printers = printers or SystemPrinters()
        self._facts: CardFacts | None = None
        self._sheets: CardSheets | None = None
        self._job: Job | None = None
        self._backs_next = False
        self.options = PrintOptions(self._printers.names())
        self.view = PdfView(desk.lanes)
        self._waiting = EmptyState(self.view)
        self.missing = QLabel()
        self.by_hand = QCheckBox("这些字我会手写补上")
        self._title, self._page = label("打印联系卡", "heading"), label("", "caption")
        self.print_button = button("打印", variant="primary", icon_name="print")
        self.pdf_button = button("存为 PDF", icon_name="save", tip="按实际大小保存，可拿到别处打印")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_WAIT_MS)
        self._lay_out()
        self._connect()
        self._update()
        self._ask()

    @property
    def pdf(self) -> bytes:
        """Return the document as laid out now, empty while it is being made."""
        return self._sheets.pdf if self._sheets is not None else b""

    def save_to(self, path: Path) -> None:
        """Write the document to a file, then mark the cards as printed."""
        sheets, facts = self._sheets, self._facts
        if sheets is None or facts is None:
            return

        def work(_progress: Progress) -> None:
            with written_whole(path) as temporary:
                temporary.write_bytes(sheets.pdf)

        def done(_nothing: None) -> None:
            keep_folder(self._desk.settings, "print", path)
            self._finish(facts.ids, f"已存为 {path}，{len(facts.ids):,} 张记为已打印")

        job = self._desk.lanes.heavy(work, done, owner=self)
        show_progress(self, "正在保存 PDF", job)

    def print_now(self) -> None:
        """Print; with turning by hand the fronts first, then, when asked again, the backs."""
        sheets, facts, choice = self._sheets, self._facts, self.options.choice()
        if sheets is None or facts is None or not choice.printer:
            return
        by_hand = choice.sheet.duplex is Duplex.MANUAL
        half = len(sheets.sizes) // 2
        first, last = (half, None) if by_hand and self._backs_next else (0, None)
        if by_hand and not self._backs_next:
            last = half
        work = self._printing(sheets, choice, first, last)
        self.print_button.setEnabled(False)

        def done(_nothing: None) -> None:
            if by_hand and not self._backs_next:
                self._backs_next = True
                self._update()
            else:
                self._finish(facts.ids)

        job = self._desk.lanes.heavy(work, done, owner=self)
        when_ended(job, self._update)
        show_progress(self, "正在打印联系卡", job)

    def _printing(
        self, sheets: CardSheets, choice: PrintChoice, first: int, last: int | None
    ) -> CardPrinting:
        front, back = (stored_correction(choice.printer, choice.tray, side) for side in Side)
        job = PrintJob(
            title="contact-cards",
            pages=sheets.pages(first, last, printing=True),
            sides=sheets.sides[first:last],
            front=front,
            back=back,
        )
        return CardPrinting(self._printers, choice, job)

    def _finish(self, ids: tuple[int, ...], words: str = "") -> None:
        self._steps.mark_printed(ids, words)
        self.accept()

    def _ask(self) -> None:
        """Read what the cards are, then lay them out."""
        office, ids = self._desk.office, self._ids
        self._show_waiting("正在准备…")
        self._desk.lanes.read(
            (id(self), "facts"), lambda: read_facts(office, ids), self._on_read, owner=self
        )

    def _on_read(self, facts: CardFacts) -> None:
        self._facts = facts
        left = f"（另有 {facts.stale:,} 张待换发，不印）" if facts.stale else ""
        self._title.setText(f"打印 {len(facts.ids):,} 张联系卡{left}")
        if not facts.ids:
            self._waiting.show_text(EmptyText("warning", _ALL_STALE))
            return
        self.options.set_cards(facts.layouts)
        self._show_missing(facts.missing)
        self._lay_out_cards()

    def _show_missing(self, missing: Mapping[str, frozenset[str]]) -> None:
        lines = [
            f"“{text}”里的 {'、'.join(f'{one}（U+{ord(one):X}）' for one in sorted(characters))}"
            for text, characters in sorted(missing.items())
        ]
        head = "字体里没有这些字，打印处以〓代替：\n"
        self.missing.setText(head + "\n".join(lines[:8]) + ("\n…" if len(lines) > 8 else ""))
        for part in (self.missing, self.by_hand):
            part.setVisible(bool(missing))

    def _lay_out_cards(self) -> None:
        """Draw the document with the present choice; an older run is stopped."""
        facts, choice = self._facts, self.options.choice()
        if facts is None or not facts.ids:
            return
        if self._job is not None:
            self._job.cancel()
        self._drop_sheets()
        self._show_waiting("正在排版…")
        office = self._desk.office

        def work(progress: Progress) -> CardSheets:
            pdf = office.cards.print_pdf(facts.ids, choice.sheet, progress, layout=choice.layout)
            return open_sheets(pdf, choice)

        self._job = self._desk.lanes.heavy(
            work,
            lambda sheets: self._on_laid_out(choice, sheets),
            self._on_layout_failed,
            owner=self,
        )

    def _on_laid_out(self, choice: PrintChoice, sheets: CardSheets) -> None:
        now = self.options.choice()
        if (choice.layout, choice.sheet) != (now.layout, now.sheet):
            sheets.preview.close()
            return
        self._sheets = sheets
        self._waiting.hide()
        self.view.show_pages(sheets.pages())
        self._show_page(0)
        self._update()

    def _on_layout_failed(self, error: BaseException) -> None:
        if not isinstance(error, CancelledError):
            sentence = getattr(error, "message", "") or "排版没有完成，请关闭后再试。"
            self._waiting.show_text(EmptyText("warning", sentence))

    def _show_waiting(self, sentence: str) -> None:
        self._waiting.show_text(EmptyText("clock", sentence))
        self._update()

    def _drop_sheets(self) -> None:
        """Close the document looked at, on the lane that draws its pages."""
        sheets, self._sheets = self._sheets, None
        if sheets is not None:
            self.view.show_pages(Pages((), sheets.pages().render))
            preview = sheets.preview
            self._desk.lanes.read((id(preview), "close"), preview.close, lambda _nothing: None)

    def _show_page(self, page: int) -> None:
        count = self.view.page_count
        sides = self._sheets.sides if self._sheets is not None else ()
        side = "反面" if page < len(sides) and sides[page] is Side.BACK else "正面"
        self._page.setText(f"第 {page + 1} 页，共 {count} 页（{side}）" if count else "")

    def _update(self) -> None:
        """Enable what can be done now."""
        choice = self.options.choice()
        ready = self._sheets is not None and self._facts is not None
        allowed = ready and (not self._missing_now() or self.by_hand.isChecked())
        self.print_button.setEnabled(allowed and bool(choice.printer))
        self.pdf_button.setEnabled(allowed)
        words = "打印"
        if choice.sheet.duplex is Duplex.MANUAL:
            words = "翻面放回，打印反面" if self._backs_next else "打印正面"
        self.print_button.setText(words)

    def _missing_now(self) -> bool:
        return self._facts is not None and bool(self._facts.missing)

    def _on_choice_changed(self) -> None:
        self._backs_next = False
        self._update()
        self._soon.start()

    def _on_pdf_wanted(self) -> None:
        proposed = kept_folder(self._desk.settings, "print") / _FILE_NAME
        dialog = QFileDialog(self, "存为 PDF", str(proposed), "PDF 文件 (*.pdf)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.open()

    def _on_correction_wanted(self) -> None:
        choice = self.options.choice()
        dialog = CorrectionDialog(self._desk, self, self._printers, choice.printer, choice.tray)
        dialog.corrected.connect(self.options.show_correction)
        dialog.open()

    def done(self, result: int) -> None:
        """Stop what is being laid out and close the document."""
        if self._job is not None:
            self._job.cancel()
        self._soon.stop()
        self._drop_sheets()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the cross do what 取消 does."""
        self.reject()
        super().closeEvent(event)

    def _connect(self) -> None:
        self.options.changed.connect(self._on_choice_changed)
        self.options.printer_changed.connect(self._update)
        self.options.correction_wanted.connect(self._on_correction_wanted)
        self._soon.timeout.connect(self._lay_out_cards)
        self.by_hand.toggled.connect(lambda _on: self._update())
        self.view.page_changed.connect(self._show_page)
        self.print_button.clicked.connect(self.print_now)
        self.pdf_button.clicked.connect(self._on_pdf_wanted)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self.missing.setProperty("tone", Tone.AMBER.value)
        self.missing.setTextFormat(Qt.TextFormat.PlainText)
        self.missing.setWordWrap(True)
        self.missing.hide()
        self.by_hand.hide()
        inner = QWidget()
        inner.setProperty("role", "sheet")
        form = column_of(self._title, self.options, self.missing, self.by_hand, STRETCH, gap=12)
        pad(form, across=4, down=2)
        inner.setLayout(form)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFixedWidth(sizes.px(400))
        cancel = button("取消")
        cancel.clicked.connect(self.reject)
        smaller = _tool("zoom-out", "缩小预览（Ctrl+滚轮）", self.view.zoom_out)
        larger = _tool("zoom-in", "放大预览（Ctrl+滚轮）", self.view.zoom_in)
        looking = column_of(self.view, line_of(self._page, STRETCH, smaller, larger), gap=6)
        column = QVBoxLayout(self)
        pad(column, across=20, down=16)
        column.setSpacing(sizes.px(12))
        middle = line_of(scroll, looking, gap=16)
        middle.setStretch(1, 1)
        column.addLayout(middle, 1)
        column.addLayout(line_of(STRETCH, cancel, self.pdf_button, self.print_button))
        size_to_screen(self, 1080, 720)


def _tool(icon_name: str, tip: str, then: Callable[[], None]) -> QToolButton:
    made = QToolButton()
    made.setIcon(icon(icon_name))
    made.setToolTip(tip)
    made.setAccessibleName(tip)
    made.clicked.connect(then)
    return made
