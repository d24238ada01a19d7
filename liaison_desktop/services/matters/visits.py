"""Visits (走访): lists, one visit, saving it, names that wait, days since the last one."""

from array import array
from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.date_words import day_words
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.matters.concern import ConcernDraft
from liaison_desktop.domain.matters.ledger_paper import LedgerPaper
from liaison_desktop.domain.matters.visit import (
    LastVisit,
    VisitDetail,
    VisitDraft,
    VisitFilter,
    VisitRow,
    WaitingName,
)
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.register.household import FieldProblem
from liaison_desktop.domain.system.operation import FieldChange
from liaison_desktop.models.batches import parts
from liaison_desktop.models.matters.visit import Visit
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.matters.record_values import stale
from liaison_desktop.services.matters.visit_concern import draft_of_concern
from liaison_desktop.services.matters.visit_names import settle_name, waiting_names
from liaison_desktop.services.matters.visit_papers import ledger_lines
from liaison_desktop.services.matters.visit_query import conditions, visit_ids
from liaison_desktop.services.matters.visit_rows import GONE, visit_detail, visit_rows
from liaison_desktop.services.matters.visit_saving import find_problems, save_visit
from liaison_desktop.services.register.contact_cards_rows import station_lines
from liaison_desktop.services.system.history import History

NEWEST_FIRST = Sort()


