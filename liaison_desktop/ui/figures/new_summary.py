"""新建总结: a structure, a period, a range, a name and a day; Enter drafts it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from liaison_desktop.domain.figures.period import Period, half_year_of
from liaison_desktop.domain.figures.scope import EVERYWHERE, Dimension, Scope, ScopePart
from liaison_desktop.domain.figures.summary import Structure
from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.ui import theme
from liaison_desktop.ui.editors import DateEditor, LineEditor
from liaison_desktop.ui.figures.card_list import CardLine, CardList
from liaison_desktop.ui.figures.period_choice import PeriodChoice
from liaison_desktop.ui.layout_parts import STRETCH, column_of, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext

_GRACE = timedelta(days=45)  # so long after its end a half-year is still being summed up


@dataclass(frozen=True, slots=True)
class NewSummary:
    """What was asked for.

    Attributes:
        structure: A to G.
        period: Of the summary.
        scope: What every figure is limited to.
        organisation: 署名, "" for the station's name.
        signed_on: 成文日期.
    """

    structure: str
    period: Period
    scope: Scope
    organisation: str
    signed_on: date


class NewSummaryPane(QWidget):
    """Arrows choose a structure, Enter drafts, Tab goes to what may be changed before."""

    draft_wanted = Signal(object)
    """A ``NewSummary`` is to be drafted."""
    left = Signal()
    """Esc: nothing is drafted."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        today = desk.office.context.today
        self.structures = CardList("总结的结构")
        self.period = PeriodChoice(today)
        self.place = QComboBox()
        self.organisation = LineEditor(Field("organisation", "署名"))
        self.signed_on = DateEditor(Field("signed_on", "成文日期", FieldType.DATE), today)
        self.problem = label("", "problem", wrap=True)
        self.draft_button = button("起草", variant="primary", tip="按所选结构起草（回车）")
        self.cancel_button = button("取消")
        self._lay_out()
        self.structures.taken.connect(lambda _key: self.draft())
        self.structures.left.connect(self.left)
        self.draft_button.clicked.connect(self.draft)
        self.cancel_button.clicked.connect(self.left)
        self.setFocusProxy(self.structures)

    def begin(self, structure: str = "", period: Period | None = None) -> None:
        """Ask for another summary.

        Args:
            structure: Chosen at first, "" for the one chosen last.
            period: Chosen at first, None for the half-year that is being summed up now.
        """
        today = self._desk.office.context.today()
        self.period.show_period(period or half_year_of(today - _GRACE))
        self.signed_on.set_value(today)
        self.problem.hide()
        office = self._desk.office

        def read() -> tuple[tuple[Structure, ...], tuple[ScopePart, ...]]:
            return office.summaries.structures(), office.figures.scope_parts(Dimension.VILLAGE)

        def show(found: tuple[tuple[Structure, ...], tuple[ScopePart, ...]]) -> None:
            self._show(*found, structure)

        self._desk.lanes.read((id(self), "choices"), read, show, owner=self)

    def draft(self) -> None:
        """Draft what was chosen."""
        line, day, place = self.structures.current(), self.signed_on.value(), self.place
        if not isinstance(day, date):
            self.problem.setText(self.signed_on.problem() or "请填写成文日期")
            self.problem.show()
            self.signed_on.setFocus()
            return
        if line is None:
            return
        scope = place.currentData()
        wanted = NewSummary(
            str(line.key),
            self.period.period(),
            scope if isinstance(scope, Scope) else EVERYWHERE,
            str(self.organisation.value() or ""),
            day,
        )
        self.draft_wanted.emit(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter drafts, Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.draft()
        else:
            super().keyPressEvent(event)

    def _show(
        self, structures: Sequence[Structure], places: Sequence[ScopePart], wanted: str
    ) -> None:
        self.structures.show_lines(
            [CardLine(f"{one.key}　{one.name}", one.suits, key=one.key) for one in structures]
        )
        for row, one in enumerate(structures):
            if one.key == wanted:
                self.structures.setCurrentRow(row)
        chosen = self.place.currentText()
        self.place.clear()
        self.place.addItem("全站", EVERYWHERE)
        for part in places:
            if part.value:
                self.place.addItem(part.label, Scope((part,)))
        self.place.setCurrentIndex(max(self.place.findText(chosen), 0))

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self.organisation.setPlaceholderText("不填就用工作站名称")
        self.organisation.setMaximumWidth(sizes.px(320))
        self.signed_on.setMaximumWidth(sizes.px(140))
        self.place.setMaximumWidth(sizes.px(200))
        self.problem.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(sizes.px(12))
        grid.setVerticalSpacing(sizes.px(8))
        parts = (
            ("期间", self.period), ("范围(&R)", self.place), ("署名(&N)", self.organisation),
            ("成文日期(&D)", self.signed_on),
        )  # fmt: skip
        for row, (words, part) in enumerate(parts):
            caption = label(words, "field")
            caption.setBuddy(part)
            grid.addWidget(caption, row, 0)
            grid.addWidget(part, row, 1, Qt.AlignmentFlag.AlignLeft)
            part.setAccessibleName(words.partition("(")[0])
        self.organisation.setMinimumWidth(sizes.px(220))
        grid.setColumnStretch(1, 1)
        caption = label("选一种结构，数字自动从台账填好；空着的地方由起草人写", "field", wrap=True)
        foot = line_of(STRETCH, self.cancel_button, self.draft_button)
        right = column_of(grid, self.problem, 6, foot, STRETCH)
        body = line_of(self.structures, right, gap=22)
        body.setStretch(0, 3)
        body.setStretch(1, 2)
        column = column_of(label("新建总结", "heading"), caption, 4, body)
        column.setStretch(3, 1)
        pad(column, across=18, down=8)
        self.setLayout(column)
