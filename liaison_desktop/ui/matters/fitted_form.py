"""A form as high as its fields, inside a page that scrolls as a whole."""

from collections.abc import Callable, Collection, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QScrollArea, QSizePolicy, QWidget
from shiboken6 import isValid

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.terms.field import Field
from liaison_desktop.ui import theme
from liaison_desktop.ui.code_edit import Choices
from liaison_desktop.ui.form import Form

# At once, and again when what was shown or hidden above the field has settled.
_WAITS_MS = (0, 60)


class FittedForm(Form):
    """It never scrolls itself; whoever holds it is told which field has the keys."""

    arrived = Signal(object)
    """A field got the keys: its widget."""

    def __init__(
        self,
        fields: Sequence[Field],
        *,
        choices: Callable[[str], Choices] = code_list,
        today: Callable[[], date] = date.today,
        wide: Collection[str] = (),
        two_columns_from: int = 640,
    ) -> None:
        """Build an empty form; see ``Form``."""
        super().__init__(
            fields, choices=choices, today=today, wide=wide, two_columns_from=two_columns_from
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from field to field
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        sheet = self.widget()
        if sheet is not None:
            sheet.installEventFilter(self)
        for box in self.findChildren(QComboBox):
            # As wide as there is room, not as its longest item.
            box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(4)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the size of the fields."""
        sheet = self.widget()
        return super().sizeHint() if sheet is None else sheet.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the height of the fields; the width may shrink."""
        return QSize(0, self.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow and shrink with the fields; tell where the keys are."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        elif event.type() == QEvent.Type.FocusIn and watched.property("fieldName"):
            self.arrived.emit(watched)
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        height = self.sizeHint().height()
        if height != self.maximumHeight():
            self.setFixedHeight(height)


def bring_into_view(scroll: QScrollArea, widget: object) -> None:
    """Scroll to a field that got the keys, with its label and its problem.

    Args:
        scroll: What the form lies in.
        widget: The widget that has the keys, as ``arrived`` tells it.
    """
    if isinstance(widget, QWidget):
        for wait in _WAITS_MS:
            QTimer.singleShot(wait, scroll, lambda: _bring(scroll, widget))


def _bring(scroll: QScrollArea, widget: QWidget) -> None:
    inside = scroll.widget()
    layout = inside.layout() if inside is not None else None
    if not isValid(widget) or not widget.hasFocus() or layout is None:
        return
    layout.activate()  # fields may just have been shown or hidden above it
    cell = widget.parentWidget() or widget
    scroll.ensureWidgetVisible(cell, 0, theme.metrics().px(30))
