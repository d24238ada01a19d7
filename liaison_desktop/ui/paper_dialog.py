"""Papers to look at, print at true size or save as a PDF: the very pages that come out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from liaison_desktop.domain.progress import Progress
from liaison_desktop.ui import theme
from liaison_desktop.ui.folders import keep_folder, kept_folder
from liaison_desktop.ui.lanes import Job, ProgressReport
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad, rule
from liaison_desktop.ui.message import button
from liaison_desktop.ui.notice import Notice
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.page_image import PageImage, Pages, opened_pdf, pages_of
from liaison_desktop.ui.pdf_view import PdfView
from liaison_desktop.ui.printing import PrintJob, make_printer, print_pages, stored_correction
from liaison_desktop.ui.progress_dialog import show_progress
from liaison_desktop.ui.window_state import size_to_screen
from liaison_desktop.whole_file import written_whole

if TYPE_CHECKING:
    from liaison_desktop.documents.preview import Preview

Draw = Callable[[Progress, str], bytes]
_SIZE = "print/size_"
_DRAWING = "正在排版…"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that can be looked at and printed.

    Attributes:
        title: Name of the paper: title of the window, proposed name of the file.
        draw: Returns its PDF; told the purpose (事由) typed, "" without one. Runs on a lane.
        job: Name of the print job, letters only.
        asks_purpose: Whether personal data stands on it, in part unless a purpose is given.
        private: Whether its file is for its owner only even without a purpose.
        sizes: Sheets it can be drawn on: a name such as A3 to what draws it in place of
            ``draw``; empty when it has one size only.
    """

    title: str
    draw: Draw
    job: str = "paper"
    asks_purpose: bool = False
    private: bool = False
    sizes: "Mapping[str, Draw]" = field(default_factory=dict)


