"""What stands over the text of a summary: its title, where it stands, and what can be done."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QComboBox, QMenu, QPushButton, QWidget

from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.summary import (
    SUMMARY_STATE_LABELS,
    BlockKind,
    SummaryDetail,
    SummaryState,
)
from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.ui import theme
from liaison_desktop.ui.editors import DateEditor
from liaison_desktop.ui.figures.summary_papers import Annexes
from liaison_desktop.ui.figures.summary_text import KIND_WORDS
from liaison_desktop.ui.layout_parts import (
    STRETCH,
    ToneLabel,
    column_of,
    flow_of,
    label,
    line_of,
    pad,
    rule,
)
from liaison_desktop.ui.message import button
from liaison_desktop.ui.tokens import Tone

# From these widths buttons have captions, pixels at 100 %.
_ROOMY, _ONE_LINE = 560, 540


class SummaryHead(QWidget):
    """Buttons of one summary; a closed one offers only what reads."""

    kind_chosen = Signal(object)
    """The paragraph is to be another ``BlockKind``."""
    foot_wanted = Signal(bool)
    """The day of the paper and its annexes are to be shown, or no longer."""

    def __init__(self) -> None:
        super().__init__()
        self._low = self._closed = False
        self.state = ToneLabel()
        self.told = label("", "field")
        self.kinds = QComboBox()
        for kind, words in KIND_WORDS.items():
            self.kinds.addItem(words, kind)
        self.kinds.setAccessibleName("段落类型")
        self.kinds.setToolTip("光标所在的段落是什么（Alt+D）")
        self.number_button = button(
            "插入数字", icon_name="add", tip="在光标处插入台账里的数（Ctrl+I）"
        )
        self.update_button = button(
            "更新数字", icon_name="refresh", tip="台账变过的数全部换成现在的（Alt+Shift+U）"
        )
        self.save_button = button("保存", icon_name="save", tip="保存（Ctrl+S）")
        self.print_button = button(
            "预览打印", icon_name="print", tip="看要打印的样子，打印或存为 PDF（Ctrl+P）"
        )
        self.export_button = button(
            "导出", icon_name="export", tip="存为 Word、PDF 或文本（Ctrl+E）"
        )
        self.close_button = button(
            "上报并封账",
            variant="primary",
            icon_name="lock",
            tip="上报以后把数字、名单和正文封存（Alt+B）",
        )
        self.changes_button = button(
            "看调整", icon_name="history", tip="封账以后台账有哪些改动影响这些数字"
        )
        self.more = button("", icon_name="more", tip="打印、导出、成文日期和附件（Alt+M）")
        self.more.setAccessibleName("更多")
        self.more.setShortcut("Alt+M")
        self.more.hide()
        self._edits = (
            self.kinds, self.number_button, self.update_button, self.save_button, self.close_button,
        )  # fmt: skip
        self._short = (
            self.save_button, self.print_button, self.export_button, self.update_button,
            self.changes_button,
        )  # fmt: skip
        self._long = (self.number_button, self.close_button)
        for one in (*self._short, *self._long):
            one.setAccessibleName(one.text())
        self._fill_menu()
        self._lay_out()
        self.kinds.activated.connect(lambda _at: self.kind_chosen.emit(self.kinds.currentData()))

    def show_summary(self, detail: SummaryDetail) -> None:
        """Show a summary as it stands."""
        closed = detail.state is SummaryState.CLOSED
        self.state.show_words(
            SUMMARY_STATE_LABELS[detail.state], Tone.GREEN if closed else Tone.ACCENT
        )
        self.told.setText(f"{parse_period(detail.period).label} · {detail.structure}")
        self._closed = closed
        for one in self._edits:
            one.setVisible(not closed)
        self.changes_button.setVisible(closed)
        self._name(self.print_button, "重印" if closed else "预览打印")
        self.print_button.setToolTip(
            "原样打印封存的文件（Ctrl+P）" if closed else "看要打印的样子，打印或存为 PDF（Ctrl+P）"
        )
        self._name(self.export_button, "另存封存文件" if closed else "导出")

    def show_kind(self, kind: BlockKind) -> None:
        """Show what the paragraph of the cursor is."""
        self.kinds.setCurrentIndex(self.kinds.findData(kind))

    def show_changed(self, count: int) -> None:
        """Show how many figures are others today."""
        self._name(self.update_button, f"更新 {count} 处数字" if count else "更新数字")
        self.update_button.setEnabled(bool(count))

    def set_low(self, *, low: bool) -> None:
        """Stand in one line where every line is taken from the text."""
        self._low = low
        direction = QBoxLayout.Direction
        self._rows.setDirection(direction.RightToLeft if low else direction.TopToBottom)
        pad(self._rows, across=14, down=6 if low else 10)
        policy = QComboBox.SizeAdjustPolicy
        self.kinds.setSizeAdjustPolicy(
            policy.AdjustToMinimumContentsLengthWithIcon if low else policy.AdjustToContents
        )
        for one in (*self._short, *self._long, self.more):
            theme.set_property(one, "lean", "true" if low else "")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the captions out where there is no room for them; the tips have them too."""
        super().resizeEvent(event)
        self._fit()

    def _name(self, made: QPushButton, caption: str) -> None:
        """Give a button its caption, shown or only told."""
        made.setAccessibleName(caption)
        self._fit()

    def _fit(self) -> None:
        sizes, low = theme.metrics(), self._low and not self._closed
        wide = self.width() >= sizes.px(_ROOMY) and not self._low
        self.told.setVisible(wide)
        self.state.setVisible(not low)  # the list tells it too
        for one in (self.print_button, self.export_button):
            one.setVisible(not low)  # their keys are the window's, the menu has them
        self.more.setVisible(low)
        for one in self._short:
            one.setText(one.accessibleName() if wide else "")
        for one in self._long:
            captioned = not low or self.width() >= sizes.px(_ONE_LINE)
            one.setText(one.accessibleName() if captioned else "")

    def _fill_menu(self) -> None:
        menu = QMenu(self.more)
        for caption, made in (
            ("预览打印\tCtrl+P", self.print_button),
            ("导出\tCtrl+E", self.export_button),
        ):
            menu.addAction(made.icon(), caption).triggered.connect(made.click)
        menu.addSeparator()
        foot = menu.addAction("成文日期和附件")
        foot.setCheckable(True)
        foot.toggled.connect(self.foot_wanted)
        self.more.setMenu(menu)

    def _lay_out(self) -> None:
        told = line_of(self.state, self.told)
        does = flow_of(
            told, STRETCH, self.changes_button, self.save_button, self.print_button,
            self.export_button, self.more, self.close_button, gap=6,
        )  # fmt: skip
        writes = flow_of(self.kinds, self.number_button, self.update_button, gap=6)
        self.kinds.setMinimumContentsLength(4)
        self._rows = column_of(does, writes, gap=6)
        pad(self._rows, across=14, down=10)
        self.setLayout(self._rows)


