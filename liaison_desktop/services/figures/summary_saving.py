"""Saved summaries: list, one in full, saving, deleting; closed ones are read only."""

from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.errors import ConflictError, InputRefusedError, RefusedError
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.structures import skeleton
from liaison_desktop.domain.figures.summary import (
    SummaryDetail,
    SummaryRow,
    SummaryState,
    sound_blocks,
    sound_text,
)
from liaison_desktop.domain.figures.summary_json import blocks_from_json, blocks_to_json
from liaison_desktop.models.figures.summary import Summary
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.system.journal import Change
from liaison_desktop.models.system.journal import Operation as OperationRow
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context

_GONE = "没有找到这份总结，可能已被删除，请刷新列表。"
_STALE = "这份总结刚被其他人修改，请核对后再保存。"
_CLOSED = "这份总结已经上报封账，不能再改。需要更正的，另起一份，上期数会列出调整。"
_LONGEST_TITLE, _LONGEST_NAME = 200, 100


class SavedSummaries:
    """The summaries of the station."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def rows(self) -> tuple[SummaryRow, ...]:
        """Return the summaries, the newest period first."""
        with self._context.store.reading() as session:
            times = _times(session)
            found = session.scalars(select(Summary).order_by(Summary.id.desc())).all()
            rows = [_row(one, times.get(one.id, "")) for one in found]
        return tuple(sorted(rows, key=lambda row: parse_period(row.period).last, reverse=True))

    def detail(self, summary_id: int) -> SummaryDetail:
        """Return a summary in full.

        Raises:
            RefusedError: When it is no more.
            StoreError: When a newer program wrote it.
        """
        with self._context.store.reading() as session:
            row = session.get(Summary, summary_id)
            if row is None:
                raise RefusedError(_GONE)
            return _detail(row)

    def save(self, detail: SummaryDetail) -> tuple[int, Changes]:
        """Store a summary, new or changed.

        Returns:
            Its key, and what was touched.

        Raises:
            ConflictError: When someone else changed it meanwhile.
            RefusedError: When it is closed or no more.
            InputRefusedError: When it has no title or too long a one.
        """
        detail = replace(
            detail,
            blocks=sound_blocks(detail.blocks),
            organisation=sound_text(detail.organisation),
        )
        title = detail.title.strip()
        _require_names(title, detail.organisation)
        parse_period(detail.period)
        values = {
            "structure": skeleton(detail.structure).structure.key,
            "period": detail.period,
            "title": title,
            "organisation": detail.organisation.strip(),
            "signed_on": detail.signed_on,
            "blocks": blocks_to_json(detail.blocks),
        }
        sentence = f"{'修改' if detail.id else '起草'}总结《{title}》"
        with self._context.store.operation(sentence, self._context.actor) as operation:
            row = _loaded(operation, detail)
            for name, value in values.items():
                setattr(row, name, value)
            if detail.id is None:
                row.state = SummaryState.DRAFT.value
                operation.session.add(row)
            operation.session.flush()
            key = row.id
        return key, operation.changes

    def delete(self, summary_id: int, version: int) -> Changes:
        """Delete a summary that was not closed.

        Raises:
            ConflictError: When someone else changed it meanwhile.
            RefusedError: When it is closed or no more.
        """
        with self._context.store.operation("删除总结", self._context.actor) as operation:
            session = operation.session
            row = _open_row(session, summary_id)
            if row.version != version:
                raise ConflictError(_STALE, {})
            operation.sentence = f"删除总结《{row.title}》"
            signed = table("signed_finding")
            keys = session.scalars(select(signed.c.id).where(signed.c.summary_id == summary_id))
            operation.bulk_delete(signed, list(keys))
            session.delete(row)
        return operation.changes


def _require_names(title: str, organisation: str) -> None:
    if not title:
        raise InputRefusedError("总结还没有标题，请先写上标题。")
    if len(title) > _LONGEST_TITLE:
        raise InputRefusedError(f"标题太长，最多 {_LONGEST_TITLE} 字。")
    if len(organisation.strip()) > _LONGEST_NAME:
        raise InputRefusedError(f"署名太长，最多 {_LONGEST_NAME} 字。")


def _loaded(operation: Operation, detail: SummaryDetail) -> Summary:
    if detail.id is None:
        return Summary(public_id=operation.public_id())
    row = _open_row(operation.session, detail.id)
    if row.version != detail.version:
        raise ConflictError(_STALE, {"标题": (row.title, detail.title)})
    return row


def _open_row(session: Session, summary_id: int) -> Summary:
    row = session.get(Summary, summary_id)
    if row is None:
        raise RefusedError(_GONE)
    if row.state == SummaryState.CLOSED.value:
        raise RefusedError(_CLOSED)
    return row


def _times(session: Session) -> dict[int, str]:
    """Return when each summary was last changed, by the journal."""
    statement = (
        select(Change.record_id, func.max(OperationRow.at))
        .join(OperationRow, OperationRow.id == Change.operation_id)
        .where(Change.kind == Kind.SUMMARY.value)
        .group_by(Change.record_id)
    )
    return {key: str(at) for key, at in session.execute(statement)}


def _row(row: Summary, changed_at: str) -> SummaryRow:
    return SummaryRow(
        id=row.id,
        title=row.title,
        structure=row.structure,
        period=row.period,
        state=SummaryState(row.state),
        changed_at=changed_at,
    )


def _detail(row: Summary) -> SummaryDetail:
    return SummaryDetail(
        id=row.id,
        version=row.version,
        structure=row.structure,
        period=row.period,
        organisation=row.organisation,
        signed_on=row.signed_on,
        blocks=blocks_from_json(row.blocks),
        state=SummaryState(row.state),
    )
