"""What was done about a dispute: sessions, agreements, follow-ups to be changed, and every step."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.matters.dispute import (
    Agreement,
    DisputeDetail,
    DisputeStep,
    Mediation,
)
from liaison_desktop.domain.shown import numbers_masked
from liaison_desktop.domain.terms.dispute import (
    AGREEMENT_FORM_LABELS,
    DISPUTE_STEP_LABELS,
    MEDIATION_OUTCOME_LABELS,
)
from liaison_desktop.ui import theme
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.matters.dispute_steps import RecordPart
from liaison_desktop.ui.tokens import COLOURS

_HEADINGS = ("日期", "事项", "内容", "经手")
_WIDTHS = (124, 100, 190, 84)
_PART = Qt.ItemDataRole.UserRole + 1
_Line = tuple[str, str, str, str]


class DisputeRecord(QWidget):
    """Enter on a session, inquiry, agreement or follow-up opens it for changing."""

    edit_wanted = Signal(object)
    """A part of the record is to be changed."""

    def __init__(self) -> None:
        super().__init__()
        self.tree = QTreeWidget()
        self.tree.setColumnCount(len(_HEADINGS))
        self.tree.setHeaderLabels(list(_HEADINGS))
        self.tree.setProperty("role", "bare")
        self.tree.setUniformRowHeights(True)
        self.tree.setAlternatingRowColors(True)
        self.tree.setAccessibleName("办理经过")
        self.tree.setIndentation(theme.metrics().px(12))
        for column, width in enumerate(_WIDTHS):
            self.tree.setColumnWidth(column, theme.metrics().px(width))
        self.tree.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setStretchLastSection(False)
        self.tree.itemActivated.connect(self._on_activated)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.addWidget(self.tree)
        self.empty = EmptyState(self.tree.viewport())
        self.setFocusProxy(self.tree)

    def show_dispute(self, detail: DisputeDetail) -> None:
        """Show what was done about a dispute."""
        self.tree.clear()
        self._section("调查记录", detail.inquiries, _inquiry)
        self._section("调解记录", detail.mediations, _mediation)
        self._section("调解协议", detail.agreements, _agreement)
        self._section("回访记录", detail.follow_ups, _follow_up)
        steps = self._heading(f"办理经过 {len(detail.steps)}")
        for step in reversed(detail.steps):
            _add(steps, _step(step))
        first = self._first()
        if first is not None:
            self.tree.setCurrentItem(first)
        if detail.steps or self.tree.topLevelItemCount() > 1:
            self.empty.hide()
        else:
            self.empty.show_text(EmptyText("history", "还没有办理记录"))

    def _section(
        self, words: str, parts: Sequence[RecordPart], line: Callable[[RecordPart], _Line]
    ) -> None:
        if not parts:
            return
        above = self._heading(f"{words} {len(parts)}（回车修改）")
        for part in parts:
            _add(above, line(part)).setData(0, _PART, part)

    def _heading(self, words: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([words])
        item.setForeground(0, QColor(COLOURS.accent))
        self.tree.addTopLevelItem(item)
        item.setFirstColumnSpanned(True)
        item.setExpanded(True)
        return item

    def _first(self) -> QTreeWidgetItem | None:
        top = self.tree.topLevelItem(0)
        return top.child(0) if top is not None else None

    def _on_activated(self, item: QTreeWidgetItem) -> None:
        part = item.data(0, _PART)
        if part is not None:
            self.edit_wanted.emit(part)


def _add(above: QTreeWidgetItem, texts: Iterable[str]) -> QTreeWidgetItem:
    item = QTreeWidgetItem([numbers_masked(" ".join(text.split())) for text in texts])
    item.setToolTip(2, item.text(2))
    above.addChild(item)
    return item


def _inquiry(part: RecordPart) -> _Line:
    values = part.values
    who = str(values.get("subject", ""))
    return _day(values.get("on")), who, _text(values.get("text")), _text(values.get("investigator"))


def _mediation(part: RecordPart) -> _Line:
    if not isinstance(part, Mediation):
        raise TypeError(part)
    values = part.values
    outcome = MEDIATION_OUTCOME_LABELS[part.outcome]
    return _day(values.get("on")), outcome, _text(values.get("text")), _text(values.get("mediator"))


def _agreement(part: RecordPart) -> _Line:
    if not isinstance(part, Agreement):
        raise TypeError(part)
    values = part.values
    performed = code_list("performance").label_of(_text(values.get("performance")))
    words = AGREEMENT_FORM_LABELS[part.form]
    effective = values.get("effective_on")
    since = f"{_day(effective)} 生效" if effective else ""
    told = "　".join(text for text in (since, performed, _text(values.get("terms"))) if text)
    return _day(values.get("agreed_on")), words, told, ""


def _follow_up(part: RecordPart) -> _Line:
    values = part.values
    satisfied = code_list("satisfaction").label_of(_text(values.get("satisfaction")))
    return (
        _day(values.get("on")),
        satisfied,
        _text(values.get("text")),
        _text(values.get("visitor")),
    )


def _step(step: DisputeStep) -> _Line:
    limits = ""
    if step.new_limit is not None:
        since = f"{step.old_limit} 改为 " if step.old_limit is not None else ""
        limits = f"时限 {since}{step.new_limit}"
    approver = step.approved_by if step.approved_by != step.note else ""
    approved = f"（{approver}）" if approver else ""
    note = "　".join(text for text in (f"{step.note}{approved}", limits) if text)
    return _day(step.on), DISPUTE_STEP_LABELS[step.kind], note, step.by


def _day(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else ""


def _text(value: object) -> str:
    return "" if value is None else str(value)
