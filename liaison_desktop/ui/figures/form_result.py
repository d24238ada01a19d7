"""How filling a form went: how many cells, what to look at, and that it was sent."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from liaison_desktop.domain.changes import Changes
from liaison_desktop.services.figures.form_filling import FilledForm
from liaison_desktop.ui import theme
from liaison_desktop.ui.figures.card_list import CardLine, CardList
from liaison_desktop.ui.layout_parts import STRETCH, column_of, label, line_of
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.tokens import Tone


class FormResult(QWidget):
    """Hidden until a form was filled; Enter on a finding goes to its cell."""

    cell_wanted = Signal(str, str)
    """A finding was chosen: its sheet and address."""

    def __init__(self, desk: DeskContext) -> None:
        """Make the part for a desk."""
        super().__init__()
        self._desk = desk
        self._filled: FilledForm | None = None
        self.told = label("", "section", wrap=True)
        self.findings = CardList("填表后请核对")
        self.findings.setMaximumHeight(theme.metrics().px(150))
        self.sent_button = button("登记为已报送", tip="把报送对象和每个数字记入报送记录")
        self.setLayout(
            column_of(line_of(self.told, STRETCH, self.sent_button), self.findings, gap=4)
        )
        self.sent_button.clicked.connect(self.record_sent)
        self.findings.taken.connect(lambda place: self.cell_wanted.emit(*place))
        self.hide()

    def show_nothing(self) -> None:
        """Another form is shown; none was filled."""
        self._filled = None
        self.hide()

    def show_filled(self, filled: FilledForm) -> None:
        """Show how filling went."""
        self._filled = filled
        lines = [
            CardLine(
                " ".join(filter(None, (one.sheet, one.cell, one.label))) or "整张表",
                one.sentence,
                Tone.AMBER,
                (one.sheet, one.cell),
            )
            for one in filled.findings
        ]
        self.findings.show_lines(lines)
        self.findings.setVisible(bool(lines))
        self.sent_button.setEnabled(True)
        self.told.setText(
            f"{filled.path.name}：填了 {filled.filled} 格，"
            + (f"{len(lines)} 处请核对（表里标黄）" if lines else "没有要核对的")
        )
        self.show()
        self._desk.notice(f"已填好，存为 {filled.path}")

    def record_sent(self) -> None:
        """Write down that the form that was filled has been sent today."""
        filled, office = self._filled, self._desk.office
        if filled is None:
            return
        today = office.context.today()

        def told(answer: tuple[int, Changes]) -> None:
            self.sent_button.setEnabled(False)
            whom = filled.mapping.to_whom
            self._desk.done(
                answer[1], f"已登记：{filled.period.label}《{filled.mapping.name}》报{whom}"
            )

        self._desk.lanes.write(
            lambda _progress: office.form_filling.record_sent(filled, today), told, owner=self
        )
