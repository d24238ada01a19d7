"""Asks from which day and why a household is 注销."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from liaison_desktop.domain.register.household import HouseholdDetail
from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.ui.form import Form
from liaison_desktop.ui.message import MessageDialog, button
from liaison_desktop.ui.theme import metrics
from liaison_desktop.ui.tokens import Tone

_ON, _REASON = "on", "reason"
_FIELDS = (
    Field(_ON, "注销日期", FieldType.DATE),
    Field(_REASON, "原因"),
)


class CloseDialog(MessageDialog):
    """注销 can be undone, so the dialog only gathers the day and the reason."""

    confirmed = Signal(object, str)
    """The day and the reason."""

    def __init__(self, parent: QWidget, detail: HouseholdDetail, today: date) -> None:
        super().__init__(
            parent,
            f"注销 {detail.label}",
            "注销后这户不再计入户数和覆盖率，资料和记录都保留，随时可以恢复。",
            Tone.AMBER,
        )
        self.form = Form(_FIELDS, today=lambda: today)
        self.form.set_values({_ON: today, _REASON: "整户迁出"})
        self.form.setFixedHeight(metrics().px(124))
        self.add_content(self.form)
        self.add_button("取消")
        confirm = button("注销", variant="danger")
        confirm.clicked.connect(self._on_confirm)
        self.add_widget_button(confirm)
        self.confirm = confirm

    def _on_confirm(self) -> None:
        values = self.form.values()
        on = values.get(_ON)
        if not isinstance(on, date):
            self.form.set_problems({_ON: "请填写注销日期"})
            return
        self.confirmed.emit(on, str(values.get(_REASON, "")))
        self.accept()
