"""Which columns a list shows, in which order and how wide; kept for this person."""

import json
from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QSettings, QTimer
from PySide6.QtWidgets import QMenu, QTableView, QWidget

from liaison_desktop.ui import theme
from liaison_desktop.ui.id_table_model import Column
from liaison_desktop.ui.tokens import Metrics

Row = TypeVar("Row")
_SAVE_AFTER_MS = 400


class ColumnKeeper(QObject, Generic[Row]):
    """Restores, offers and keeps the columns of one list."""

    def __init__(self, view: QTableView, name: str, columns: Sequence[Column[Row]]) -> None:
        """Take over the heading of a view that already has its model.

        Args:
            view: The view.
            name: Under which the choice is kept.
            columns: The columns in their original order.
        """
        super().__init__(view)
        self._header = view.horizontalHeader()
        self._key = f"tables/{name}"
        self._columns = tuple(columns)
        self._sizes = theme.metrics()
        self._header.setSectionsMovable(True)
        self._header.setSectionsClickable(True)
        self._header.setHighlightSections(False)
        self._header.setStretchLastSection(True)
        self._save_soon = QTimer(self)
        self._save_soon.setSingleShot(True)
        self._save_soon.setInterval(_SAVE_AFTER_MS)
        self._save_soon.timeout.connect(self.save)
        self._restore()
        self._header.sectionMoved.connect(self._save_soon.start)
        self._header.sectionResized.connect(self._save_soon.start)
        view.installEventFilter(self)

    def visible(self) -> tuple[Column[Row], ...]:
        """Return the columns shown, in the order shown."""
        order = (self._header.logicalIndex(place) for place in range(len(self._columns)))
        return tuple(self._columns[at] for at in order if not self._header.isSectionHidden(at))

    def first_visible(self) -> int:
        """Return the number of the first column shown in the original order."""
        shown = self.visible()
        return self._columns.index(shown[0]) if shown else -1

    def set_hidden(self, key: str, *, hidden: bool) -> None:
        """Hide or show a column; the last one stays."""
        if hidden and len(self.visible()) == 1:
            return
        at = [column.key for column in self._columns].index(key)
        self._header.setSectionHidden(at, hidden)
        if not hidden and self._header.sectionSize(at) == 0:
            self._header.resizeSection(at, self._sizes.px(self._columns[at].width))
        self._save_soon.start()

    def menu(self, parent: QWidget) -> QMenu:
        """Return the column chooser."""
        menu = QMenu(parent)
        menu.aboutToHide.connect(menu.deleteLater)
        for at, column in enumerate(self._columns):
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self._header.isSectionHidden(at))
            action.toggled.connect(
                lambda shown, key=column.key: self.set_hidden(key, hidden=not shown)
            )
        menu.addSeparator()
        menu.addAction("恢复默认列").triggered.connect(self.reset)
        return menu

    def reset(self) -> None:
        """Return to the original columns, order and widths."""
        QSettings().remove(self._key)
        self._apply([self._default(column) for column in self._columns])

    def save(self) -> None:
        """Keep the present columns; done by itself a moment after a change."""
        kept = []
        for place in range(len(self._columns)):
            at = self._header.logicalIndex(place)
            hidden = self._header.isSectionHidden(at)
            width = self._columns[at].width
            if not hidden:
                width = round(self._header.sectionSize(at) * 100 / self._sizes.percent)
            kept.append((self._columns[at].key, width, hidden))
        QSettings().setValue(self._key, json.dumps(kept))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Widen the columns when the text grows."""
        if event.type() == QEvent.Type.StyleChange and self._sizes != theme.metrics():
            self._rescale(self._sizes, theme.metrics())
        return super().eventFilter(watched, event)

    def _rescale(self, old: Metrics, new: Metrics) -> None:
        self._sizes = new
        for at in range(len(self._columns)):
            if not self._header.isSectionHidden(at):
                width = self._header.sectionSize(at) * new.percent / old.percent
                self._header.resizeSection(at, round(width))

    def _restore(self) -> None:
        """Apply what was kept; columns added since stand at the end."""
        by_key = {column.key: column for column in self._columns}
        raw = QSettings().value(self._key, "[]")
        kept = [tuple(item) for item in json.loads(str(raw)) if item[0] in by_key]
        known = {item[0] for item in kept}
        rest = [self._default(column) for column in self._columns if column.key not in known]
        self._apply([*kept, *rest])

    @staticmethod
    def _default(column: Column[Row]) -> tuple[str, int, bool]:
        return column.key, column.width, column.hidden

    def _apply(self, kept: Sequence[tuple[str, int, bool]]) -> None:
        keys = [column.key for column in self._columns]
        for place, (key, width, hidden) in enumerate(kept):
            at = keys.index(key)
            self._header.moveSection(self._header.visualIndex(at), place)
            self._header.resizeSection(at, self._sizes.px(width))
            self._header.setSectionHidden(at, hidden)