class Visits:
    """Everything the office does with visits one at a time."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def ids(self, wanted: VisitFilter, sort: Sort = NEWEST_FIRST) -> "array[int]":
        """Return the keys of all visits of a filter, in order.

        Args:
            wanted: The filter.
            sort: A key of ``visit_query.SORT_KEYS``; "" is newest first.

        Raises:
            UsageError: When there is no such column to sort by.
        """
        with self._context.store.reading() as session:
            return visit_ids(session, wanted, sort)

    def rows(self, ids: Sequence[int]) -> dict[int, VisitRow]:
        """Return the lines of some visits; those that are gone are absent."""
        with self._context.store.reading() as session:
            return visit_rows(session, ids)

    def count(self, wanted: VisitFilter) -> int:
        """Return how many visits a filter has."""
        if wanted.ids is not None:
            return len(self.ids(wanted))
        statement = select(func.count()).select_from(table("visit")).where(*conditions(wanted))
        with self._context.store.reading() as session:
            return session.scalar(statement) or 0

    def detail(self, visit_id: int) -> VisitDetail:
        """Return everything about a visit.

        Raises:
            RefusedError: When it is gone.
        """
        with self._context.store.reading() as session:
            return visit_detail(session, visit_id)

    def problems(self, draft: VisitDraft) -> tuple[FieldProblem, ...]:
        """Return what is wrong with what was typed; only some of it blocks saving."""
        with self._context.store.reading() as session:
            return tuple(find_problems(session, draft, self._context.today()))

    def save(self, draft: VisitDraft) -> tuple[int, Changes]:
        """Store a visit with its households and cadres as one operation.

        Whether it counts as 入户 follows from its way. A name nobody was found for is
        stored as typed and waits, see ``unresolved``.

        Returns:
            The key of the visit, and what changed.

        Raises:
            RefusedError: When a blocking problem stands; the message is the first.
            ConflictError: When somebody else saved it meanwhile; both values are told.
        """
        with self._context.store.operation("", self._context.actor) as operation:
            key = save_visit(operation, draft, self._context.today())
        return key, operation.changes

    def delete(self, visit_id: int, version: int) -> Changes:
        """Delete a visit entered by mistake; it can be brought back by undo.

        Raises:
            RefusedError: When it is gone, or a concern, diary or attachment came out of it.
            ConflictError: When somebody else saved it meanwhile.
        """
        with self._context.store.operation("删除走访", self._context.actor) as operation:
            visit = operation.session.get(Visit, visit_id)
            if visit is None:
                raise RefusedError(GONE)
            if visit.version != version:
                raise stale("这次走访", (), {}, {})
            _refuse_used(operation.session, visit_id)
            operation.sentence = f"删除走访：{visit.on:%Y-%m-%d}"
            for lines in ("visit_household", "visit_cadre"):
                line = table(lines)
                own = select(line.c.id).where(line.c.visit_id == visit_id)
                operation.bulk_delete(line, list(operation.session.scalars(own)))
            operation.bulk_delete(table("visit"), [visit_id])
        return operation.changes

    def history(self, visit_id: int) -> tuple[FieldChange, ...]:
        """Return what happened to a visit and its households and cadres, newest first."""
        history = History(self._context)
        found = list(history.of_record(Kind.VISIT, [visit_id]))
        for kind in (Kind.VISIT_HOUSEHOLD, Kind.VISIT_CADRE):
            line = table(kind.value).c
            with self._context.store.reading() as session:
                own = select(line.id).where(line.visit_id == visit_id)
                ids = list(session.scalars(own))
            found += history.of_record(kind, ids)
        return tuple(sorted(found, key=lambda change: change.at, reverse=True))

    def unresolved(self) -> tuple[WaitingName, ...]:
        """Return every household and cadre that waits to be found, newest visits first."""
        with self._context.store.reading() as session:
            return waiting_names(session)

    def resolve(self, visit_household_id: int, household_id: int) -> Changes:
        """Say which household a waiting name meant.

        Raises:
            RefusedError: When the line or the household is gone.
        """
        return self._settle("visit_household", visit_household_id, household_id)

    def resolve_cadre(self, visit_cadre_id: int, cadre_id: int) -> Changes:
        """Say which cadre a waiting name meant.

        Raises:
            RefusedError: When the line or the cadre is gone.
        """
        return self._settle("visit_cadre", visit_cadre_id, cadre_id)

    def _settle(self, lines: str, line_id: int, key: int) -> Changes:
        with self._context.store.operation("", self._context.actor) as operation:
            settle_name(operation, lines, line_id, key)
        return operation.changes

    def last_visits(self, household_ids: Iterable[int]) -> dict[int, LastVisit]:
        """Return for each household when it was last visited; telephone calls do not count.

        Args:
            household_ids: The households; each one is in the answer.
        """
        visit, line, today = table("visit"), table("visit_household"), self._context.today()
        wanted = list(dict.fromkeys(household_ids))
        statement = (
            select(line.c.household_id, func.max(visit.c.on))
            .join(visit, visit.c.id == line.c.visit_id)
            .where(visit.c.counted, visit.c.on <= today)
            .group_by(line.c.household_id)
        )
        last: dict[int, LastVisit] = {key: LastVisit(key, None, None) for key in wanted}
        with self._context.store.reading() as session:
            for part in parts(wanted):
                chosen = statement.where(line.c.household_id.in_(part))
                for key, on in session.execute(chosen):
                    last[key] = LastVisit(key, on, (today - on).days)
        return last

    def concern_draft(self, visit_id: int, question: str | None = None) -> ConcernDraft:
        """Return a concern made out of what was said at a visit, to be completed and saved.

        Args:
            visit_id: The visit.
            question: Name of a 六问 block (``terms.visit.SIX_QUESTIONS``); None for 反映的问题.

        Raises:
            RefusedError: When the visit is gone or nothing stands there.
        """
        with self._context.store.reading() as session:
            return draft_of_concern(session, visit_id, question)

    def ledger_pdf(self, wanted: VisitFilter, progress: Progress | None = None) -> bytes:
        """Return the visits of a filter as the printed 走访登记表, the oldest on top.

        Args:
            wanted: The filter; its days become the period on the paper.
            progress: Told while drawing; may cancel.

        Raises:
            RefusedError: When there is no visit.
        """
        # The list opens without the library that draws pages.
        from liaison_desktop.documents.visit_ledger import (  # noqa: PLC0415 - see above
            visit_ledger_pdf,
        )

        with self._context.store.reading() as session:
            lines = ledger_lines(session, visit_ids(session, wanted, Sort("on")))
            station = station_lines(session)["station"]
        if not lines:
            raise RefusedError("没有可打印的走访，请调整筛选条件。")
        first, last = wanted.since or lines[0].on, wanted.until or lines[-1].on
        period = f"{day_words(first)}至{day_words(last)}"
        around = LedgerPaper(station, period, self._context.today(), self._context.actor)
        return visit_ledger_pdf(lines, around, progress)


def _refuse_used(session: Session, visit_id: int) -> None:
    for name, words in (
        ("concern", "已转为民情事项"),
        ("diary", "已写入民情日记"),
        ("attachment", "有附件，请先移除附件"),
    ):
        own = table(name).c
        if session.scalar(select(own.id).where(own.visit_id == visit_id).limit(1)) is not None:
            raise RefusedError(f"这次走访{words}，不能删除。")
