"""Putting an own indicator together from shipped ones; what it gives is shown while one chooses."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.figures.indicator import Figure, Indicator, Nature
from liaison_desktop.domain.figures.own_indicator import Measure, OwnIndicator
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.scope import Scope, ScopePart
from liaison_desktop.domain.register.household import FieldProblem
from liaison_desktop.ui import theme
from liaison_desktop.ui.figures.indicator_lines import number
from liaison_desktop.ui.figures.limit_line import LimitLine
from liaison_desktop.ui.figures.scope_choice import ChoiceBox
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.segments import Segments

_MEASURES = (
    (Measure.COUNT.value, "只数一项", "Alt+D"),
    (Measure.SHARE.value, "求占比", "Alt+B"),
    (Measure.SUM.value, "相加", "Alt+J"),
)
_SOON_MS = 200
_Preview = tuple[Figure | None, str, tuple[FieldProblem, ...]]


class OwnIndicatorEditor(QWidget):
    """名称、算法、第一项、第二项、单位、说明; below what it gives now."""

    saved = Signal(str)
    """Stored: the key of the indicator."""
    deleted = Signal()
    """Deleted."""
    given_up = Signal()
    """Esc or 取消."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._own: OwnIndicator | None = None
        self._span: tuple[Period, Scope] | None = None
        self.heading = label("", "heading")
        self.name = _line("名称", "如 土地纠纷占比")
        self.measure = Segments(_MEASURES)
        self.first = ChoiceBox((), "第一项指标")
        self.first_limits = LimitLine("第一项的限定")
        self.second = ChoiceBox((), "第二项指标")
        self.second_limits = LimitLine("第二项的限定")
        self.unit = _line("单位", "如 户、件、人")
        self.meaning = _line("说明", "不填就由程序写")
        self.value = label("", "figure")
        self.sentence = label("", "field", wrap=True)
        self.save_button = button("保存", variant="primary", icon_name="save", tip="Ctrl+S")
        self.cancel_button = button("取消", tip="Esc")
        self.delete_button = button("删除", variant="danger", icon_name="delete", tip="Ctrl+Del")
        self._words = {
            name: label("", "problem", wrap=True)
            for name in ("label", "first", "second", "unit", "meaning")
        }
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._ask)
        self._touched = False
        self._lay_out()
        self._connect()

    def begin(self, terms: Iterable[Indicator], span: tuple[Period, Scope]) -> None:
        """Begin a new indicator."""
        terms = tuple(terms)
        first = terms[0].key if terms else ""
        self._show(OwnIndicator(None, None, "", "", Measure.COUNT, first, Scope()), terms, span)
        self.heading.setText("新建自定指标")
        self.name.setFocus()

    def edit(
        self, own: OwnIndicator, terms: Iterable[Indicator], span: tuple[Period, Scope]
    ) -> None:
        """Change one."""
        self._show(own, tuple(terms), span)
        self.heading.setText("修改自定指标")
        self.name.setFocus()

    def draft(self) -> OwnIndicator:
        """Return what was chosen."""
        kept = self._own
        return OwnIndicator(
            kept.id if kept else None,
            kept.version if kept else None,
            self.name.text().strip(),
            self.unit.text().strip(),
            Measure(self.measure.current()),
            self.first.key(),
            self.first_limits.scope(),
            self.second.key(),
            self.second_limits.scope(),
            self.meaning.text().strip(),
        )

    def save(self) -> None:
        """Store it."""
        self._touched = True
        draft, office = self.draft(), self._desk.office

        def done(answer: tuple[int, Changes]) -> None:
            key, changes = answer
            self._desk.done(changes, f"已保存自定指标 {draft.label}")
            self.saved.emit(f"own_{key}")

        def refused(error: BaseException) -> None:
            self._ask()
            self._desk.notice(str(error))

        self._desk.lanes.write(
            lambda _progress: office.own_indicators.save(draft), done, refused, owner=self
        )

    def delete(self) -> None:
        """Delete it; 撤销 brings it back."""
        own, office = self._own, self._desk.office
        if own is None or own.id is None or own.version is None:
            return
        key, version = own.id, own.version

        def done(changes: Changes) -> None:
            self._desk.done(changes, f"已删除自定指标 {own.label}")
            self.deleted.emit()

        self._desk.lanes.write(
            lambda _progress: office.own_indicators.delete(key, version),
            done,
            lambda error: self._desk.notice(str(error)),
            owner=self,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up with Esc, go on with Enter."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def _show(
        self, own: OwnIndicator, terms: tuple[Indicator, ...], span: tuple[Period, Scope]
    ) -> None:
        self._own, self._span, self._touched = own, span, own.id is not None
        offered = [(one.key, one.label) for one in terms if _can_be_part(one)]
        for box, key in ((self.first, own.first), (self.second, own.second)):
            box.offer(offered)
            box.choose(key)
        self.name.setText(own.label)
        self.unit.setText(own.unit)
        self.meaning.setText(own.meaning)
        self.measure.choose(own.measure.value)
        self.first_limits.show_scope(own.first_scope)
        self.second_limits.show_scope(own.second_scope)
        self.delete_button.setVisible(own.id is not None)
        self._terms = {one.key: one for one in terms}
        self._on_measure()
        self._offer_limits()
        self._ask()

    def _offer_limits(self) -> None:
        """Offer the limits the chosen indicators know."""
        office = self._desk.office
        period = self._span[0] if self._span else None
        keys = (self.first.key(), self.second.key())

        def read() -> list[tuple[ScopePart, ...]]:
            return [
                tuple(
                    part
                    for one in office.figures.dimensions(key)
                    for part in office.figures.scope_parts(one, key, period)
                )
                if key
                else ()
                for key in keys
            ]

        def show(found: list[tuple[ScopePart, ...]]) -> None:
            self.first_limits.offer(found[0])
            self.second_limits.offer(found[1])

        self._desk.lanes.read((id(self), "limits"), read, show, owner=self)

    def _on_measure(self) -> None:
        measure = Measure(self.measure.current())
        two = measure is not Measure.COUNT
        for part in self._second_parts:
            part.setVisible(two)
        share = measure is Measure.SHARE
        self.unit.setEnabled(not share)
        if share:
            self.unit.setText("%")
        elif self.unit.text() == "%" or not self.unit.text():
            term = self._terms.get(self.first.key())
            self.unit.setText(term.unit if term is not None else "")

    def _on_first_chosen(self) -> None:
        term = self._terms.get(self.first.key())
        if term is not None and Measure(self.measure.current()) is not Measure.SHARE:
            self.unit.setText(term.unit)
        self.first_limits.show_scope(Scope())
        self._on_part_chosen()

    def _on_second_chosen(self) -> None:
        self.second_limits.show_scope(Scope())
        self._on_part_chosen()

    def _on_part_chosen(self) -> None:
        self._offer_limits()
        self._ask()

    def _on_measure_chosen(self) -> None:
        self._on_measure()
        self._ask()

    def _ask(self) -> None:
        """Show what the draft gives, and what is wrong with it."""
        self._soon.stop()
        draft, span, office = self.draft(), self._span, self._desk.office
        if span is None:
            return

        def read() -> _Preview:
            owns = office.own_indicators
            figure = owns.figure(draft, *span)
            return figure, owns.meaning(draft) if figure else "", owns.problems(draft)

        self._desk.lanes.read((id(self), "preview"), read, self._on_preview, owner=self)

    def _on_preview(self, preview: _Preview) -> None:
        figure, meaning, problems = preview
        span, draft = self._span, self.draft()
        said = {one.field: one.message for one in problems}
        for name, words in self._words.items():
            # What is still blank is told when one wants to save it.
            shown = said.get(name, "") if self._touched or _is_filled(draft, name) else ""
            words.setText(shown)
            words.setVisible(bool(shown))
        if figure is None or span is None:
            self.value.setText("—")
            self.sentence.setText("选好指标后，这里显示它现在的数值。")
            return
        unit = "" if draft.unit == "%" else draft.unit
        self.value.setText(f"{number(figure.value, draft.unit)}{unit}")
        made = ""
        if draft.measure is Measure.SHARE:
            made = f"（{number(figure.numerator, '')} ÷ {number(figure.denominator, '')}）"
        name = draft.label or "这项指标"
        place = span[1].label
        self.sentence.setText(
            f"{span[0].label}{place}{name} {number(figure.value, draft.unit)}{unit}{made}。"
            f"口径：{meaning}"
        )

    def _connect(self) -> None:
        self.measure.chosen.connect(lambda _key: self._on_measure_chosen())
        self.first.chosen.connect(lambda _key: self._on_first_chosen())
        self.second.chosen.connect(lambda _key: self._on_second_chosen())
        for limits in (self.first_limits, self.second_limits):
            limits.changed.connect(self._ask)
        for line in (self.name, self.unit, self.meaning):
            line.textEdited.connect(lambda _text: self._soon.start())
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.given_up)
        self.delete_button.clicked.connect(self.delete)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        grid = QGridLayout()
        grid.setHorizontalSpacing(sizes.px(10))
        grid.setVerticalSpacing(sizes.px(5))
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[str, QWidget, str], ...] = (
            ("名称", self.name, "label"),
            ("算法", self.measure, ""),
            ("第一项", self.first, "first"),
            ("限定", self.first_limits, ""),
            ("第二项", self.second, "second"),
            ("限定", self.second_limits, ""),
            ("单位", self.unit, "unit"),
            ("说明", self.meaning, "meaning"),
        )
        self._second_parts: list[QWidget] = []
        for row, (caption, widget, problem) in enumerate(rows):
            words = label(caption, "field")
            words.setMinimumHeight(sizes.control)
            words.setBuddy(widget)
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(words, 2 * row, 0, top)
            grid.addWidget(widget, 2 * row, 1, top)
            if problem:
                grid.addWidget(self._words[problem], 2 * row + 1, 1)
                self._words[problem].hide()
            if widget in (self.second, self.second_limits):
                self._second_parts += [words, widget]
        preview = QFrame()
        preview.setProperty("role", "step")
        inner = QVBoxLayout(preview)
        pad(inner, across=14, down=10)
        inner.addWidget(label("现在的数值", "section"))
        inner.addWidget(self.value)
        inner.addWidget(self.sentence)
        body = QWidget()
        body.setProperty("role", "sheet")
        column = QVBoxLayout(body)
        pad(column, across=16, down=12)
        column.setSpacing(sizes.px(12))
        column.addWidget(self.heading)
        column.addLayout(grid)
        column.addWidget(preview)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        foot = line_of(self.delete_button, STRETCH, self.cancel_button, self.save_button)
        pad(foot, across=16, down=10)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addLayout(foot)


def _line(name: str, hint: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    return made


def _can_be_part(term: Indicator) -> bool:
    """Rates and the office's own indicators are no parts of an own one."""
    return term.nature is not Nature.RATE and not term.key.startswith("own_")


def _is_filled(draft: OwnIndicator, name: str) -> bool:
    return bool(getattr(draft, name))
