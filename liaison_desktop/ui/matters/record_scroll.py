"""What is typed about a record scrolls as one, so that large text on a small screen fits."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from liaison_desktop.ui import theme
from liaison_desktop.ui.matters.fitted_form import FittedForm, bring_into_view


class RecordScroll(QScrollArea):
    """Parts above a form and the form; the field that has the keys is always in sight."""

    def __init__(self, *above: QWidget, form: FittedForm) -> None:
        """Put parts above a form.

        Args:
            above: What stands above it.
            form: The form; it grows to its fields.
        """
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # What stands around it keeps its room; the fields scroll.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(theme.metrics().px(80))
        sheet = QWidget()
        sheet.setProperty("role", "sheet")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (*above, form):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(sheet)
        form.arrived.connect(lambda field: bring_into_view(self, field))
