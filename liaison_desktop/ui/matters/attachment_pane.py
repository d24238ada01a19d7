"""附件 of a visit, concern or dispute: added by a dialog or dropped, opened, taken off again."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.errors import AppError
from liaison_desktop.domain.matters.attachment import Attachment
from liaison_desktop.domain.progress import Progress
from liaison_desktop.ui import theme
from liaison_desktop.ui.busy import when_ended
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.folders import keep_folder, kept_folder
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext

_KEY = Qt.ItemDataRole.UserRole
_FILES = "照片、扫描件和文档 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.bmp *.webp *.doc *.docx *.wps *.xls *.xlsx *.et *.txt);;所有文件 (*)"  # noqa: E501 - one filter of the dialog
_ADD_KEYS = (Qt.Key.Key_Insert, Qt.Key.Key_Plus)
_Added = tuple[list[Changes], list[str]]


class AttachmentPane(QWidget):
    """Enter opens a file, Insert adds some, Delete takes one off; files may be dropped here."""

    counted = Signal(int)
    """So many files the matter has."""

    def __init__(
        self, desk: DeskContext, kind: Kind, papers: Sequence[tuple[str, str]] = ()
    ) -> None:
        """Make an empty pane.

        Args:
            desk: Where the store is.
            kind: ``Kind.VISIT``, ``Kind.CONCERN`` or ``Kind.DISPUTE``.
            papers: Value and label of the papers of a dossier a file may stand for.
        """
        super().__init__()
        self.setAcceptDrops(True)
        self._desk, self._kind = desk, kind
        self._owner: int | None = None
        self._papers = dict(papers)
        self._opened: QTemporaryDir | None = None
        self.attachments: tuple[Attachment, ...] = ()
        self.tree = _Tree()
        self.paper = QComboBox()
        self.paper.setAccessibleName("作为哪种文书")
        self.paper.addItem("一般材料", "")
        for value, words in papers:
            self.paper.addItem(words, value)
        self.add_button = button(
            "添加附件", icon_name="add", tip="选择文件，也可以拖到这里（Insert）"
        )
        self.open_button = button("打开", icon_name="preview", tip="用电脑上的程序打开（Enter）")
        self.remove_button = button("移除", icon_name="delete", tip="从这件事上拿掉（Delete）")
        self.problem = label("", "problem", wrap=True)
        self._lay_out()
        self.empty = EmptyState(self.tree.viewport())
        self._connect()
        self._show(())

    def show_owner(self, owner: int | None) -> None:
        """Show the files of a matter, none for one that is not stored yet."""
        if owner != self._owner:
            self.problem.hide()
        self._owner = owner
        if owner is None:
            self._show(())
            return
        attachments, kind = self._desk.office.attachments, self._kind

        def answered(found: tuple[Attachment, ...]) -> None:
            if self._owner == owner:
                self._show(found)

        self._desk.lanes.read(
            (id(self), "attachments"), lambda: attachments.of(kind, owner), answered, owner=self
        )

    def ask_files(self) -> None:
        """Ask which files to add."""
        if self._owner is None:
            return
        folder = str(kept_folder(self._desk.settings, "attachment"))
        names, _ = QFileDialog.getOpenFileNames(self, "添加附件", folder, _FILES)
        self.add_files([Path(name) for name in names])

    def add_files(self, paths: Sequence[Path]) -> None:
        """Attach files; one that cannot be taken is told, the others are."""
        owner = self._owner
        if owner is None or not paths:
            return
        keep_folder(self._desk.settings, "attachment", paths[-1])
        attachments, kind = self._desk.office.attachments, self._kind
        paper = str(self.paper.currentData())

        def work(progress: Progress) -> _Added:
            done, refused = list[Changes](), list[str]()
            for number, path in enumerate(paths):
                progress.step(number, len(paths), path.name)
                try:
                    done.append(attachments.add(kind, owner, path, paper=paper)[1])
                except AppError as error:
                    refused.append(error.message)
            return done, refused

        self.add_button.setEnabled(False)
        job = self._desk.lanes.write(work, self._on_added, owner=self)
        when_ended(job, lambda: self.add_button.setEnabled(True))

    def open_current(self) -> None:
        """Open a copy of the file under its own name with the program the computer has."""
        current = self.current()
        if current is None:
            return
        if self._opened is None:
            self._opened = QTemporaryDir()
        folder, attachments = Path(self._opened.path()), self._desk.office.attachments

        def work(_progress: Progress) -> Path:
            target = folder / str(current.id) / Path(current.name).name
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(attachments.path(current.id), target)
            return target

        self._desk.lanes.heavy(work, _open, owner=self)

    def remove_current(self) -> None:
        """Take a file off; 撤销 brings it back."""
        current = self.current()
        if current is None:
            return
        attachments = self._desk.office.attachments
        self._desk.lanes.write(
            lambda _progress: attachments.remove(current.id),
            lambda changes: self._told(changes, f"已移除附件 {current.name}"),
            owner=self,
        )

    def current(self) -> Attachment | None:
        """Return the file marked in the list."""
        item = self.tree.currentItem()
        key = item.data(0, _KEY) if item is not None else None
        return next((one for one in self.attachments if one.id == key), None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files from the folder window."""
        if self._owner is not None and _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach the files dropped."""
        event.acceptProposedAction()
        self.add_files(_dropped(event))

    def _on_added(self, added: _Added) -> None:
        done, refused = added
        self.problem.setText("\n".join(refused))
        self.problem.setVisible(bool(refused))
        fresh = [one for one in done if one.operation is not None]
        for changes in fresh[:-1]:
            self._desk.bus.tell(changes)
        if fresh:
            self._told(fresh[-1], f"已添加 {len(fresh)} 个附件")
        elif done:
            self._desk.notice("这个文件已经在附件里了")

    def _told(self, changes: Changes, text: str) -> None:
        self._desk.done(changes, text)
        self.show_owner(self._owner)

    def _show(self, found: Sequence[Attachment]) -> None:
        current = self.current()
        self.attachments = tuple(found)
        self.tree.clear()
        for one in found:
            self.tree.addTopLevelItem(self._item(one))
        ids = [one.id for one in found]
        if found:
            place = ids.index(current.id) if current is not None and current.id in ids else 0
            self.tree.setCurrentIndex(self.tree.model().index(place, 0))
            self.empty.hide()
        else:
            words = "还没有附件。照片、扫描件、回复可以拖到这里，也可以点“添加附件”"
            later = "保存以后可以添加附件"
            self.empty.show_text(EmptyText("link", words if self._owner is not None else later))
        self.add_button.setEnabled(self._owner is not None)
        for part in (self.open_button, self.remove_button):
            part.setEnabled(bool(found))
        self.counted.emit(len(found))

    def _item(self, one: Attachment) -> QTreeWidgetItem:
        size = QLocale(QLocale.Language.Chinese).formattedDataSize(one.size, 0)
        pages = f"{one.pages} 页" if one.pages else ""
        words = self._papers.get(one.paper, "").removeprefix("人民")  # the column is narrow
        told = "　".join(part for part in (words, one.note) if part)
        item = QTreeWidgetItem([one.name, told, pages, size, one.added_on.isoformat()])
        item.setData(0, _KEY, one.id)
        item.setToolTip(0, one.name)
        item.setToolTip(1, told)
        return item

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.ask_files)
        self.open_button.clicked.connect(self.open_current)
        self.remove_button.clicked.connect(self.remove_current)
        self.tree.itemActivated.connect(lambda _item, _column: self.open_current())
        self.tree.calls = {
            **dict.fromkeys(_ADD_KEYS, self.ask_files),
            Qt.Key.Key_Delete: self.remove_current,
        }
        self._desk.bus.changed.connect(self._on_changed)

    def _on_changed(self, changes: Changes) -> None:
        if changes.concerns(Kind.ATTACHMENT) and self.isVisible():
            self.show_owner(self._owner)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        widths = (210, 110 if self._papers else 60, 52, 70, 96)
        for column, width in enumerate(widths):
            self.tree.setColumnWidth(column, sizes.px(width))
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        if not self._papers:
            self.paper.hide()
        self.problem.hide()
        column_layout = QVBoxLayout(self)
        pad(column_layout, across=16, down=10)
        column_layout.setSpacing(sizes.gap)
        column_layout.addLayout(
            line_of(self.add_button, self.paper, STRETCH, self.open_button, self.remove_button)
        )
        column_layout.addWidget(self.problem)
        column_layout.addWidget(self.tree, 1)
        self.setFocusProxy(self.tree)


class _Tree(QTreeWidget):
    """The list of files; it knows keys, the pane knows files."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: dict[Qt.Key, Callable[[], None]] = {}
        self.setHeaderLabels(["文件", "说明", "页数", "大小", "添加日期"])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("附件")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hear Insert, Delete and Enter."""
        call = self.calls.get(Qt.Key(event.key()))
        if call is not None and not event.modifiers():
            call()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem():
            self.itemActivated.emit(self.currentItem(), 0)
        else:
            super().keyPressEvent(event)


def _dropped(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
