"""The family as a grid of cells; a blank line at the end takes the next member."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont

from liaison_desktop.domain.register.household import Member
from liaison_desktop.domain.shown import shown
from liaison_desktop.domain.terms.field import Field, FieldType, Privacy
from liaison_desktop.ui.editors import Value
from liaison_desktop.ui.register.member_editing import (
    BLANK,
    FIELDS,
    NAME,
    RELATION,
    cell_problem,
    is_masked,
    value_of,
    with_value,
)
from liaison_desktop.ui.tokens import COLOURS

Index = QModelIndex | QPersistentModelIndex
PROBLEM_ROLE = Qt.ItemDataRole.UserRole + 7
"""Whether something is wrong in a cell."""
_HIDDEN = "···"
_NEXT_HINT = "＋ 添加成员"
_ROLE = Qt.ItemDataRole


class MemberModel(QAbstractTableModel):
    """Members as they are typed; nothing is stored here."""

    edited = Signal()
    """A cell, or the number of members, changed by the person."""

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fields: tuple[Field, ...] = FIELDS
        self._today = today
        self._members: list[Member] = []
        self._stored: dict[int, Member] = {}
        self._told: Mapping[tuple[int, str], str] = {}
        self._revealed = False
        self._names_at_head = False

    @property
    def members(self) -> tuple[Member, ...]:
        """The members as typed, without the blank line."""
        return tuple(self._members)

    def show_stored(self, members: Sequence[Member]) -> None:
        """Show members as the store has them."""
        self.beginResetModel()
        self._members = list(members)
        self._stored = {member.id: member for member in members if member.id is not None}
        self._told = {}
        self.endResetModel()

    def show_typed(self, members: Sequence[Member]) -> None:
        """Show members as they had been typed; those stored stay what they are compared with."""
        self.beginResetModel()
        self._members = list(members)
        self.endResetModel()
        self.edited.emit()

    def reveal(self, *, full: bool) -> None:
        """Show personal numbers in full, or in part."""
        self._revealed = full
        self._repaint()

    def name_rows(self, *, names: bool) -> None:
        """Let the head of a row say who it is instead of his number."""
        if names != self._names_at_head:
            self._names_at_head = names
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._members))

    def set_problems(self, problems: Mapping[tuple[int, str], str]) -> None:
        """Mark cells: (number of the member, field) to a sentence."""
        self._told = dict(problems)
        self._repaint()

    def problem(self, row: int, field: str) -> str:
        """Return what is wrong in a cell, "" for nothing."""
        if row >= len(self._members):
            return ""
        told = self._told.get((row, field), "")
        return told or cell_problem(self._members[row], field, self._today())

    def remove(self, rows: Sequence[int]) -> None:
        """Take members out of the household."""
        for row in sorted(set(rows), reverse=True):
            if row < len(self._members):
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._members[row]
                self.endRemoveRows()
        self._told = {}
        self.edited.emit()

    def change(self, row: int, member: Member) -> None:
        """Put another member in the place of one, e.g. with a date of leaving."""
        self._members[row] = member
        self._repaint()
        self.edited.emit()

    def hidden(self, index: Index) -> bool:
        """Tell whether a cell shows only part of its value."""
        if index.row() >= len(self._members):
            return False
        return self._is_hidden(self._members[index.row()], self.fields[index.column()])

    def value(self, index: Index) -> Value | None:
        """Return the value of a cell in full."""
        if index.row() >= len(self._members):
            return None
        return value_of(self._members[index.row()], self.fields[index.column()].name)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the members and the blank line."""
        if parent is not None and parent.isValid():
            return 0
        return len(self._members) + 1

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of fields."""
        return 0 if parent is not None and parent.isValid() else len(self.fields)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return whether a cell may be changed."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> object:
        """Return the words for the fields, and the members' numbers."""
        if role == _ROLE.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != _ROLE.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.fields[section].label
        if section >= len(self._members):
            return ""
        return self._members[section].name if self._names_at_head else str(section + 1)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row, field = index.row(), self.fields[index.column()]
        if row >= len(self._members):
            return self._blank_line(field, role)
        member = self._members[row]
        if role == _ROLE.DisplayRole:
            return self._text(member, field)
        if role == _ROLE.ToolTipRole:
            return self._tip(row, member, field)
        return self._look(row, member, field, role)

    def _look(self, row: int, member: Member, field: Field, role: int) -> object:
        """Return colours and type of a cell."""
        wrong = bool(self.problem(row, field.name))
        if role == PROBLEM_ROLE:
            return wrong
        if role == _ROLE.ForegroundRole and wrong:
            return QColor(COLOURS.amber)
        if role == _ROLE.ForegroundRole and member.until is not None:
            return QColor(COLOURS.ink_faint)
        if role == _ROLE.FontRole and member.is_head and field.name in (NAME, RELATION):
            font = QFont()
            font.setBold(True)
            return font
        return None

    def setData(self, index: Index, value: object, role: int = _ROLE.EditRole) -> bool:
        """Take what was typed; in the blank line it begins a new member."""
        if role != _ROLE.EditRole:
            return False
        field = self.fields[index.column()].name
        typed = value if isinstance(value, str | int | float | bool | date) else None
        new = index.row() >= len(self._members)
        if new and typed is None:
            return False
        member = BLANK if new else self._members[index.row()]
        changed = with_value(member, field, typed, self._today())
        if changed == member:
            return False
        if new:
            # The blank line becomes the member and another one comes below it; the other way
            # round the editor would go on in the new blank line.
            below = len(self._members) + 1
            self.beginInsertRows(QModelIndex(), below, below)
            self._members.append(changed)
            self.endInsertRows()
        else:
            self._members[index.row()] = changed
        self._told = {
            place: text for place, text in self._told.items() if place != (index.row(), field)
        }
        self._repaint()
        self.edited.emit()
        return True

    def _text(self, member: Member, field: Field) -> str:
        value = value_of(member, field.name)
        if field.name == RELATION:
            return str(value or "")
        hidden = self._is_hidden(member, field)
        if hidden and field.privacy is Privacy.SENSITIVE:
            return _HIDDEN if value else ""
        return shown(field, value, masked=hidden)

    def _tip(self, row: int, member: Member, field: Field) -> str | None:
        if problem := self.problem(row, field.name):
            return problem
        if member.until is not None and field.name == NAME:
            return f"{member.until.isoformat()} 迁出"
        return "点“显示”看完整内容" if self._is_hidden(member, field) else None

    def _is_hidden(self, member: Member, field: Field) -> bool:
        """Stored personal values are hidden until asked for; what was just typed is not."""
        if self._revealed or not is_masked(field) or member.id is None:
            return False
        stored = self._stored.get(member.id)
        value = value_of(member, field.name)
        return stored is not None and value is not None and value_of(stored, field.name) == value

    def _blank_line(self, field: Field, role: int) -> object:
        if field.name == NAME and role == _ROLE.DisplayRole:
            return _NEXT_HINT
        return QColor(COLOURS.accent) if role == _ROLE.ForegroundRole else None

    def _repaint(self) -> None:
        last = self.rowCount() - 1
        if last >= 0:
            self.dataChanged.emit(self.index(0, 0), self.index(last, len(self.fields) - 1))


def column_width(field: Field) -> int:
    """Return the width of a field's column in pixels at 100 %."""
    widths = {NAME: 92, RELATION: 92, "sex": 56, "birth": 104, "ethnicity": 72, "id_number": 176}
    if field.name in widths:
        return widths[field.name]
    return {FieldType.PHONE: 118, FieldType.CODE: 96, FieldType.INTEGER: 84}.get(field.type, 120)
