"""插入数字: an indicator, a place, which number of it; what will stand in the text is shown."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from liaison_desktop.domain.errors import AppError
from liaison_desktop.domain.figures.indicator import Indicator, Nature
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.scope import EVERYWHERE, Dimension, Scope, ScopePart
from liaison_desktop.domain.figures.template_words import CHOICES, STYLES
from liaison_desktop.domain.figures.token import Run, Token
from liaison_desktop.services.figures.summary_frame import DraftOptions
from liaison_desktop.ui.code_edit import CodeEdit
from liaison_desktop.ui.figures.label_choices import LabelChoices
from liaison_desktop.ui.figures.text_strip import TextStrip
from liaison_desktop.ui.layout_parts import column_of, flow_of, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext

_OF_RATES = frozenset({"分子", "分母"})
_LEFT_OUT = frozenset({"占比"})


class NumberStrip(TextStrip):
    """Type initials, Enter; the boxes beside it narrow down; Enter again puts it in the text."""

    insert_wanted = Signal(object)
    """Runs are to stand in the text."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._period: Period | None = None
        self._terms: dict[str, Indicator] = {}
        self._runs: tuple[Run, ...] = ()
        self.indicator = CodeEdit(LabelChoices())
        self.place, self.which, self.style_box = QComboBox(), QComboBox(), QComboBox()
        self.title = label("插入数字", "section")
        self.shown = label("", "section", wrap=True)
        self.insert_button = button("插入", variant="primary", tip="放到光标处（回车）")
        self._lay_out()
        self.indicator.edited.connect(self._on_indicator)
        self.indicator.taken.connect(self.insert_button.setFocus)
        for box in (self.place, self.which, self.style_box):
            box.currentIndexChanged.connect(lambda _at: self._ask())
        self.insert_button.clicked.connect(self._on_insert)

    def open_strip(self, period: Period, scope: Scope) -> None:
        """Ask for a number of a period.

        Args:
            period: Of the summary.
            scope: What the summary is limited to; chosen at first.
        """
        self._period = period
        figures = self._desk.office.figures

        def read() -> tuple[tuple[Indicator, ...], tuple[ScopePart, ...]]:
            return figures.indicators(), figures.scope_parts(Dimension.VILLAGE)

        def show(found: tuple[tuple[Indicator, ...], tuple[ScopePart, ...]]) -> None:
            self._offer(found[0], found[1], scope)

        self.show()
        self.indicator.set_code("")
        self.indicator.setFocus()
        self._desk.lanes.read((id(self), "choices"), read, show, owner=self)

    def set_low(self, *, low: bool) -> None:
        """Leave the title out where room is scarce; the first box says what is asked."""
        self.title.setVisible(not low)

    def enter(self) -> bool:
        """Insert the number shown."""
        self._on_insert()
        return True

    def template(self) -> str:
        """Return the template of the number chosen, "" while none is."""
        word = self.indicator.code()
        if word not in self._terms:
            return ""
        parts = (word, str(self.which.currentData()), str(self.style_box.currentData()))
        return "{" + "·".join(part for part in parts if part) + "}"

    def _offer(self, terms: Iterable[Indicator], places: Iterable[ScopePart], scope: Scope) -> None:
        self._terms = {term.label: term for term in terms}
        self.indicator.set_choices(LabelChoices([(one, one) for one in self._terms]))
        blocked = self.place.blockSignals(True)
        self.place.clear()
        self.place.addItem("全站" if not scope.parts else "总结的范围", scope)
        for part in places:
            if part.value and scope == EVERYWHERE:
                self.place.addItem(part.label, Scope((part,)))
        self.place.blockSignals(blocked)
        self._on_indicator()

    def _on_indicator(self) -> None:
        """Offer the numbers an indicator has."""
        term = self._terms.get(self.indicator.code())
        rate = term is not None and term.nature is Nature.RATE
        chosen = self.which.currentData()
        blocked = self.which.blockSignals(True)
        self.which.clear()
        self.which.addItem("本期的数", "")
        for word in CHOICES:
            if word not in _LEFT_OUT and (rate or word not in _OF_RATES):
                self.which.addItem(word, word)
        self.which.setCurrentIndex(max(self.which.findData(chosen), 0))
        self.which.blockSignals(blocked)
        self._ask()

    def _ask(self) -> None:
        """Show what would stand in the text."""
        text, period, scope = self.template(), self._period, self.place.currentData()
        self._runs = ()
        self.insert_button.setEnabled(False)
        if not text or period is None:
            self.shown.setText("")
            return
        summaries = self._desk.office.summaries
        options = DraftOptions(scope=scope if isinstance(scope, Scope) else EVERYWHERE)
        self._desk.lanes.read(
            (id(self), "runs"),
            lambda: summaries.sentence(text, period, options),
            self._show,
            self._on_failed,
            owner=self,
        )

    def _show(self, runs: tuple[Run, ...]) -> None:
        self._runs = runs
        self.shown.setText("".join(one.shown if isinstance(one, Token) else one for one in runs))
        self.insert_button.setEnabled(bool(runs))

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, AppError):
            raise error
        self.shown.setText(error.message)

    def _on_insert(self) -> None:
        if self.indicator.code() not in self._terms:
            self.indicator.take_shown()
        elif self._runs:
            self.insert_wanted.emit(self._runs)
            self.close_strip()

    def _lay_out(self) -> None:
        self.indicator.setMinimumWidth(220)
        line = self.indicator.lineEdit()
        if line is not None:
            line.setPlaceholderText("指标，如 pcjf 或 排查")
        self.style_box.addItem("照实写", "")
        for word in STYLES:
            self.style_box.addItem(word, word)
        for box, name in (
            (self.indicator, "指标"), (self.place, "范围"), (self.which, "哪个数"),
            (self.style_box, "写法"),
        ):  # fmt: skip
            box.setAccessibleName(name)
            box.setToolTip(name)
        for box in (self.place, self.which, self.style_box):
            # Offered later, and others for a rate: they must not stay as narrow as when empty.
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        close = button("取消")
        close.clicked.connect(self.close_strip)
        boxes = flow_of(self.indicator, self.place, self.which, self.style_box)
        foot = line_of(self.shown, close, self.insert_button)
        foot.setStretch(0, 1)
        column = column_of(self.title, boxes, foot)
        pad(column, across=14, down=8)
        self.setLayout(column)
