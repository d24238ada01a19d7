"""Concerns (民情事项): lists, details, saving; their steps are in ``concern_steps``."""

from array import array
from collections.abc import Sequence
from datetime import date

from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.matters import concern_rules
from liaison_desktop.domain.matters.clock import deadline
from liaison_desktop.domain.matters.concern import (
    ConcernDetail,
    ConcernDraft,
    ConcernFilter,
    ConcernRow,
    Deadline,
)
from liaison_desktop.domain.register.household import FieldProblem
from liaison_desktop.domain.system.operation import FieldChange
from liaison_desktop.services.matters import concern_saving
from liaison_desktop.services.matters.concern_conversion import convert
from liaison_desktop.services.matters.concern_query import concern_ids
from liaison_desktop.services.matters.concern_rows import concern_detail, concern_rows
from liaison_desktop.services.matters.concern_steps import ConcernSteps
from liaison_desktop.services.matters.working_days import work_calendar
from liaison_desktop.services.system.history import History

ALL = ConcernFilter()
NEWEST = Sort()


class Concerns(ConcernSteps):
    """The concern ledger (民情台账) of the station."""

    def ids(self, wanted: ConcernFilter = ALL, sort: Sort = NEWEST) -> "array[int]":
        """Return the keys of concerns in the order asked for.

        Args:
            wanted: Which concerns.
            sort: "" is newest first; else one of ``concern_query.SORT_KEYS``.

        Raises:
            UsageError: When there is no such column to sort by.
        """
        with self._context.store.reading() as session:
            return concern_ids(session, wanted, sort, self._context.today())

    def count(self, wanted: ConcernFilter = ALL) -> int:
        """Return how many concerns a filter finds."""
        return len(self.ids(wanted))

    def rows(self, ids: Sequence[int]) -> dict[int, ConcernRow]:
        """Return list lines by key, in the order of the keys."""
        with self._context.store.reading() as session:
            return concern_rows(session, ids, self._context.today())

    def detail(self, concern_id: int) -> ConcernDetail:
        """Return everything about a concern.

        Raises:
            RefusedError: When it is gone.
        """
        with self._context.store.reading() as session:
            return concern_detail(session, concern_id, self._context.today())

    def problems(self, draft: ConcernDraft) -> tuple[FieldProblem, ...]:
        """Say what is wrong with a typed concern; ``member`` is always None."""
        with self._context.store.reading() as session:
            return tuple(concern_saving.problems(session, draft, self._context.today()))

    def save(self, draft: ConcernDraft) -> tuple[int, Changes]:
        """Write a new concern down, or correct one.

        A new one gets the next number of its year and waits to be taken in hand, or is
        counted as answered on the spot. What steps set (办结, 反馈, 销号 …) is not taken
        from the draft.

        Returns:
            Key of the concern and what was touched.

        Raises:
            InputRefusedError: When a blocking problem stands.
            ConflictError: When someone else saved it meanwhile; both values are given.
        """
        return concern_saving.save(self._context, draft)

    def history(self, concern_id: int) -> tuple[FieldChange, ...]:
        """Return every change of a concern, the newest first."""
        return History(self._context).of_record(Kind.CONCERN, [concern_id])

    def deadlines(self) -> tuple[Deadline, ...]:
        """Return the limits offered when a concern is written down."""
        return concern_rules.deadlines()

    def limit_for(self, received_on: date, offered: Deadline) -> date:
        """Return the day an offered limit ends on, by the office's working days."""
        with self._context.store.reading() as session:
            calendar = work_calendar(session)
        return deadline(received_on, concern_rules.limit_of(offered), calendar)

    def levels_above(self, concern_id: int) -> tuple[tuple[str, str], ...]:
        """Return code and label of the levels a concern may be passed up to (R94)."""
        labels = code_list("concern_level")
        level = str(self.detail(concern_id).values.get("level", ""))
        return tuple((c, labels.label_of(c)) for c in concern_rules.levels_above(level))

    def convert_to_dispute(self, concern_id: int, version: int) -> tuple[int, Changes]:
        """Make a dispute of a concern; from then on it is counted there alone (domain.md 2).

        Returns:
            Key of the dispute and what was touched.

        Raises:
            RefusedError: When its state does not allow it.
            ConflictError: When somebody else saved it meanwhile.
        """
        return convert(self._context, concern_id, version)
