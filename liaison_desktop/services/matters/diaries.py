"""Diaries (民情日记): lists, saving, the review that locks them, the booklet (domain.md 4.4)."""

from array import array
from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.matters.diary import (
    BookletContent,
    DiaryDetail,
    DiaryDraft,
    DiaryFilter,
    DiaryReview,
    DiaryRow,
)
from liaison_desktop.domain.progress import Progress, Silence
from liaison_desktop.domain.register.household import FieldProblem
from liaison_desktop.domain.system.operation import FieldChange
from liaison_desktop.domain.terms.visit import DIARY_FIELD_OF, DIARY_FIELDS, REVIEW_FIELDS
from liaison_desktop.models.cadres.cadre import Cadre
from liaison_desktop.models.matters.visit import Diary, Visit
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.matters.diary_query import (
    conditions,
    diary_detail,
    diary_details,
    diary_ids,
    diary_rows,
    find_problems,
)
from liaison_desktop.services.matters.record_values import (
    require_no_blocking,
    stale,
    stored_values,
    typed_values,
)
from liaison_desktop.services.matters.visit_rows import visit_detail
from liaison_desktop.services.system.history import History

NEWEST_FIRST = Sort()
_LOCKED = "这篇日记已经点评，不能再改。确需修改，请先撤回点评。"
_GONE = "没有找到这篇日记，可能已被删除或撤销。请刷新列表。"
_OWN_FIELDS = tuple(field for field in DIARY_FIELDS if field.name not in REVIEW_FIELDS)


