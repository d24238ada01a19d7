"""矛盾纠纷 · 设置: committees, the limits of the risk levels, the classes of reports."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import AppError
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.ui import theme
from liaison_desktop.ui.layout_parts import STRETCH, column_of, label, line_of, pad
from liaison_desktop.ui.matters.committee_card import CommitteeCard
from liaison_desktop.ui.matters.fitted_form import FittedForm, bring_into_view
from liaison_desktop.ui.matters.reporting_card import ReportingCard
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DISPUTES, DeskContext, Page


class LimitCard(QFrame):
    """Days a dispute of each risk level may take; those entered already keep theirs."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("role", "card")
        levels = code_list("dispute_risk")
        self._labels = dict(levels.items)
        fields = [
            Field(code, f"{words}色", FieldType.INTEGER, unit=levels.unit)
            for code, words in levels.items
        ]
        self.form = FittedForm(fields, two_columns_from=300)
        self.problem = label("", "problem", wrap=True)
        self.save_button = button("保存", variant="primary", icon_name="save", tip="保存（Ctrl+S）")
        self._lay_out()
        self.form.changed.connect(self._update)
        self.form.completed.connect(self.save)
        self.save_button.clicked.connect(self.save)

    def refresh(self) -> None:
        """Ask for the limits."""
        limits = self._desk.office.disputes.risk_limits()
        self._desk.lanes.read((id(self), "limits"), limits.days, self._show, owner=self)

    def save(self) -> None:
        """Keep the limits typed."""
        if not self.form.dirty:
            return
        problems = self.form.unreadable()
        values = self.form.values()
        for code in self._labels:
            if code not in values:
                problems.setdefault(code, "请填天数")
        self.form.set_problems(problems)
        if problems:
            self.form.focus_first_problem()
            return
        days = {code: value for code, value in values.items() if isinstance(value, int)}
        limits = self._desk.office.disputes.risk_limits()

        def work(_progress: Progress) -> None:
            limits.save(days)

        self._desk.lanes.write(work, lambda _none: self._on_saved(), self._on_failed, owner=self)

    def _show(self, days: Mapping[str, int]) -> None:
        if not self.form.dirty:
            self.form.set_values(dict(days))
        self._update()

    def _on_saved(self) -> None:
        self.form.mark_stored()
        self.problem.hide()
        self._update()
        self._desk.notice("已保存化解时限，从下一件登记的纠纷起用")

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, AppError):
            raise error
        self.problem.setText(error.message)
        self.problem.show()

    def _update(self) -> None:
        self.save_button.setEnabled(self.form.dirty)

    def _lay_out(self) -> None:
        self.problem.hide()
        words = "登记时按风险等级算出化解时限，仍可改；已登记的不变。"
        head = column_of(
            label("各风险等级的化解时限", "section"), label(words, "caption", wrap=True),
            self.problem, gap=4,
        )  # fmt: skip
        pad(head, across=16, down=10)
        foot = line_of(STRETCH, self.save_button)
        pad(foot, across=16, down=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.form)
        column.addLayout(foot)


class DisputeSettings(Page):
    """Ctrl+S stores the card that has the keys."""

    name: ClassVar[str] = DISPUTES
    concerns: ClassVar[frozenset[Kind]] = frozenset(
        {Kind.MEDIATION_COMMITTEE, Kind.REPORTING_CLASS, Kind.AREA}
    )

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self.committees = CommitteeCard(desk)
        self.limits = LimitCard(desk)
        self.reporting = ReportingCard(desk)
        right = column_of(self.reporting, self.limits, gap=16)
        right.setStretch(0, 1)
        for card in (self.committees, self.reporting):
            card.tree.setMinimumHeight(theme.metrics().px(150))
        inside = QWidget()
        inside.setProperty("role", "sheet")
        row = QHBoxLayout(inside)
        pad(row, across=16, down=12)
        row.setSpacing(theme.metrics().margin)
        row.addWidget(self.committees, 1)
        row.addLayout(right, 1)
        scroll = QScrollArea()
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.setFocusProxy(self.committees)
        for form in (self.committees.form, self.limits.form, self.reporting.form):
            form.arrived.connect(lambda field: bring_into_view(scroll, field))

    def refresh(self) -> None:
        """Ask for all three."""
        for card in (self.committees, self.limits, self.reporting):
            card.refresh()

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do here."""
        return {"save": self.save}

    def save(self) -> None:
        """Store the card that has the keys, else the one that was changed."""
        cards = (self.committees, self.limits, self.reporting)
        focused = [card for card in cards if card.isAncestorOf(self.focusWidget() or card)]
        for card in focused or [card for card in cards if card.form.dirty]:
            card.save()
