"""统计归类: under which class of each report a category of disputes counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import AppError
from liaison_desktop.domain.matters.category import Scheme, classes, classification
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.services.office import Office
from liaison_desktop.ui import theme
from liaison_desktop.ui.code_edit import Choices
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad, rule
from liaison_desktop.ui.matters.concern_fields import WordChoices
from liaison_desktop.ui.matters.fitted_form import FittedForm
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.tokens import COLOURS

_LINE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class ReportingLine:
    """The classes of one category.

    Attributes:
        code: Four digits of GB/T 31000.
        label: The category in words.
        group: The class of the standard it belongs to.
        classes: Scheme to the class it is reported under.
        own: The schemes in which the office's own class stands.
    """

    code: str
    label: str
    group: str
    classes: Mapping[Scheme, str]
    own: frozenset[Scheme]


def _lines(office: Office) -> tuple[ReportingLine, ...]:
    """Return every category with its classes; runs on a lane."""
    table, categories = office.reporting_classes, code_list("dispute_category")
    rows = {scheme: table.rows(scheme) for scheme in Scheme}
    own = {scheme: table.overrides(scheme) for scheme in Scheme}
    return tuple(
        ReportingLine(
            code,
            label,
            categories.group_of(code),
            {scheme: rows[scheme][code] for scheme in Scheme},
            frozenset(scheme for scheme in Scheme if code in own[scheme]),
        )
        for code, label in categories.items
    )


def _choices(name: str) -> Choices:
    return WordChoices((one, one) for one in classes(Scheme(name)).names)


class ReportingCard(QFrame):
    """Enter in the list goes to the two classes of the category, Ctrl+S stores them."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("role", "card")
        self.tree = QTreeWidget()
        fields = [
            Field(scheme.value, classes(scheme).title, FieldType.CODE, codes=scheme.value)
            for scheme in Scheme
        ]
        self.form = FittedForm(fields, choices=_choices)
        self.words = label("", "field", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self.save_button = button("保存", variant="primary", icon_name="save", tip="保存（Ctrl+S）")
        self.shipped_button = button("恢复默认", icon_name="undo", tip="按程序自带的归类统计")
        self._current: ReportingLine | None = None
        self._lay_out()
        self.tree.currentItemChanged.connect(lambda _now, _before: self._on_chosen())
        self.tree.itemActivated.connect(
            lambda _item, _column: self.form.focus_field(Scheme.JUDICIAL.value)
        )
        self.form.changed.connect(self._update)
        self.form.completed.connect(self.save)
        self.save_button.clicked.connect(self.save)
        self.shipped_button.clicked.connect(self.restore)

    def refresh(self) -> None:
        """Ask for the table."""
        office = self._desk.office
        self._desk.lanes.read((id(self), "classes"), lambda: _lines(office), self._show, owner=self)

    def save(self) -> None:
        """Store the classes chosen."""
        line, values = self._current, self.form.values()
        if line is not None and self.form.dirty:
            wanted = {scheme: str(values.get(scheme.value, "")) for scheme in Scheme}
            shipped = {one: classification(line.code, one) for one in Scheme}
            self._store(
                {
                    one: "" if text == shipped[one] else text
                    for one, text in wanted.items()
                    if text != line.classes[one]
                }
            )

    def restore(self) -> None:
        """Count the category as the program ships it."""
        if self._current is not None:
            self._store(dict.fromkeys(self._current.own, ""))

    def _store(self, wanted: dict[Scheme, str]) -> None:
        line, table = self._current, self._desk.office.reporting_classes
        if line is None or not wanted:
            return

        def work(_progress: Progress) -> tuple[Changes, ...]:
            return tuple(table.save(scheme, line.code, text) for scheme, text in wanted.items())

        def done(changes: tuple[Changes, ...]) -> None:
            self.form.mark_stored()
            for one in changes:
                self._desk.done(one, f"已保存 {line.label} 的统计归类")

        self._desk.lanes.write(work, done, self._on_failed, owner=self)

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, AppError):
            raise error
        self.problem.setText(error.message)
        self.problem.show()

    def _show(self, lines: Sequence[ReportingLine]) -> None:
        code = self._current.code if self._current is not None else ""
        blocked = self.tree.blockSignals(True)
        self.tree.clear()
        for line in lines:
            item = _item(line)
            self.tree.addTopLevelItem(item)
            if line.code == code:
                self.tree.setCurrentItem(item)
        self.tree.blockSignals(blocked)
        first = self.tree.topLevelItem(0)
        if self.tree.currentItem() is None and first is not None:
            self.tree.setCurrentItem(first)
        elif not self.form.dirty:
            self._on_chosen()

    def _on_chosen(self) -> None:
        item = self.tree.currentItem()
        line = item.data(0, _LINE) if item is not None else None
        if not isinstance(line, ReportingLine):
            return
        self._current = line
        self.problem.hide()
        self.words.setText(f"{line.code} {line.label}（{line.group or line.label}）")
        self.form.set_values({scheme.value: line.classes[scheme] for scheme in Scheme})
        self._update()

    def _update(self) -> None:
        self.save_button.setEnabled(self.form.dirty)
        self.shipped_button.setEnabled(self._current is not None and bool(self._current.own))

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        titles = [classes(scheme).title for scheme in Scheme]
        self.tree.setColumnCount(4)
        self.tree.setHeaderLabels(["代码", "纠纷类别", *titles])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAlternatingRowColors(True)
        self.tree.setProperty("role", "bare")
        self.tree.setAccessibleName("统计归类")
        for column, width in enumerate((60, 170, 130, 150)):
            self.tree.setColumnWidth(column, sizes.px(width))
        self.tree.header().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        head = QVBoxLayout()
        pad(head, across=16, down=10)
        head.addWidget(label("统计归类", "section"))
        words = "台账按国标四位码登记，报表按这张表归类；改过的用颜色标出。"
        head.addWidget(label(words, "caption", wrap=True))
        self.problem.hide()
        above = QVBoxLayout()
        pad(above, across=16, down=8)
        above.addWidget(self.words)
        above.addWidget(self.problem)
        foot = line_of(self.shipped_button, STRETCH, self.save_button)
        pad(foot, across=16, down=8)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(1, 1, 1, 1)
        column_layout.setSpacing(0)
        column_layout.addLayout(head)
        column_layout.addWidget(self.tree, 1)
        column_layout.addWidget(rule())
        column_layout.addLayout(above)
        column_layout.addWidget(self.form)
        column_layout.addLayout(foot)
        self.setFocusProxy(self.tree)


def _item(line: ReportingLine) -> QTreeWidgetItem:
    item = QTreeWidgetItem([line.code, line.label, *(line.classes[one] for one in Scheme)])
    item.setData(0, _LINE, line)
    for column, scheme in enumerate(Scheme, start=2):
        if scheme in line.own:
            item.setForeground(column, QColor(COLOURS.accent))
            item.setToolTip(column, "本站自己定的归类")
    return item
