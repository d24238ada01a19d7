"""Unfinished forms, kept in the store within two seconds of typing (DESIGN 4, Drafts)."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from liaison_desktop.domain.progress import Progress
from liaison_desktop.services.system.drafts import Draft
from liaison_desktop.ui.page import DeskContext

KEPT_AFTER_MS = 1500


class DraftKeeper(QObject):
    """Keeps what is typed into one form; the page says which record the form shows."""

    found = Signal(object)
    """A ``Draft`` of the record shown was kept earlier."""

    def __init__(
        self,
        desk: DeskContext,
        form: str,
        values: Callable[[], Mapping[str, Any]],
        parent: QObject,
    ) -> None:
        """Make a keeper.

        Args:
            desk: Where the store is.
            form: Under which drafts are kept, e.g. ``cadre``.
            values: Returns what stands in the form now.
            parent: The form's page.
        """
        super().__init__(parent)
        self._desk, self._form, self._values = desk, form, values
        self._record: str | None = None
        self._discarded: str | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(KEPT_AFTER_MS)
        self._soon.timeout.connect(self.keep_now)

    def follow(self, record: int | None) -> None:
        """Look after another record, None for a new one, and look for a draft of it."""
        self.keep_pending()
        self._record = key = "" if record is None else str(record)
        drafts = self._desk.office.drafts

        def answered(draft: Draft | None) -> None:
            # One just thrown away may be found before it is gone: the lanes do not wait.
            if draft is not None and self._record == key != self._discarded:
                self.found.emit(draft)

        self._desk.lanes.read(
            (id(self), "draft"), lambda: drafts.find(self._form, key), answered, owner=self
        )

    def typed(self) -> None:
        """Keep the form soon; every key starts the wait only if none runs."""
        if not self._soon.isActive():
            self._soon.start()

    def keep_pending(self) -> None:
        """Keep at once what waits to be kept, e.g. before another record is shown."""
        if self._soon.isActive():
            self.keep_now()

    def keep_now(self) -> None:
        """Keep the form as it stands."""
        self._soon.stop()
        if self._record is None:
            return
        record, values, drafts = self._record, dict(self._values()), self._desk.office.drafts
        self._discarded = None

        def keep(_progress: Progress) -> None:
            drafts.keep(self._form, record, values)

        self._desk.lanes.write(keep, owner=self)

    def discard(self) -> None:
        """Throw the draft of the record away: it was saved or given up."""
        self._soon.stop()
        if self._record is None:
            return
        record, drafts = self._record, self._desk.office.drafts
        self._discarded = record

        def drop(_progress: Progress) -> None:
            drafts.discard(self._form, record)

        self._desk.lanes.write(drop, owner=self)
