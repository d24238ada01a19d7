"""封账: what was reported of a period is kept as it was, and can be printed again unchanged."""

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import RowMapping, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.errors import ConflictError, InputRefusedError, RefusedError
from liaison_desktop.domain.figures.closing import Adjustment, ClosedPeriod, FrozenFigures
from liaison_desktop.domain.figures.indicator import FigureRecord
from liaison_desktop.domain.figures.period import Period, parse_period
from liaison_desktop.domain.figures.summary import SummaryState
from liaison_desktop.models.figures.summary import Summary
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures.adjustments import Adjusting, told_data
from liaison_desktop.services.figures.closing_lists import (
    frozen_records,
    kept_figures,
    kept_lists,
    keys_of,
)
from liaison_desktop.services.figures.figures import Figures
from liaison_desktop.services.figures.frozen import (
    canonical,
    closing_digest,
    closings,
    figure_of,
    file_digest,
    is_whole,
    newest_closing,
    packed,
    unpacked,
)
from liaison_desktop.services.figures.proofs import Proofs

_CLOSED, _PAPER = table("closed_period").c, table("closed_paper").c
_GONE = "没有找到这次封账，请刷新后再试。"
_STALE = "这份总结刚被其他人修改，要封存的文件还是旧的。请重新打开，核对后再封账。"
_LONGEST_NAME, _LONGEST_MEDIA = 120, 10


class Closings:
    """The closed periods of the station."""

    def __init__(self, context: Context, proofs: Proofs | None = None) -> None:
        """Make the service.

        Args:
            context: What services share.
            proofs: The checks, which know what they found in figures that are still the same.
        """
        self._context = context
        self._figures = Figures(context)
        self._proofs = proofs or Proofs(context)

    def close(
        self,
        summary_id: int | None,
        period: Period,
        papers: Mapping[str, bytes],
        *,
        version: int | None = None,
    ) -> tuple[int, Changes]:
        """Close what was reported of a period: figures, lists, text and files, in one step.

        Args:
            summary_id: The report; it can only be read afterwards. None closes the figures.
            period: The period; it may be closed again by a report that corrects the first.
            papers: File name to bytes of what was handed in.
            version: Of the summary the papers were made from; None trusts the caller.

        Raises:
            ConflictError: When someone else changed the summary after the papers were made.
            RefusedError: When the summary is closed already, is of another period, or has
                red findings nobody mended or signed for; when the period has not begun.
            InputRefusedError: When a file name cannot be used.
        """
        today = self._context.today()
        if period.first > today:
            raise RefusedError(f"{period.label}还没有开始，不能封账。")
        files = {name.strip(): content for name, content in papers.items()}
        _require_names(files)
        if summary_id is not None:
            self._proofs.require_mended(summary_id)
        told = self.adjustments_before(period)
        with self._context.store.operation("封账", self._context.actor) as operation:
            session = operation.session
            title, text = self._report(session, summary_id, period, version)
            operation.sentence = f"上报并封账：{title}"
            figures = kept_figures(self._figures, period)
            figures["told"] = told_data(session, told)
            listed = [one.key for one in map(figure_of, figures["whole"]) if one.records]
            kept = {
                "period": period.key,
                "title": title,
                "closed_on": today,
                "by": self._context.actor,
                "figures": figures,
                "lists": kept_lists(self._context, self._figures, period, listed),
                "text": text,
            }
            key = _store(operation, summary_id, kept, files)
        return key, operation.changes

    def rows(self) -> tuple[ClosedPeriod, ...]:
        """Return every closing, the newest first."""
        with self._context.store.reading() as session:
            found = session.execute(closings().order_by(_CLOSED.id.desc())).mappings().all()
            papers = _papers(session)
        issues: dict[str, int] = {}
        closed = []
        for row in reversed(found):
            issues[row["period"]] = issues.get(row["period"], 0) + 1
            closed.append(_closed(row, papers.get(row["id"], ()), issues[row["period"]]))
        return tuple(reversed(closed))

    def frozen(self, period: Period) -> FrozenFigures | None:
        """Return the figures as they were reported last, None for a period never closed."""
        with self._context.store.reading() as session:
            row = newest_closing(session, period.key)
            if row is None:
                return None
            papers = _papers(session).get(row["id"], ())
            issue = len(
                session.scalars(select(_CLOSED.id).where(_CLOSED.period == period.key)).all()
            )
        whole = json.loads(row["figures"])["whole"]
        return FrozenFigures(_closed(row, papers, issue), tuple(map(figure_of, whole)))

    def records(self, closing_id: int, key: str) -> tuple[FigureRecord, ...]:
        """Return the records behind a figure as they were reported.

        Args:
            closing_id: The closing.
            key: Indicator.

        Raises:
            RefusedError: When there is no such closing.
        """
        with self._context.store.reading() as session:
            kept = session.scalar(select(_CLOSED.lists).where(_CLOSED.id == closing_id))
            if kept is None:
                raise RefusedError(_GONE)
            lists = unpacked(kept)
            ids = keys_of(
                session, [(kind, public) for kind, public, _ in lists["lists"].get(key, ())]
            )
        return tuple(frozen_records(lists, key, ids).values())

    def adjustments(self, period: Period) -> tuple[Adjustment, ...]:
        """Return what changed in a period since it was closed; nothing for an open one."""
        return Adjusting(self._context).since_closing(period.key)

    def adjustments_before(self, period: Period) -> tuple[Adjustment, ...]:
        """Return what the report of a period must tell of those closed before it."""
        return Adjusting(self._context).before(period)

    def reprint(self, closing_id: int, name: str) -> bytes:
        """Return a file as it was handed in, byte for byte.

        Raises:
            RefusedError: When there is no such file, or it is no longer what was closed.
        """
        with self._context.store.reading() as session:
            row = session.execute(
                select(_PAPER.content, _PAPER.sha256).where(
                    _PAPER.closed_period_id == closing_id, _PAPER.name == name
                )
            ).first()
        if row is None:
            raise RefusedError(f"这次封账没有封存“{name}”。")
        if file_digest(row.content) != row.sha256:
            raise RefusedError(f"封存的“{name}”与封账时不一致，不能重印。请从备份中恢复。")
        return base64.b64decode(row.content)

    def verify(self, closing_id: int) -> bool:
        """Tell whether a closing still is what was closed.

        Raises:
            RefusedError: When there is no such closing.
        """
        with self._context.store.reading() as session:
            if session.scalar(select(_CLOSED.id).where(_CLOSED.id == closing_id)) is None:
                raise RefusedError(_GONE)
            return is_whole(session, closing_id)

    def _report(
        self, session: Session, summary_id: int | None, period: Period, version: int | None
    ) -> tuple[str, str]:
        """Return title and text of what is closed; the summary can only be read from now on."""
        if summary_id is None:
            return self._untitled(session, period), ""
        row = session.get(Summary, summary_id)
        if row is None:
            raise RefusedError("没有找到这份总结，可能已被删除，请刷新列表。")
        if row.state == SummaryState.CLOSED.value:
            raise RefusedError("这份总结已经上报封账，不能再次封账。需要更正的，请另起一份。")
        if parse_period(row.period) != period:
            raise RefusedError(f"这份总结不是{period.label}的，请核对期间。")
        if version is not None and row.version != version:
            raise ConflictError(_STALE, {})
        row.state = SummaryState.CLOSED.value
        return row.title, row.blocks

    def _untitled(self, session: Session, period: Period) -> str:
        earlier = session.scalars(select(_CLOSED.id).where(_CLOSED.period == period.key)).all()
        again = f"（第{len(earlier) + 1}次）" if earlier else ""
        return f"{period.label}统计数字{again}"