class PaperFoot(QWidget):
    """The day of the paper, which annexes go with it, and what still keeps it back."""

    day_edited = Signal()
    """Another day was typed."""

    def __init__(self, today: Callable[[], date]) -> None:
        """Make the line.

        Args:
            today: Returns the present day.
        """
        super().__init__()
        self._offered, self._low, self._wanted = True, False, False
        self.day = DateEditor(Field("signed_on", "成文日期", FieldType.DATE), today)
        theme.keep_width(self.day, fixed=104)
        self.day.setAccessibleName("成文日期")
        self.day.editingFinished.connect(self.day_edited)
        self.sources = QCheckBox("数字出处")
        self.tables = QCheckBox("附表")
        self.charts = QCheckBox("图表")
        self.sources.setToolTip("逐个列出正文里每个数字的口径、算式和重新计算的结果")
        for box in (self.sources, self.tables):
            box.setChecked(True)
        self.told = label("", "caption", wrap=True)
        self.told.hide()
        self._line = QWidget()
        self._line.setLayout(
            flow_of(
                label("成文日期", "field"), self.day, label("打印时附上", "field"), self.sources,
                self.tables, self.charts,
            )
        )  # fmt: skip
        inner = column_of(self._line, self.told, gap=2)
        pad(inner, across=14, down=6)
        self.setLayout(column_of(rule(), inner, gap=0))

    def offer(self, *, offered: bool) -> None:
        """Stand under the text, or not: nothing is chosen any more for a closed one."""
        self._offered = offered
        self._fit()

    def set_low(self, *, low: bool) -> None:
        """Leave the room to the text where it is scarce, until the line is asked for."""
        self._low = low
        self._fit()

    def show_line(self, wanted: bool) -> None:
        """Show day and annexes also where room is scarce, and give the day the keys."""
        self._wanted = wanted
        self._fit()
        if wanted:
            self.day.setFocus()

    def tell(self, words: str) -> None:
        """Say what still keeps the paper back, "" for nothing."""
        self.told.setText(words)
        self.told.setVisible(bool(words))
        self._fit()

    def _fit(self) -> None:
        line = self._wanted or not self._low
        self._line.setVisible(line)
        self.setVisible(self._offered and (line or bool(self.told.text())))

    def annexes(self) -> Annexes:
        """Return what goes with the paper."""
        return Annexes(*(box.isChecked() for box in (self.sources, self.tables, self.charts)))

    def signed_on(self, otherwise: date) -> date:
        """Return the day typed, another one while none can be read."""
        day = self.day.value()
        return day if isinstance(day, date) else otherwise
