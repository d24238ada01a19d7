"""What happened to records of one kind, column by column in the office's words."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import LABEL_OF_TABLE, Kind
from liaison_desktop.domain.shown import shown
from liaison_desktop.domain.system.operation import FieldChange
from liaison_desktop.domain.terms.field import Privacy
from liaison_desktop.domain.terms.record import FIELDS_OF_TABLE, SILENT_COLUMNS, word_of
from liaison_desktop.models.system.journal import Change, Operation
from liaison_desktop.models.system.recorder import CREATE, UPDATE
from liaison_desktop.models.tables import complete_metadata
from liaison_desktop.services.system.local_time import local_time
from liaison_desktop.services.system.record_names import record_names

_HIDDEN = "（已隐去）"
_NEW, _GONE = "新建", "删除"


def record_history(session: Session, kind: Kind, ids: Sequence[int]) -> tuple[FieldChange, ...]:
    """Return what happened to records of one kind, newest first; personal data masked."""
    statement = (
        select(Change, Operation)
        .join(Operation, Operation.id == Change.operation_id)
        .where(Change.kind == kind.value, Change.record_id.in_(ids))
        .order_by(Change.id.desc())
    )
    names = record_names(session, kind.value, ids)
    rows = [(change, operation) for change, operation in session.execute(statement)]
    referred = _referred_names(session, kind.value, [change for change, _ in rows])
    return tuple(
        FieldChange(
            local_time(operation.at),
            operation.actor,
            operation.sentence,
            names[change.record_id],
            *difference,
        )
        for change, operation in rows
        for difference in _differences(change, referred)
    )


def _referred_names(
    session: Session, kind: str, changes: Sequence[Change]
) -> dict[str, dict[int, str]]:
    """Return column to key to name for the columns that refer to other records."""
    found: dict[str, dict[int, str]] = {}
    for column in complete_metadata().tables[kind].c:
        for link in column.foreign_keys:
            pairs = [(change.values or {}).get(column.name) for change in changes]
            ids = {key for pair in pairs if isinstance(pair, list) for key in pair if key}
            found[column.name] = record_names(session, link.column.table.name, ids)
    return found


def _differences(
    change: Change, referred: Mapping[str, Mapping[int, str]]
) -> Iterator[tuple[str, str, str]]:
    """Yield label, old and new of each changed column."""
    if change.action != UPDATE:
        label = LABEL_OF_TABLE.get(change.kind, "")
        yield label, "", _NEW if change.action == CREATE else _GONE
        return
    fields = FIELDS_OF_TABLE[change.kind]
    for name, pair in (change.values or {}).items():
        field = fields.get(name)
        if field is None or name in SILENT_COLUMNS:
            continue
        if field.privacy is Privacy.SENSITIVE:
            old, new = (_HIDDEN if value else "" for value in pair)
        elif name in referred:
            old, new = (referred[name].get(value, "") for value in pair)
        else:
            old, new = (shown(field, word_of(change.kind, name, value)) for value in pair)
        yield field.label, old, new
