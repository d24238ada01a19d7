"""What fills a cell of a form: a figure, a field, a list, or nothing."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from liaison_desktop.domain.figures.comparison import Against
from liaison_desktop.domain.figures.form_fields import FORM_FIELDS
from liaison_desktop.domain.figures.form_mapping import FIXED, YEAR_SO_FAR, Filling, MappedCell
from liaison_desktop.domain.figures.indicator import Nature
from liaison_desktop.domain.figures.question import Question
from liaison_desktop.domain.figures.scope import Dimension, Scope, ScopePart
from liaison_desktop.domain.figures.token import Aspect, Style
from liaison_desktop.services.figures.form_answers import ORDER
from liaison_desktop.services.figures.form_choices import FormChoices
from liaison_desktop.ui.figures.limit_line import LimitLine
from liaison_desktop.ui.figures.scope_choice import ChoiceBox
from liaison_desktop.ui.layout_parts import STRETCH, column_of, label, line_of
from liaison_desktop.ui.message import button
from liaison_desktop.ui.segments import Segments

_MONTHS = tuple((f"{one:02d}", f"{one}月") for one in range(1, 13))
_SPANS = (("", "本期"), (YEAR_SO_FAR, "年初至期末（累计）"), *_MONTHS)
_SIDES: tuple[tuple[str, str, Against | None, Aspect], ...] = (
    ("value", "本期数", None, Aspect.VALUE),
    ("numerator", "分子", None, Aspect.NUMERATOR),
    ("denominator", "分母", None, Aspect.DENOMINATOR),
    ("share", "占比（%）", None, Aspect.SHARE),
    ("year_base", "上年同期数", Against.YEAR_AGO, Aspect.BASE),
    ("year_delta", "同比增减数", Against.YEAR_AGO, Aspect.DELTA),
    ("year_percent", "同比（%）", Against.YEAR_AGO, Aspect.PERCENT),
    ("before_base", "上期数", Against.BEFORE, Aspect.BASE),
    ("before_delta", "环比增减数", Against.BEFORE, Aspect.DELTA),
    ("before_percent", "环比（%）", Against.BEFORE, Aspect.PERCENT),
)
_STYLES = (
    (Style.EXACT.value, "原数"),
    (Style.WAN_2.value, "元折成万元"),
    (Style.OVER.value, "余（212 写作 210余）"),
)
_TYPED = "typed"
_KINDS = (Filling.FIGURE, Filling.FIELD, Filling.LIST)


class CellChoice(QWidget):
    """Boxes beside the grid; 采用 takes what they say for the current cell."""

    taken = Signal(object)
    """The ``MappedCell`` the person chose."""
    changed = Signal()
    """Other boxes: what the cell would show is another."""
    left = Signal()
    """Back to the grid."""

    def __init__(self) -> None:
        super().__init__()
        self._cell = MappedCell("", "", "", Filling.KEEP)
        self._choices = FormChoices((), {}, {})
        self.where = label("", "section", wrap=True)
        self.kinds = Segments([(one.value, word, "") for one, word in zip(
            _KINDS, ("数字", "字段", "名单"), strict=True)])  # fmt: skip
        self.indicator = ChoiceBox((), "指标")
        self.span = ChoiceBox(_SPANS, "时间")
        self.limits = LimitLine("限定")
        self.side = ChoiceBox(((key, word) for key, word, _, _ in _SIDES), "取哪个数")
        self.style_box = ChoiceBox(_STYLES, "写法")
        self.field = ChoiceBox(
            (*((one.key, one.label) for one in FORM_FIELDS), (_TYPED, "固定文字")), "字段"
        )
        self.typed = QLineEdit()
        self.typed.setPlaceholderText("每次都填这几个字")
        self.typed.setAccessibleName("固定文字")
        self.list_of = ChoiceBox((), "名单")
        self.column = ChoiceBox((), "名单的栏")
        self.trial = label("", "caption", wrap=True)
        self.take_button = button("采用", variant="primary", tip="采用（Ctrl+回车）")
        self.take_button.setShortcut("Ctrl+Return")
        self.forget_button = button("不填这一格", variant="quiet", tip="在表上按 Delete 也可")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.indicator)

    def offer(self, choices: FormChoices) -> None:
        """Offer what cells can be filled with."""
        self._choices = choices
        self.indicator.offer((one.key, f"{one.label}（{one.unit}）") for one in choices.indicators)
        listed = [one for one in choices.indicators if one.key in choices.lists]
        self.list_of.offer((one.key, one.label) for one in listed)

    def show_cell(self, cell: MappedCell) -> None:
        """Show what fills a cell, or could."""
        self._cell = cell
        self.where.setText(f"{cell.cell}　{cell.label}")
        kind = cell.filling if cell.filling in _KINDS else Filling.FIGURE
        self._choose_kind(kind.value)
        question = cell.question or Question("", "")
        months = [one.value for one in question.scope.parts if one.dimension is Dimension.MONTH]
        self.indicator.choose(question.indicator)
        self._offer_limits()
        self.span.choose(months[0] if months else question.period)
        others = (one for one in question.scope.parts if one.dimension is not Dimension.MONTH)
        self.limits.show_scope(Scope(tuple(others)))
        side = (question.against, Aspect(cell.aspect))
        keys = (key for key, _, against, aspect in _SIDES if (against, aspect) == side)
        self.side.choose(next(keys, "value"))
        self.style_box.choose(cell.style)
        fixed = cell.field.startswith(FIXED)
        self.field.choose(_TYPED if fixed else cell.field)
        self.typed.setText(cell.field.removeprefix(FIXED) if fixed else "")
        key, _, column = cell.field.partition(":")
        self.list_of.choose(key if cell.filling is Filling.LIST else "")
        self._offer_columns()
        self.column.choose(column if cell.filling is Filling.LIST else "")
        self.typed.setVisible(fixed)
        self.changed.emit()

    def cell(self) -> MappedCell | None:
        """Return what the boxes say, None while they do not say enough."""
        kind = Filling(self.kinds.current())
        if kind is Filling.FIGURE:
            return self._figure()
        if kind is Filling.FIELD:
            key = self.field.key()
            text = self.typed.text().strip()
            named = f"{FIXED}{text}" if key == _TYPED and text else "" if key == _TYPED else key
            return replace(self._blank(kind), field=named) if named else None
        key, column = self.list_of.key(), self.column.key()
        return replace(self._blank(kind), field=f"{key}:{column}") if key and column else None

    def show_trial(self, text: str) -> None:
        """Show what the cell would hold."""
        self.trial.setText(text)

    def _blank(self, kind: Filling) -> MappedCell:
        return MappedCell(self._cell.sheet, self._cell.cell, self._cell.label, kind)

    def _figure(self) -> MappedCell | None:
        key = self.indicator.key()
        if not key:
            return None
        _, _, against, aspect = next(one for one in _SIDES if one[0] == self.side.key())
        span, scope = self.span.key(), self.limits.scope()
        if span in dict(_MONTHS):
            month = ScopePart(Dimension.MONTH, span, dict(_MONTHS)[span])
            scope, span = Scope((*scope.parts, month)), ""
        question = Question(span, key, scope, against=against)
        return replace(
            self._blank(Filling.FIGURE),
            question=question,
            style=self.style_box.key() or Style.EXACT.value,
            aspect=aspect.value,
        )

    def _choose_kind(self, key: str) -> None:
        self.kinds.choose(key)
        self._stack.setCurrentIndex([one.value for one in _KINDS].index(key))

    def _offer_limits(self) -> None:
        parts = self._choices.parts.get(self.indicator.key(), {})
        self.limits.offer(one for several in parts.values() for one in several)
        terms = {one.key: one for one in self._choices.indicators}
        term = terms.get(self.indicator.key())
        rate = term is not None and term.nature is Nature.RATE
        self.side.offer(
            (key, word)
            for key, word, _, aspect in _SIDES
            if rate or aspect not in (Aspect.NUMERATOR, Aspect.DENOMINATOR)
        )
        if not self.side.key():
            self.side.choose("value")

    def _offer_columns(self) -> None:
        columns = self._choices.lists.get(self.list_of.key(), ())
        self.column.offer(((ORDER, "序号"), *((one.key, one.label) for one in columns)))

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._on_kind)
        self.indicator.chosen.connect(self._on_indicator)
        self.list_of.chosen.connect(self._on_list)
        self.field.chosen.connect(self._on_field)
        for box in (self.span, self.side, self.style_box, self.column):
            box.chosen.connect(lambda _key: self.changed.emit())
        self.limits.changed.connect(self.changed)
        self.typed.textChanged.connect(lambda _text: self.changed.emit())
        self.take_button.clicked.connect(self._on_taken)
        self.forget_button.clicked.connect(self._on_forgotten)

    def _on_kind(self, key: str) -> None:
        self._choose_kind(key)
        self.changed.emit()

    def _on_indicator(self, _key: str) -> None:
        self._offer_limits()
        self.changed.emit()

    def _on_list(self, _key: str) -> None:
        self._offer_columns()
        self.changed.emit()

    def _on_field(self, key: str) -> None:
        self.typed.setVisible(key == _TYPED)
        if key == _TYPED:
            self.typed.setFocus()
        self.changed.emit()

    def _on_taken(self) -> None:
        cell = self.cell()
        if cell is None:
            self.show_trial("还没有选完，请选好后再采用。")
            return
        self.taken.emit(cell)
        self.left.emit()

    def _on_forgotten(self) -> None:
        self.taken.emit(self._blank(Filling.KEEP))
        self.left.emit()

    def _lay_out(self) -> None:
        figure = column_of(
            label("指标", "field"), self.indicator, label("限定（可不选）", "field"), self.limits,
            label("时间", "field"), self.span, label("取哪个数", "field"), self.side,
            label("写法", "field"), self.style_box, STRETCH, gap=4,
        )  # fmt: skip
        field = column_of(label("字段", "field"), self.field, self.typed, STRETCH, gap=4)
        listed = column_of(
            label("名单", "field"), self.list_of, label("这一格往下填哪一栏", "field"), self.column,
            label("只填表上已有的空行；当事人姓名、证件号和电话不进表", "caption", wrap=True),
            STRETCH, gap=4,
        )  # fmt: skip
        for part in (figure, field, listed):
            page = QWidget()
            part.setContentsMargins(0, 0, 0, 0)
            page.setLayout(part)
            self._stack.addWidget(page)
        self.typed.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.where)
        column.addLayout(line_of(self.kinds, STRETCH))
        column.addWidget(self._stack, 1)
        column.addWidget(self.trial)
        column.addLayout(line_of(self.forget_button, STRETCH, self.take_button))
