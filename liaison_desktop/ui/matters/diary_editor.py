"""One diary: its head line with the weekday, the sections, and the review that locks it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from liaison_desktop.domain.cadres.cadre import CadreRow
from liaison_desktop.domain.matters.diary import DiaryDetail, DiaryDraft
from liaison_desktop.domain.terms.visit import DIARY_FIELDS, REVIEW_FIELDS
from liaison_desktop.services.matters.diaries import Diaries
from liaison_desktop.ui import theme
from liaison_desktop.ui.cadres.cadre_choice import CadreBox
from liaison_desktop.ui.layout_parts import label
from liaison_desktop.ui.matters.fitted_form import FittedForm
from liaison_desktop.ui.matters.record_editor import RecordEditor
from liaison_desktop.ui.page import DeskContext

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CAPTION = 88  # as wide as the labels of the form
_WEEKDAYS = "一二三四五六日"
_FIELDS = tuple(field for field in DIARY_FIELDS if field.name not in REVIEW_FIELDS)


def head_line(values: Mapping[str, Any]) -> str:
    """Return 3月15日 星期三 天气 晴, the line every diary begins with (domain.md 4.4)."""
    day, weather = values.get("on"), str(values.get("weather") or "").strip()
    if not isinstance(day, date):
        return "日期还没有写"
    words = f"{day.month}月{day.day}日　星期{_WEEKDAYS[day.weekday()]}"
    return f"{words}　天气 {weather}" if weather else words


class DiaryEditor(RecordEditor[DiaryDetail, DiaryDraft]):
    """The head line follows day and weather as they are typed."""

    def __init__(self, desk: DeskContext) -> None:
        self.cadre = CadreBox()
        self.line = label("", "heading")
        self._above = QWidget()
        self._visit: int | None = None
        form = FittedForm(_FIELDS, today=desk.office.context.today, two_columns_from=480)
        super().__init__(desk, "diary", form)
        self.cadre.installEventFilter(self)
        self.cadre.edited.connect(self.on_changed)
        self.cadre.taken.connect(self._go_on)

    def set_cadres(self, cadres: Iterable[CadreRow]) -> None:
        """Offer these cadres."""
        self.refill_above(lambda: self.cadre.set_cadres(cadres))

    def begin_of_visit(self, draft: DiaryDraft) -> None:
        """Begin a diary with what a visit knows."""
        self.begin(dict(draft.values))
        self._visit = draft.visit_id
        self.cadre.set_cadre(draft.cadre_id or None)
        self.on_changed()
        self.form.focus_field("weather")

    def records(self) -> Diaries:
        """Return the service of diaries."""
        return self.desk.office.diaries

    def first_field(self) -> QWidget:
        """Return the cadre of a new diary, the day of a stored one."""
        return self.cadre if self.is_new else self.form.editor("on")

    def above(self) -> QWidget:
        """Return the head line and who writes."""
        sizes = theme.metrics()
        grid = QGridLayout(self._above)
        grid.setContentsMargins(sizes.margin, sizes.gap, sizes.margin, 0)
        grid.setHorizontalSpacing(sizes.px(10))
        grid.setVerticalSpacing(sizes.px(6))
        caption = label("写日记的干部", "field")
        caption.setMinimumWidth(sizes.px(_CAPTION))
        self.cadre.setAccessibleName("写日记的干部")
        grid.addWidget(self.line, 0, 0, 1, 2)
        grid.addWidget(caption, 1, 0)
        grid.addWidget(self.cadre, 1, 1)
        grid.setColumnStretch(1, 1)
        return self._above

    def above_values(self) -> Mapping[str, Any]:
        """Return who writes, and of which visit."""
        return {"cadre": self.cadre.code(), "visit": self._visit}

    def show_above(self, detail: DiaryDetail | None) -> None:
        """Show who wrote."""
        self.restore_above(
            {
                "cadre": "" if detail is None else str(detail.cadre_id),
                "visit": None if detail is None else detail.visit_id,
            }
        )
        locked = detail is not None and detail.locked
        self.cadre.setEnabled(not locked)
        self.form.set_read_only(read_only=locked)

    def restore_above(self, kept: Mapping[str, Any]) -> None:
        """Show who writes, as a draft kept it."""
        blocked = self.cadre.blockSignals(True)
        self.cadre.set_code(str(kept.get("cadre") or ""))
        self.cadre.blockSignals(blocked)
        self._visit = kept.get("visit")

    def draft(self, record_id: int | None, version: int) -> DiaryDraft:
        """Return what is to be saved."""
        cadre = self.cadre.cadre_id() or 0
        return DiaryDraft(record_id, version, cadre, self._visit, self.form.values())

    def on_changed(self) -> None:
        """Show the head line as it will be printed."""
        super().on_changed()
        words = head_line(self.form.values())
        self.line.setText(words)
        # A stored diary has the line in its head already.
        stored = "" if self.shown is None else head_line(self.shown.values)
        self.line.setVisible(words != stored)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter go on from the cadre."""
        entered = (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _ENTER
        )
        if watched is self.cadre and entered:
            self.cadre.take_shown()
            self._go_on()
            return True
        return super().eventFilter(watched, event)

    def _go_on(self) -> None:
        self.form.focus_field("on")
