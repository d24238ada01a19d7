"""What was reported of closed periods (封账), read back as it was kept.

Figures, lists and text stand in ``closed_period`` as JSON; the lists, which may have a line a
resident, are packed. The digest is taken over the plain values, so that it says the same
whatever they are packed with.
"""

import base64
import binascii
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, Select, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.figures.indicator import Figure
from liaison_desktop.domain.figures.scope import Dimension, Scope
from liaison_desktop.models.tables import table

_CLOSED, _PAPER = table("closed_period").c, table("closed_paper").c
FIGURE_FIELDS = ("key", "label", "value", "unit", "numerator", "denominator", "records")
Data = Mapping[str, Any]


class ReportedFigures:
    """What was reported of a period when it was closed last, read once."""

    def __init__(self, session: Session, period: str) -> None:
        """Read it.

        Args:
            session: A session.
            period: Key of the period.
        """
        kept = session.scalar(_newest(period).with_only_columns(_CLOSED.figures))
        self._data = {} if kept is None else json.loads(kept)

    def figure(self, key: str, scope: Scope) -> Figure | None:
        """Return a figure as it was reported, None when it was not.

        The whole station and single villages are kept; whatever else a figure is limited to
        is computed from the ledgers.
        """
        parts = scope.parts
        if not self._data or len(parts) > 1:
            return None
        if parts and parts[0].dimension is not Dimension.VILLAGE:
            return None
        villages = self._data["villages"]
        figures = villages.get(parts[0].value, ()) if parts else self._data["whole"]
        return next((figure for figure in map(figure_of, figures) if figure.key == key), None)


def newest_closing(session: Session, period: str) -> RowMapping | None:
    """Return the row of the newest closing of a period, without its lists and text."""
    return session.execute(_newest(period)).mappings().first()


def _newest(period: str) -> Select[Any]:
    return closings().where(_CLOSED.period == period).order_by(_CLOSED.id.desc()).limit(1)


def closings() -> Select[Any]:
    """Select the closings without what is long in them."""
    return select(
        _CLOSED.id, _CLOSED.period, _CLOSED.title, _CLOSED.summary_id, _CLOSED.closed_on,
        _CLOSED.by, _CLOSED.digest, _CLOSED.figures,
    )  # fmt: skip


def figure_data(figure: Figure) -> list[Any]:
    """Return a figure as plain values."""
    return [getattr(figure, name) for name in FIGURE_FIELDS]


def figure_of(data: Sequence[Any]) -> Figure:
    """Return the figure ``figure_data`` wrote down."""
    return Figure(*data)


def packed(data: Data) -> str:
    """Return plain values as packed text."""
    return base64.b64encode(zlib.compress(canonical(data).encode(), 6)).decode()


def unpacked(text: str) -> Data:
    """Return the values ``packed`` wrote down.

    Raises:
        ValueError: When it is not whole.
    """
    try:
        data: Data = json.loads(zlib.decompress(base64.b64decode(text)))
    except (binascii.Error, zlib.error) as error:
        raise ValueError("packed lists are damaged") from error
    return data


def canonical(data: object) -> str:
    """Return values as the one JSON text they have."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def closing_digest(kept: Mapping[str, Any], papers: Mapping[str, str]) -> str:
    """Return the SHA-256 over all that was reported.

    Args:
        kept: ``period``, ``title``, ``closed_on``, ``by``, ``text`` and, as plain values,
            ``figures`` and ``lists``.
        papers: Name of each frozen file to its own SHA-256.
    """
    day = kept["closed_on"]
    whole = {
        "period": kept["period"],
        "title": kept["title"],
        "closed_on": day.isoformat() if isinstance(day, date) else day,
        "by": kept["by"],
        "figures": kept["figures"],
        "lists": kept["lists"],
        "text": kept["text"],
        "papers": dict(papers),
    }
    return hashlib.sha256(canonical(whole).encode()).hexdigest()


def is_whole(session: Session, closing_id: int) -> bool:
    """Tell whether a closing still is what was closed: figures, lists, text and every file."""
    row = (
        session.execute(select(table("closed_period")).where(_CLOSED.id == closing_id))
        .mappings()
        .one()
    )
    papers = {}
    for name, content, sha256 in session.execute(
        select(_PAPER.name, _PAPER.content, _PAPER.sha256).where(
            _PAPER.closed_period_id == closing_id
        )
    ):
        if file_digest(content) != sha256:
            return False
        papers[name] = sha256
    try:
        told = {**row, "figures": json.loads(row["figures"]), "lists": unpacked(row["lists"])}
    except ValueError:
        return False
    return bool(closing_digest(told, papers) == row["digest"])


def file_digest(content: str) -> str:
    """Return the SHA-256 of a file kept in base 64, "" when it cannot be read."""
    try:
        return hashlib.sha256(base64.b64decode(content, validate=True)).hexdigest()
    except binascii.Error:
        return ""


def closing_problems(session: Session) -> Iterator[str]:
    """Yield a sentence for every closing that is no longer what was closed."""
    for key, title in session.execute(select(_CLOSED.id, _CLOSED.title).order_by(_CLOSED.id)):
        if not is_whole(session, key):
            yield f"“{title}”的封账内容与封账时不一致，可能被程序以外的手段改动过。"
