"""A page of several views: segments above, one view in sight."""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from typing import ClassVar, TypeVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from liaison_desktop.ui import theme
from liaison_desktop.ui.layout_parts import STRETCH, line_of
from liaison_desktop.ui.page import DeskContext, Page
from liaison_desktop.ui.segments import Segments

View = TypeVar("View", bound=Page)


class ViewsPage(Page):
    """Each view is a page of its own, built when it is first shown, that asks for itself."""

    views: ClassVar[tuple[tuple[str, str, str], ...]]
    """Key, caption and keys of each view; the page opens with the first."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self._stale = False  # the views know when they are
        self.setProperty("role", "page")
        self.segments = Segments(self.views)
        self._stack = QStackedWidget()
        sizes = theme.metrics()
        line = line_of(self.segments, STRETCH)
        line.setContentsMargins(sizes.margin, sizes.px(12), sizes.margin, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self._stack, 1)
        self.segments.chosen.connect(self.show_view)
        self.bring(self.views[0][0])

    @abstractmethod
    def view_of(self, key: str) -> Page:
        """Return a view, built when it is first asked for."""

    def added(self, view: View) -> View:
        """Take a view that was just built."""
        self._stack.addWidget(view)
        return view

    def view(self) -> Page:
        """Return the view in sight."""
        return self.view_of(self.segments.current())

    def bring(self, key: str) -> Page:
        """Bring a view into sight; it asks the store if something changed."""
        self.segments.choose(key)
        shown = self.view_of(key)
        self._stack.setCurrentWidget(shown)
        self.setFocusProxy(shown)
        self.commands_changed.emit()
        return shown

    def show_view(self, key: str) -> None:
        """Bring a view into sight and give it the keys."""
        self.bring(key).setFocus()

    def refresh(self) -> None:
        """Ask the store for the view in sight."""
        self.view().refresh()

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do in the view in sight."""
        return {"new": self.begin_new, **self.view().commands()}

    def begin_new(self) -> None:
        """Begin a new record in the first view, whatever view is in sight."""
        self.show_view(self.views[0][0])
        self.view().commands()["new"]()

    def keep_draft(self) -> None:
        """Store what was typed but not saved in any view."""
        for place in range(self._stack.count()):
            built = self._stack.widget(place)
            if isinstance(built, Page):
                built.keep_draft()
