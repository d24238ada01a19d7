"""The head of a visit: when and where, whether it counts, and what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from liaison_desktop.domain.matters.visit import VisitDetail
from liaison_desktop.domain.shown import numbers_masked
from liaison_desktop.ui.layout_parts import (
    STRETCH,
    ToneLabel,
    column_of,
    flow_of,
    label,
    line_of,
    pad,
)
from liaison_desktop.ui.message import button
from liaison_desktop.ui.tokens import Tone

_WEEKDAYS = "一二三四五六日"


class VisitHead(QWidget):
    """Buttons name what they do; the page does it."""

    print_wanted = Signal(str)
    """``questions`` (六问表) or ``pages`` (问事记录页) is to be printed."""
    diary_wanted = Signal()
    """A diary of this visit is to be written."""
    concern_wanted = Signal(int)
    """A concern that came out of the visit is to be shown."""
    receipt_wanted = Signal()
    """The 回执 is to be printed."""
    delete_wanted = Signal()
    """The visit was entered by mistake."""

    def __init__(self) -> None:
        super().__init__()
        self.detail: VisitDetail | None = None
        self.title = label("", "title")
        self.place = label("", "field", wrap=True)
        self.counted = ToneLabel()
        self.waiting = ToneLabel()
        self.concern_button = button("", variant="quiet", icon_name="concern")
        self.concern_menu = QMenu(self)
        self.diary_button = button(
            "写日记", icon_name="edit", tip="用这次走访起草民情日记（Alt+D）"
        )
        self.diary_button.setShortcut("Alt+D")
        self.more = button(
            "更多", icon_name="more", tip="打印六问表、问事记录页、回执，删除（Alt+G）"
        )
        self.more.setShortcut("Alt+G")
        menu = QMenu(self)
        self.questions_action = menu.addAction("打印六问表")
        self.pages_action = menu.addAction("打印问事记录页")
        self.receipt_action = menu.addAction("打印回执")
        menu.addSeparator()
        self.delete_action = menu.addAction("删除这次走访")
        self.more.setMenu(menu)
        self._connect()
        tags = flow_of(self.counted, self.waiting, self.concern_button, gap=6)
        top = flow_of(self.title, STRETCH, line_of(self.diary_button, self.more))
        column = column_of(top, self.place, tags, gap=4)
        pad(column, across=16, down=10)
        self.setLayout(column)

    def show_visit(self, detail: VisitDetail) -> None:
        """Show a stored visit."""
        self.detail = detail
        day = detail.values["on"]
        names = [one.name for one in detail.households]
        whom = (
            names[0].rpartition(" ")[2] + (f"等 {len(names)} 户" if len(names) > 1 else "户")
            if names
            else "座谈"
        )
        self.title.setText(f"走访 {numbers_masked(whom)}")
        weekday = f"星期{_WEEKDAYS[day.weekday()]}" if hasattr(day, "weekday") else ""
        sheet = f"走访单 {detail.sheet}" if detail.sheet else ""
        parts = (f"{day}", weekday, detail.village, sheet)
        self.place.setText(" · ".join(part for part in parts if part))
        self.counted.show_words(
            "计入入户" if detail.counted else "不计入户",
            Tone.GREEN if detail.counted else Tone.GREY,
        )
        waiting = sum(1 for one in (*detail.households, *detail.cadres) if one.id is None)
        self.waiting.setVisible(waiting > 0)
        self.waiting.show_words(f"{waiting} 个待核对", Tone.AMBER)
        count = len(detail.concern_ids)
        self.concern_button.setVisible(count > 0)
        self.concern_button.setText(f"已转民情 {count} 件")

    def _on_concern(self) -> None:
        if self.detail is not None and self.detail.concern_ids:
            self.concern_wanted.emit(self.detail.concern_ids[-1])

    def _connect(self) -> None:
        self.concern_button.clicked.connect(self._on_concern)
        self.diary_button.clicked.connect(self.diary_wanted)
        self.questions_action.triggered.connect(lambda: self.print_wanted.emit("questions"))
        self.pages_action.triggered.connect(lambda: self.print_wanted.emit("pages"))
        self.receipt_action.triggered.connect(self.receipt_wanted)
        self.delete_action.triggered.connect(self.delete_wanted)
