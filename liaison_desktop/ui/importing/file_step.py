"""Step 1: which file, of which kind, for which village, from when on."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.ui import theme
from liaison_desktop.ui.form import Form
from liaison_desktop.ui.icons import Ink, pixmap
from liaison_desktop.ui.importing.file_choice import WORKBOOKS, ask_file
from liaison_desktop.ui.importing.nouns import NOUN_OF, NOUNS, guessed_noun
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.segments import Segments

_VILLAGE, _SINCE = "village", "since"
_FIELDS = (
    Field(_VILLAGE, "表中没写村的归入"),
    Field(_SINCE, "从哪天起算", FieldType.DATE),
)


@dataclass(frozen=True, slots=True)
class Source:
    """What is to be imported.

    Attributes:
        noun: Kind of workbook.
        path: The file.
        village: Village of rows that name none, "" for none.
        since: From when new records hold, None for always.
    """

    noun: str
    path: Path
    village: str = ""
    since: date | None = None


class FileStep(QWidget):
    """Takes a file by dialog or by dropping it."""

    chosen = Signal()
    """A file is there now, or another kind."""
    blank_wanted = Signal()
    """An empty list of this kind is to be saved."""

    def __init__(self, noun: str, path: str, folder: Path | None = None) -> None:
        """Begin with a file, or with the choice of one.

        Args:
            noun: Kind of list, "" to guess by the file's name.
            path: The file, "" for none.
            folder: Where the choice of a file begins.
        """
        super().__init__()
        self.path = Path(path) if path else None
        self.kind = Segments(tuple((one.key, one.caption, "") for one in NOUNS))
        self.drop = _DropFrame(folder or Path.home())
        self.blank_button = button(
            "下载空白模板…", icon_name="save", tip="存一份空表，发给村里或单位填写，填好后导入"
        )
        self.form = Form(_FIELDS)
        self._hint = label("", "field", wrap=True)
        self._told = label("", "caption")
        self._lay_out()
        self.kind.chosen.connect(self._on_kind)
        self.drop.file_given.connect(self.take_file)
        self.blank_button.clicked.connect(self.blank_wanted)
        self.kind.choose(noun or guessed_noun(self.path or Path()))
        self._show()

    def source(self) -> Source | None:
        """Return what is to be imported, None while no file is chosen or a date is wrong."""
        if self.path is None or self.form.unreadable():
            return None
        values = self.form.values()
        since = values.get(_SINCE)
        return Source(
            self.kind.current(),
            self.path,
            str(values.get(_VILLAGE, "")),
            since if isinstance(since, date) and NOUN_OF[self.kind.current()].asks_since else None,
        )

    def take_file(self, path: str) -> None:
        """Take a file; its name may say which kind it is, else the kind chosen stays."""
        self.path = Path(path)
        self.kind.choose(guessed_noun(self.path, self.kind.current()))
        self._show()
        self.chosen.emit()

    def show_problem(self, sentence: str) -> None:
        """Say why the file cannot be used."""
        self.drop.show_problem(sentence)

    def _on_kind(self, _key: str) -> None:
        self._show()
        self.chosen.emit()

    def _show(self) -> None:
        noun = NOUN_OF[self.kind.current()]
        self._hint.setText(noun.hint)
        self.drop.show_file(self.path)
        self.form.editor(_VILLAGE).setEnabled(noun.asks_village)
        self.form.hide_fields(() if noun.asks_since else (_SINCE,))
        told = "日期不填就是“一直如此”，以前的统计期也会算上。" if noun.asks_since else ""
        self._told.setText("；".join(part for part in ("村可以不填", told) if part))

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self.form.setFixedHeight(sizes.px(86))
        column = QVBoxLayout(self)
        pad(column, across=24, down=16)
        column.setSpacing(sizes.px(12))
        column.addWidget(label("这是什么表？", "heading"))
        column.addLayout(line_of(self.kind, STRETCH, self.blank_button))
        column.addWidget(self._hint)
        column.addWidget(self.drop, 1)
        column.addWidget(self.form)
        column.addWidget(self._told)


class _DropFrame(QFrame):
    """Where a file is dropped, or chosen with the button."""

    file_given = Signal(str)
    """Path of a workbook."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.setProperty("role", "card")
        self.setAcceptDrops(True)
        self.button = button("选择文件…", variant="primary")
        self.button.clicked.connect(self._on_choose)
        self._name = label("", "heading")
        self._words = label("", "field", wrap=True)
        self._problem = label("", "problem", wrap=True)
        sign = label()
        sizes = theme.metrics()
        sign.setPixmap(pixmap("import", Ink.FAINT, sizes.px(36), self.devicePixelRatioF()))
        column = QVBoxLayout(self)
        column.setSpacing(sizes.px(10))
        column.addStretch(1)
        for one in (sign, self._name, self._words, self._problem):
            one.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(one)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def show_file(self, path: Path | None) -> None:
        """Show which file is chosen."""
        self._name.setText(path.name if path else "把表格拖到这里")
        self._words.setText(str(path.parent) if path else "或点下面的按钮选择（Excel、WPS、CSV）")
        self._problem.hide()
        if path is not None:
            self._folder = path.parent
        self.button.setText("换一个文件…" if path else "选择文件…")
        theme.set_property(self.button, "variant", "" if path else "primary")

    def show_problem(self, sentence: str) -> None:
        """Say why the file cannot be used."""
        self._problem.setText(sentence)
        self._problem.show()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one workbook."""
        if _one_file(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Choose the workbook dropped."""
        if path := _one_file(event):
            event.acceptProposedAction()
            self.file_given.emit(path)

    def _on_choose(self) -> None:
        path = ask_file(self, self._folder)
        if path:
            self.file_given.emit(path)


def _one_file(event: QDropEvent) -> str:
    paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].lower().endswith(WORKBOOKS) else ""
