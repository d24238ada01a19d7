"""How an editor stores its record: checked, stored, read again; two desks are reconciled."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.errors import ConflictError
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.register.household import FieldProblem
from liaison_desktop.ui.busy import when_ended
from liaison_desktop.ui.errors import ConflictDialog
from liaison_desktop.ui.page import DeskContext


class Keyed(Protocol):
    """What is to be saved."""

    @property
    def id(self) -> int | None:
        """Key of the record, None for a new one."""


DraftT = TypeVar("DraftT", bound=Keyed)
DetailT = TypeVar("DetailT")
DraftT_contra = TypeVar("DraftT_contra", contravariant=True)
DetailT_co = TypeVar("DetailT_co", covariant=True)


class Details(Protocol[DetailT_co]):
    """A service that knows records by key."""

    def detail(self, record_id: int, /) -> DetailT_co:
        """Return everything about a record."""


class Records(Details[DetailT_co], Protocol[DraftT_contra, DetailT_co]):
    """The service of the records an editor edits."""

    def problems(self, draft: DraftT_contra, /) -> tuple[FieldProblem, ...]:
        """Return what is wrong with what was typed."""

    def save(self, draft: DraftT_contra, /) -> tuple[int, Changes]:
        """Store it; the key of the record, and what changed.

        Raises:
            ConflictError: When another desk stored the record meanwhile.
        """


@dataclass(frozen=True)  # with slots, Saved[Detail](…) fails on Python 3.11
class Saved(Generic[DetailT]):
    """How saving went.

    Attributes:
        problems: What is wrong or doubtful.
        detail: The record as it stands in the store now, None when a problem kept it out.
        changes: What changed.
        new: Whether the record was not in the store before.
    """

    problems: tuple[FieldProblem, ...]
    detail: DetailT | None
    changes: Changes
    new: bool

    @property
    def told(self) -> dict[str, str]:
        """The problems by field."""
        return {problem.field: problem.message for problem in self.problems}


def checked_and_stored(
    records: Records[DraftT, DetailT], draft: DraftT
) -> Saved[DetailT] | ConflictError:
    """Store what was typed unless a problem keeps it out; runs on the write lane.

    Returns:
        How it went, or the conflict when another desk stored the record meanwhile.
    """
    problems, new = records.problems(draft), draft.id is None
    if any(problem.blocking for problem in problems):
        return Saved(problems, None, Changes(), new)
    try:
        key, changes = records.save(draft)
    except ConflictError as conflict:
        return conflict
    return Saved(problems, records.detail(key), changes, new)


class RecordSaver(QObject, Generic[DetailT]):
    """Works for one editor; whoever was slower chooses whose values stay."""

    def __init__(
        self,
        desk: DeskContext,
        editor: QWidget,
        *,
        save_over: Callable[[DetailT], None],
        take_theirs: Callable[[DetailT], None],
    ) -> None:
        """Make a saver.

        Args:
            desk: Where the store is.
            editor: Nothing is told to it once it is gone.
            save_over: Given what the other desk stored, saves what was typed over it.
            take_theirs: Given what the other desk stored, shows that.
        """
        super().__init__(editor)
        self._desk, self._editor = desk, editor
        self._save_over, self._take_theirs = save_over, take_theirs

    def store(
        self,
        records: Records[DraftT, DetailT],
        draft: DraftT,
        stored: Callable[[Saved[DetailT]], None],
        ended: Callable[[], None],
    ) -> None:
        """Check and store on the write lane; blocking problems keep the record out.

        Args:
            records: The service.
            draft: What was typed.
            stored: Told how it went, unless another desk was faster.
            ended: Called before that however it ends, e.g. to enable the button again.
        """

        def work(_progress: Progress) -> Saved[DetailT] | ConflictError:
            return checked_and_stored(records, draft)

        def done(saved: Saved[DetailT] | ConflictError) -> None:
            if not isinstance(saved, ConflictError):
                stored(saved)
            elif draft.id is not None:
                self.resolve(saved, records, draft.id)

        when_ended(self._desk.lanes.write(work, done, owner=self._editor), ended)

    def resolve(self, conflict: ConflictError, records: Details[DetailT], key: int) -> None:
        """Ask whose values of a record stay.

        Args:
            conflict: Why it could not be stored.
            records: The service.
            key: The record.
        """
        dialog = ConflictDialog(self._editor.window(), conflict)
        dialog.keep_mine.connect(lambda: self._ask(records, key, self._save_over))
        dialog.take_theirs.connect(lambda: self._ask(records, key, self._take_theirs))
        dialog.open()

    def take_newest(self, records: Details[DetailT], key: int) -> None:
        """Give up what was typed for what is stored now."""
        self._ask(records, key, self._take_theirs)

    def _ask(self, records: Details[DetailT], key: int, then: Callable[[DetailT], None]) -> None:
        self._desk.lanes.read(
            (id(self), "newest"), lambda: records.detail(key), then, owner=self._editor
        )