class PaperDialog(QDialog):
    """Shows the pages of a paper; personal numbers print in part unless a purpose is given."""

    def __init__(self, desk: DeskContext, paper: Paper, parent: QWidget | None = None) -> None:
        """Draw a paper and show it.

        Args:
            desk: What the pages share.
            paper: The paper.
            parent: The window it covers.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(paper.title)
        self._desk, self._paper = desk, paper
        self._pdf = b""
        self._drawing: Job | None = None
        self._asked = 0
        self._preview: Preview | None = None
        self.view = PdfView(desk.lanes)
        self.purpose = QLineEdit()
        self.sheet = QComboBox()
        self.printers = QComboBox()
        self.pages = label(_DRAWING, "field")
        self.redraw_button = button("重新排版")
        self.save_button = button("存为 PDF…", icon_name="export", tip="Ctrl+S")
        self.save_button.setShortcut("Ctrl+S")
        self.print_button = button("打印", variant="primary", icon_name="print")
        self.close_button = button("关闭")
        self._lay_out()
        # Its own: that of the window lies behind the dialog.
        self.notice = Notice(self, lift=68)
        self.redraw_button.clicked.connect(self.draw)
        self.purpose.returnPressed.connect(self.draw)
        self.sheet.currentTextChanged.connect(self._on_sheet_chosen)
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.print_all)
        self.close_button.clicked.connect(self.reject)
        self.finished.connect(self._stop_drawing)
        self.finished.connect(self._close_preview)
        (self.purpose if paper.asks_purpose else self.view).setFocus()
        self.draw()

    def draw(self) -> None:
        """Lay the paper out anew, e.g. after a purpose was given.

        How far it is stands at the foot: a window of its own would take the keys from 事由.
        """
        paper, purpose = self._paper, self.purpose.text().strip()
        sheet = self.sheet.currentText()
        draw = paper.sizes.get(sheet, paper.draw)
        self._set_ready(ready=False)
        self._stop_drawing()
        self._asked += 1
        asked = self._asked

        def drawn(pdf: bytes) -> None:
            if asked == self._asked:
                self._show(pdf)

        self.pages.setText(_DRAWING)
        job = self._desk.lanes.heavy(lambda progress: draw(progress, purpose), drawn, owner=self)
        self._drawing = job
        job.watch(self)

    def report(self, report: ProgressReport) -> None:
        """Say how far the paper is laid out."""
        done = f" {report.done:,} / {report.total:,}" if report.total else ""
        self.pages.setText(f"{_DRAWING}{done}")

    def finish(self) -> None:
        """Let the paper be laid out again, also after it could not be."""
        self.redraw_button.setEnabled(True)

    def save(self) -> None:
        """Ask where, and save the PDF."""
        out = ask_pdf(self, kept_folder(self._desk.settings, "print"), self._paper.title)
        if out is None:
            return
        keep_folder(self._desk.settings, "print", out)
        pdf = self._pdf
        # What shows personal data in full is for its owner only.
        private = self._paper.private or self._paper.asks_purpose

        def work(_progress: Progress) -> None:
            with written_whole(out, private=private) as temporary:
                temporary.write_bytes(pdf)

        self._desk.lanes.heavy(
            work, lambda _none: self.notice.show_message(f"已存为 {out}"), owner=self
        )

    def print_all(self) -> None:
        """Print every page at true size."""
        name, pages = self.printers.currentText(), self._pages()
        if not name or not pages.sizes_mm:
            return
        printer = make_printer(name, pages.sizes_mm[0])
        job = PrintJob(self._paper.job, pages, front=stored_correction(name))
        running = self._desk.lanes.heavy(
            lambda progress: print_pages(printer, job, progress),
            lambda _none: self.notice.show_message(f"已送到打印机，共 {len(pages.sizes_mm)} 页"),
            owner=self,
        )
        show_progress(self, "正在打印", running)

    def _show(self, pdf: bytes) -> None:
        self._close_preview()
        self._pdf, self._preview = pdf, opened_pdf(pdf)
        pages = self._pages()
        self.view.show_pages(pages)
        self.pages.setText(f"共 {len(pages.sizes_mm)} 页")
        self._set_ready(ready=True)

    def _on_sheet_chosen(self, name: str) -> None:
        """Draw it on the other sheet, and on that one next time."""
        self._desk.settings.setValue(f"{_SIZE}{self._paper.job}", name)
        self.draw()

    def _pages(self) -> Pages:
        return Pages((), _no_page) if self._preview is None else pages_of(self._preview)

    def _set_ready(self, *, ready: bool) -> None:
        for one in (self.redraw_button, self.save_button):
            one.setEnabled(ready)
        self.print_button.setEnabled(ready and self.printers.count() > 0)

    def _stop_drawing(self) -> None:
        """Give up what is being laid out: nobody will look at it."""
        if self._drawing is not None:
            self._drawing.cancel()

    def _close_preview(self) -> None:
        preview, self._preview = self._preview, None
        if preview is not None:
            preview.close()

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self.printers.addItems(QPrinterInfo.availablePrinterNames())
        default = QPrinterInfo.defaultPrinterName()
        self.printers.setCurrentText(default)
        self.printers.setMinimumWidth(sizes.px(200))
        self.printers.setPlaceholderText("没有找到打印机")
        self.purpose.setPlaceholderText("需要完整电话、生日时写明事由，如 入户核对")
        above = line_of(label("事由", "field"), self.purpose, self.redraw_button)
        pad(above, across=16, down=12)
        top = QWidget()
        top.setLayout(above)
        top.setVisible(self._paper.asks_purpose)
        foot = line_of(
            self.pages,
            self._sheet_choice(),
            STRETCH,
            self.close_button,
            self.save_button,
            label("打印机", "field"),
            self.printers,
            self.print_button,
        )
        pad(foot, across=16, down=12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(rule())
        column.addWidget(self.view, 1)
        column.addWidget(rule())
        column.addLayout(foot)
        size_to_screen(self, 980, 760)

    def _sheet_choice(self) -> QWidget:
        """Offer the sheets, the one chosen last at first."""
        words = label("纸张(&Z)", "field")
        words.setBuddy(self.sheet)
        self.sheet.addItems(list(self._paper.sizes))
        self.sheet.setCurrentText(str(self._desk.settings.value(f"{_SIZE}{self._paper.job}", "")))
        made = QWidget()
        made.setLayout(line_of(words, self.sheet))
        made.setVisible(bool(self._paper.sizes))
        return made


def ask_pdf(parent: QWidget, folder: Path, title: str) -> Path | None:
    """Ask where to save a PDF; None when the person changed his mind."""
    proposed = str(folder / f"{title}.pdf")
    name, _ = QFileDialog.getSaveFileName(parent, "存为 PDF", proposed, "PDF (*.pdf)")
    return Path(name) if name else None


def _no_page(page: int, dpi: int) -> PageImage:
    raise IndexError(page, dpi)
