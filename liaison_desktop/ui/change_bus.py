"""One signal: what an operation touched, so that every page it concerns asks again."""

from PySide6.QtCore import QObject, Signal

from liaison_desktop.domain.changes import Changes


class ChangeBus(QObject):
    """Tells every page what was changed; lives on the window's thread."""

    changed = Signal(object)
    """``Changes`` of an operation that changed something."""

    def tell(self, changes: Changes) -> None:
        """Pass on what an operation touched; nothing touched is not told."""
        if changes.kinds:
            self.changed.emit(changes)
