"""A year at a glance: twelve months, days off tinted, worked weekends marked."""

from calendar import monthrange
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from liaison_desktop.domain.matters.work_calendar import WorkCalendar
from liaison_desktop.ui import theme
from liaison_desktop.ui.tokens import COLOURS, Tone, tone_colours

_ACROSS, _DOWN = 4, 3
_WEEKDAYS = "一二三四五六日"
_WEEKS = 6
_SATURDAY = 5
_SMALLEST = 8  # pixels


class YearPicture(QWidget):
    """Painted from the calendar; the pointer is told what a day is."""

    def __init__(self) -> None:
        super().__init__()
        self._calendar = WorkCalendar({}, {})
        self._year, self._today = 1, date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAccessibleName("工作日历")

    def show_year(self, calendar: WorkCalendar, year: int, today: date) -> None:
        """Show a year of a calendar."""
        self._calendar, self._year, self._today = calendar, year, today
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Return room for digits of the smallest size."""
        sizes = theme.metrics()
        return QSize(sizes.px(300), sizes.px(230))

    def words_of(self, day: date) -> str:
        """Return what a day is: 10月1日 国庆节，休."""
        calendar = self._calendar
        name = calendar.holidays.get(day) or calendar.workdays.get(day) or ""
        kind = "上班" if calendar.is_working(day) else "休"
        if day in calendar.workdays:
            kind = "调休上班"
        told = f"{name}，{kind}" if name else kind
        return f"{day.month}月{day.day}日 星期{_WEEKDAYS[day.weekday()]} {told}"

    def day_at(self, point: QPoint) -> date | None:
        """Return the day at a place of the picture, None beside the days."""
        for month in range(1, 13):
            for day in range(1, monthrange(self._year, month)[1] + 1):
                one = date(self._year, month, day)
                if self._cell(one).contains(point):
                    return one
        return None

    def event(self, event: QEvent) -> bool:
        """Tell what a day is."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self.day_at(event.pos())
            if day is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self.words_of(day), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the months."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in range(1, 13):
            self._draw_month(painter, month)
        painter.end()

    def _draw_month(self, painter: QPainter, month: int) -> None:
        box, size = self._month(month), self._size()
        digits = min(theme.metrics().px(12), size.height() * 3 // 4, size.width() * 3 // 5)
        font = self.font()
        font.setPixelSize(max(digits + 2, _SMALLEST))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(COLOURS.accent))
        centre = Qt.AlignmentFlag.AlignCenter
        top = QRect(box.x(), box.y(), box.width(), size.height())
        painter.drawText(
            top, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, f"{month}月"
        )
        font.setBold(False)
        font.setPixelSize(max(digits, _SMALLEST))
        painter.setFont(font)
        painter.setPen(QColor(COLOURS.ink_faint))
        for column, words in enumerate(_WEEKDAYS):
            left = box.x() + column * size.width()
            painter.drawText(
                QRect(left, box.y() + size.height(), size.width(), size.height()), centre, words
            )
        for day in range(1, monthrange(self._year, month)[1] + 1):
            self._draw_day(painter, date(self._year, month, day))

    def _draw_day(self, painter: QPainter, day: date) -> None:
        calendar, cell = self._calendar, self._cell(day)
        text, ground = COLOURS.ink, ""
        if day in calendar.workdays:
            text, ground = tone_colours(Tone.AMBER)
        elif calendar.is_holiday(day):
            text, ground = tone_colours(Tone.RED)
        elif day.weekday() >= _SATURDAY:
            text = COLOURS.ink_faint
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(QRectF(cell.adjusted(1, 1, -1, -1)), 3, 3)
        if day == self._today:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(COLOURS.accent), 2))
            painter.drawRoundedRect(QRectF(cell.adjusted(1, 1, -1, -1)), 3, 3)
        painter.setPen(QColor(text))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def _month(self, month: int) -> QRect:
        """Return the room of a month."""
        gap = min(theme.metrics().px(20), self.height() // 24)
        row, column = divmod(month - 1, _ACROSS)
        width = (self.width() - gap * (_ACROSS - 1)) // _ACROSS
        height = (self.height() - gap * (_DOWN - 1)) // _DOWN
        return QRect(column * (width + gap), row * (height + gap), width, height)

    def _size(self) -> QSize:
        """Return the size of a day."""
        box = self._month(1)
        most = theme.metrics()
        width = min(box.width() // 7, most.px(38))
        return QSize(width, min(box.height() // (_WEEKS + 2), most.px(26)))

    def _cell(self, day: date) -> QRect:
        box, size = self._month(day.month), self._size()
        first = date(day.year, day.month, 1).weekday()
        row, column = divmod(first + day.day - 1, 7)
        left, top = box.x() + column * size.width(), box.y() + (row + 2) * size.height()
        return QRect(left, top, size.width(), size.height())
