"""统计表: the statutory forms and the 简报 as they print, or why they cannot be printed yet."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.figures.period import Period, month_period
from liaison_desktop.domain.figures.statutory_form import FormWords
from liaison_desktop.domain.progress import Progress
from liaison_desktop.services.figures.dispute_forms import (
    BRIEF,
    FORM_KIND_OF,
    FORM_KINDS,
    FormKind,
)
from liaison_desktop.services.figures.sichuan_counts import FormFinding
from liaison_desktop.ui import theme
from liaison_desktop.ui.figures.card_list import CardLine, CardList
from liaison_desktop.ui.figures.period_choice import PeriodChoice
from liaison_desktop.ui.figures.record_list import RecordList
from liaison_desktop.ui.folders import keep_folder, kept_folder
from liaison_desktop.ui.layout_parts import STRETCH, column_of, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.page_image import opened_pdf, pages_of
from liaison_desktop.ui.paper_dialog import Paper
from liaison_desktop.ui.pdf_view import PdfView
from liaison_desktop.ui.side_by_side import side_by_side

_FILTERS = {
    ".pdf": "PDF (*.pdf)",
    ".xlsx": "Excel 工作簿 (*.xlsx)",
    ".docx": "Word 文档 (*.docx)",
    ".txt": "文本 (*.txt)",
}
_LEVELS = ("县市区", "乡镇街道", "村居", "年度累计")
_FOLDER = "forms"
_Shown = tuple[tuple[FormFinding, ...], bytes, str]


class DisputeFormsView(QWidget):
    """Forms at the left, the page at the right."""

    def __init__(self, desk: DeskContext) -> None:
        """Make the view for a desk."""
        super().__init__()
        self._desk = desk
        today = desk.office.context.today
        self.period = PeriodChoice(today)
        self.period.show_period(month_period(today().year, today().month))
        self.list = CardList("统计表")
        self.list.show_lines([CardLine(one.label, one.hint, key=one.key) for one in FORM_KINDS])
        self.remark, self.issued_by, self.made_by = (
            _line(name) for name in ("备注", "签发人或审核人", "制表人")
        )
        self.sweeps = tuple(_line(f"集中排查次数：{name}") for name in _LEVELS)
        self.save_button = button("存为…", icon_name="export", tip="存为文件（Ctrl+E）")
        self.print_button = button(
            "打印", variant="primary", icon_name="print", tip="看版面、打印（Ctrl+P）"
        )
        self.view = PdfView(desk.lanes)
        self.told = label("", "problem", wrap=True)
        self.records = RecordList(desk, "form_records")
        self.note = label("", "caption", wrap=True)
        self._stack = QStackedWidget()
        self._typed = QWidget()
        self._preview: object = None
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)

    def kind(self) -> FormKind:
        """Return the form chosen."""
        line = self.list.current()
        return FORM_KIND_OF[str(line.key)] if line is not None else FORM_KINDS[0]

    def words(self) -> FormWords:
        """Return what the person typed."""
        counts = [int(one.text()) if one.text().isdecimal() else None for one in self.sweeps]
        return FormWords(
            remark=self.remark.text().strip(),
            issued_by=self.issued_by.text().strip(),
            made_by=self.made_by.text().strip(),
            sweeps=(counts[0], counts[1], counts[2], counts[3]),
        )

    def show_form(self, key: str, period: Period | None = None) -> None:
        """Show a form of a period."""
        if period is not None:
            self.period.show_period(period)
        self.list.setCurrentRow([one.key for one in FORM_KINDS].index(key))
        self.refresh()

    def refresh(self) -> None:
        """Make the form anew."""
        office, kind = self._desk.office, self.kind()
        period, words = self.period.period(), self.words()
        self._typed.setVisible(kind.typed)
        for one in (self.remark, self.issued_by, self.made_by):
            one.setEnabled(kind.key != BRIEF)

        def work() -> _Shown:
            try:
                findings = office.dispute_forms.findings(kind.key, period, words)
                if any(one.refuses for one in findings):
                    return findings, b"", ""
                return findings, office.dispute_forms.pdf(kind.key, period, words), ""
            except RefusedError as error:
                return (), b"", error.message

        self._desk.lanes.read((id(self), "form"), work, self._show, owner=self)

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do here."""
        return {"print": self.print, "export": self.ask_and_save, "refresh": self.refresh}

    def print(self) -> None:
        """Look at the form and print it."""
        if not self.print_button.isEnabled():
            return
        office, kind = self._desk.office, self.kind()
        period, words = self.period.period(), self.words()
        draw = partial(_drawn, partial(office.dispute_forms.pdf, kind.key, period, words))
        self._desk.print("paper", Paper(f"{period.label}{kind.label}", draw, f"form-{kind.key}"))

    def ask_and_save(self) -> None:
        """Ask where, and save the form."""
        if not self.save_button.isEnabled():
            return
        kind = self.kind()
        filters = ";;".join(_FILTERS[ending] for ending in kind.endings)
        folder = kept_folder(self._desk.settings, _FOLDER)
        proposed = str(folder / f"{self.period.period().label}{kind.label}{kind.endings[0]}")
        name, chosen = QFileDialog.getSaveFileName(self, "存为", proposed, filters)
        if name:
            ending = next((e for e in kind.endings if _FILTERS[e] == chosen), kind.endings[0])
            path = Path(name)
            known = path.suffix.lower() in kind.endings
            self.save(path if known else path.with_name(path.name + ending))

    def save(self, path: Path) -> None:
        """Write the form to a file."""
        office, key = self._desk.office, self.kind().key
        period, words = self.period.period(), self.words()
        keep_folder(self._desk.settings, _FOLDER, path)
        self._desk.lanes.heavy(
            lambda _progress: office.dispute_forms.write(key, period, path, words),
            lambda _none: self._desk.notice(f"已存为 {path}"),
            owner=self,
        )

    def _show(self, shown: _Shown) -> None:
        findings, pdf, refused = shown
        for one in (self.save_button, self.print_button):
            one.setEnabled(bool(pdf))
        if pdf:
            preview = opened_pdf(pdf)
            self._preview = preview  # it lives as long as its pages are shown
            self.view.show_pages(pages_of(preview))
            self.note.setText("　".join(one.sentence for one in findings))
            self.note.setVisible(bool(findings))
            self._stack.setCurrentIndex(0)
            return
        self._preview = None
        self.told.setText("\n".join([refused, *(one.sentence for one in findings)]).strip())
        records = {one.id: one for finding in findings for one in finding.records}
        self.records.setVisible(bool(records))
        self.records.show_records(tuple(records.values()))
        self._stack.setCurrentIndex(1)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _row: self.refresh())
        self.list.taken.connect(lambda _key: self.refresh())
        self.period.changed.connect(self.refresh)
        for one in (self.remark, self.issued_by, self.made_by, *self.sweeps):
            one.editingFinished.connect(self.refresh)
        self.save_button.clicked.connect(self.ask_and_save)
        self.print_button.clicked.connect(self.print)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        counts = QGridLayout(self._typed)
        counts.setContentsMargins(0, 0, 0, 0)
        counts.setVerticalSpacing(sizes.px(2))
        counts.addWidget(label("开展集中排查（次数）", "field"), 0, 0, 1, len(_LEVELS))
        for at, (name, box) in enumerate(zip(_LEVELS, self.sweeps, strict=True)):
            counts.addWidget(label(name, "caption"), 1, at)
            counts.addWidget(box, 2, at)
        typed = column_of(
            self._typed,
            label("备注", "field"), self.remark,
            line_of(
                column_of(label("签发（审核）人", "field"), self.issued_by, gap=2),
                column_of(label("制表人", "field"), self.made_by, gap=2),
            ),
            gap=4,
        )  # fmt: skip
        pad(typed, across=14, down=12)
        left = QWidget()
        left.setProperty("role", "pane")
        inside = QVBoxLayout(left)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.list, 1)
        inside.addLayout(typed)
        page, refused = QWidget(), QWidget()
        above = QVBoxLayout(page)
        above.setContentsMargins(0, 0, 0, 0)
        above.addWidget(self.note)
        above.addWidget(self.view, 1)
        self.note.hide()
        why = column_of(self.told, self.records)
        pad(why, across=16, down=14)
        refused.setLayout(why)
        refused.setProperty("role", "pane")
        for part in (page, refused):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line_of(self.period, STRETCH, self.save_button, self.print_button))
        column.addWidget(
            side_by_side(
                self._desk.settings, "dispute_forms", (left, 350, 0), (self._stack, 850, 1)
            ),
            1,
        )


def _line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setMaxLength(80)
    return made


def _drawn(draw: Callable[[], bytes], _progress: Progress, _purpose: str) -> bytes:
    return draw()
