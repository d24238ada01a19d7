"""Mappings of forms in the store: cells as JSON, the blank workbook beside them."""

import base64
import json
from typing import Any

from sqlalchemy import RowMapping, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.figures.form_mapping import Filling, FormMapping, MappedCell
from liaison_desktop.models.tables import table
from liaison_desktop.services.figures.questions import question_data, question_of

_FORM = table("form_mapping")
GONE = "没有找到这个填表方案，可能已被删除或撤销。请刷新列表。"


def mappings(session: Session) -> tuple[FormMapping, ...]:
    """Return every mapping by name."""
    rows = session.execute(select(_FORM).order_by(_FORM.c.name, _FORM.c.id)).mappings()
    return tuple(map(_mapping, rows))


def mapping_of(session: Session, fingerprint: str) -> FormMapping | None:
    """Return the mapping of a form by its fingerprint."""
    statement = select(_FORM).where(_FORM.c.fingerprint == fingerprint)
    row = session.execute(statement).mappings().first()
    return None if row is None else _mapping(row)


def stored(session: Session, mapping_id: int) -> tuple[FormMapping, bytes]:
    """Return a mapping and its blank workbook.

    Raises:
        RefusedError: When it is gone.
    """
    row = session.execute(select(_FORM).where(_FORM.c.id == mapping_id)).mappings().first()
    if row is None:
        raise RefusedError(GONE)
    return _mapping(row), base64.b64decode(row["blank"])


def cells_to_json(cells: tuple[MappedCell, ...]) -> str:
    """Return mapped cells as they are kept."""
    return json.dumps([_data(one) for one in cells], ensure_ascii=False)


def blank_text(content: bytes) -> str:
    """Return a workbook as text."""
    return base64.b64encode(content).decode("ascii")


def _mapping(row: RowMapping) -> FormMapping:
    return FormMapping(
        row["id"],
        row["version"],
        row["name"],
        row["to_whom"],
        row["fingerprint"],
        tuple(_cell(one) for one in json.loads(row["cells"])),
    )


def _data(one: MappedCell) -> dict[str, Any]:
    return {
        "sheet": one.sheet,
        "cell": one.cell,
        "label": one.label,
        "filling": one.filling.value,
        "question": None if one.question is None else question_data(one.question),
        "field": one.field,
        "style": one.style,
        "aspect": one.aspect,
    }


def _cell(data: dict[str, Any]) -> MappedCell:
    question = data["question"]
    return MappedCell(
        data["sheet"],
        data["cell"],
        data["label"],
        Filling(data["filling"]),
        None if question is None else question_of(question),
        data["field"],
        data["style"],
        data["aspect"],
    )