def _require_names(files: Mapping[str, bytes]) -> None:
    for name in files:
        media = name.rpartition(".")[2]
        if not name or len(name) > _LONGEST_NAME or len(media) > _LONGEST_MEDIA:
            raise InputRefusedError(f"封存文件的名称“{name}”不能用，请换一个短些、带扩展名的。")


def _store(
    operation: Operation,
    summary_id: int | None,
    kept: Mapping[str, Any],
    files: Mapping[str, bytes],
) -> int:
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    row = {
        **kept,
        "summary_id": summary_id,
        "figures": canonical(kept["figures"]),
        "lists": packed(kept["lists"]),
        "digest": closing_digest(kept, digests),
    }
    key = operation.bulk_insert(table("closed_period"), [row])[0]
    operation.bulk_insert(
        table("closed_paper"),
        [
            {
                "closed_period_id": key,
                "name": name,
                "media": name.rpartition(".")[2].lower(),
                "content": base64.b64encode(content).decode(),
                "sha256": digests[name],
            }
            for name, content in files.items()
        ],
    )
    return key


def _papers(session: Session) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    statement = select(_PAPER.closed_period_id, _PAPER.name).order_by(_PAPER.id)
    for key, name in session.execute(statement):
        found[key] = (*found.get(key, ()), name)
    return found


def _closed(row: RowMapping, papers: tuple[str, ...], issue: int) -> ClosedPeriod:
    return ClosedPeriod(
        id=row["id"],
        period=row["period"],
        title=row["title"],
        summary_id=row["summary_id"],
        closed_on=row["closed_on"],
        by=row["by"],
        digest=row["digest"],
        papers=papers,
        issue=issue,
    )