class Diaries:
    """The diaries of the station's cadres."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def ids(self, wanted: DiaryFilter, sort: Sort = NEWEST_FIRST) -> "array[int]":
        """Return the keys of all diaries of a filter, in order.

        Args:
            wanted: The filter.
            sort: A key of ``diary_query.SORT_KEYS``; "" is newest first.

        Raises:
            UsageError: When there is no such column to sort by.
        """
        with self._context.store.reading() as session:
            return diary_ids(session, wanted, sort)

    def rows(self, ids: Sequence[int]) -> dict[int, DiaryRow]:
        """Return the lines of some diaries; those that are gone are absent."""
        with self._context.store.reading() as session:
            return diary_rows(session, ids)

    def count(self, wanted: DiaryFilter) -> int:
        """Return how many diaries a filter has."""
        statement = select(func.count()).select_from(table("diary")).where(*conditions(wanted))
        with self._context.store.reading() as session:
            return session.scalar(statement) or 0

    def detail(self, diary_id: int) -> DiaryDetail:
        """Return everything about a diary.

        Raises:
            RefusedError: When it is gone.
        """
        with self._context.store.reading() as session:
            return diary_detail(session, diary_id)

    def problems(self, draft: DiaryDraft) -> tuple[FieldProblem, ...]:
        """Return what is wrong with what was typed; only some of it blocks saving."""
        with self._context.store.reading() as session:
            return tuple(find_problems(session, draft, self._context.today()))

    def draft_of_visit(self, visit_id: int, cadre_id: int) -> DiaryDraft:
        """Return a diary that begins with what a visit knows, to be written on.

        Raises:
            RefusedError: When the visit is gone.
        """
        with self._context.store.reading() as session:
            visit = visit_detail(session, visit_id)
        said, answered = (str(visit.values.get(name, "")) for name in ("said", "answered"))
        values = {
            "on": visit.values["on"],
            "time": "至".join(
                str(visit.values[name]) for name in ("start_time", "end_time")
                if name in visit.values
            ),
            "place": visit.values.get("place", "") or visit.village,
            "visited": "、".join(one.name.rpartition(" ")[2] for one in visit.households),
            "people": "、".join(one.name for one in visit.cadres),
            "recorder": visit.values.get("recorder", ""),
            "content": "\n".join(text for text in (said, answered) if text),
        }  # fmt: skip
        known = {name: value for name, value in values.items() if value != ""}
        return DiaryDraft(None, 0, cadre_id, visit_id, known)

    def save(self, draft: DiaryDraft) -> tuple[int, Changes]:
        """Store a diary; what was typed into the fields of its review is not taken.

        Returns:
            The key of the diary, and what changed.

        Raises:
            RefusedError: When a blocking problem stands, or it was reviewed.
            ConflictError: When somebody else saved it meanwhile; both values are told.
        """
        with self._context.store.operation("", self._context.actor) as operation:
            session = operation.session
            require_no_blocking(find_problems(session, draft, self._context.today()))
            values = typed_values(_OWN_FIELDS, draft.values)
            if draft.id is None:
                diary = Diary(public_id=operation.public_id())
                session.add(diary)
            else:
                diary = _open(session, draft.id)
                if diary.version != draft.version:
                    theirs = stored_values(_OWN_FIELDS, diary)
                    raise stale("这篇日记", _OWN_FIELDS, theirs, values)
            for name, value in values.items():
                setattr(diary, name, value)
            diary.cadre_id = draft.cadre_id
            diary.visit_id = draft.visit_id if _exists(session, draft.visit_id) else None
            session.flush()
            _write_sentence(operation, diary, "写民情日记" if draft.id is None else "修改民情日记")
            key = diary.id
        return key, operation.changes

    def delete(self, diary_id: int, version: int) -> Changes:
        """Delete a diary entered by mistake.

        Raises:
            RefusedError: When it is gone, or was reviewed.
            ConflictError: When somebody else saved it meanwhile.
        """
        with self._context.store.operation("", self._context.actor) as operation:
            diary = _open(operation.session, diary_id)
            if diary.version != version:
                raise stale("这篇日记", (), {}, {})
            _write_sentence(operation, diary, "删除民情日记")
            operation.bulk_delete(table("diary"), [diary_id])
        return operation.changes

    def review(self, diary_id: int, version: int, given: DiaryReview) -> Changes:
        """Store the review of a diary, which locks it; a second review replaces the first.

        Args:
            diary_id: The diary.
            version: The row version the reviewer had read.
            given: The review.

        Raises:
            RefusedError: When it is gone, or reviewer, text or day is missing or too early.
            ConflictError: When somebody else saved it meanwhile.
        """
        day = given.on or self._context.today()
        typed = {
            "reviewer": given.reviewer.strip(),
            "review": given.text.strip() or None,
            "review_grade": given.grade.strip() or None,
            "reviewed_on": day,
        }
        if not typed["reviewer"]:
            raise RefusedError("请填写点评人。")
        if not (typed["review"] or typed["review_grade"]):
            raise RefusedError("请填写点评内容或评定等级。")
        with self._context.store.operation("", self._context.actor) as operation:
            diary = _found(operation.session, diary_id, version)
            if day < diary.on:
                raise RefusedError("点评日期早于日记日期，请核对。")
            for name, value in typed.items():
                setattr(diary, name, value)
            _write_sentence(operation, diary, "点评民情日记")
        return operation.changes

    def withdraw_review(self, diary_id: int, version: int) -> Changes:
        """Take a review back, so that the diary can be changed again.

        Raises:
            RefusedError: When it is gone.
            ConflictError: When somebody else saved it meanwhile.
        """
        with self._context.store.operation("", self._context.actor) as operation:
            diary = _found(operation.session, diary_id, version)
            for name in REVIEW_FIELDS:
                setattr(diary, name, None)
            _write_sentence(operation, diary, "撤回日记点评")
        return operation.changes

    def history(self, diary_id: int) -> tuple[FieldChange, ...]:
        """Return what happened to a diary, newest first."""
        return History(self._context).of_record(Kind.DIARY, [diary_id])

    def booklet(self, cadre_id: int, year: int) -> BookletContent:
        """Return the diaries of a cadre's year as a booklet, in the order of their days.

        Raises:
            RefusedError: When he wrote none.
        """
        whole_year = DiaryFilter(date(year, 1, 1), date(year, 12, 31), cadre_id)
        with self._context.store.reading() as session:
            diaries = diary_details(session, diary_ids(session, whole_year, Sort("on")))
        if not diaries:
            raise RefusedError(f"这名干部 {year} 年没有民情日记。")
        return BookletContent(diaries[0].unit, diaries[0].cadre, year, diaries)

    def pdf(
        self,
        cadre_id: int,
        year: int,
        progress: Progress | None = None,
        *,
        imposed: bool = False,
    ) -> bytes:
        """Return the A5 booklet of a cadre's year.

        Args:
            cadre_id: The cadre.
            year: The year.
            progress: Told after every diary; may cancel.
            imposed: Two pages on A4, to be printed on both sides, folded and stapled.

        Raises:
            RefusedError: When he wrote none.
        """
        content = self.booklet(cadre_id, year)
        # The list opens without the library that draws pages.
        from liaison_desktop.documents.diary_booklet import (  # noqa: PLC0415 - see above
            diary_booklet_pdf,
        )

        return diary_booklet_pdf(content, progress or Silence(), imposed=imposed)


def _found(session: Session, diary_id: int, version: int) -> Diary:
    diary = session.get(Diary, diary_id)
    if diary is None:
        raise RefusedError(_GONE)
    if diary.version != version:
        raise stale("这篇日记", (), {}, {})
    return diary


def _open(session: Session, diary_id: int) -> Diary:
    """Load a diary that is not locked."""
    diary = session.get(Diary, diary_id)
    if diary is None:
        raise RefusedError(_GONE)
    if getattr(diary, DIARY_FIELD_OF["reviewed_on"].name) is not None:
        raise RefusedError(_LOCKED)
    return diary


def _exists(session: Session, visit_id: int | None) -> bool:
    return visit_id is not None and session.get(Visit, visit_id) is not None


def _write_sentence(operation: Operation, diary: Diary, done: str) -> None:
    cadre = operation.session.get_one(Cadre, diary.cadre_id)
    operation.sentence = f"{done}：{cadre.name} {diary.on:%Y-%m-%d}"
