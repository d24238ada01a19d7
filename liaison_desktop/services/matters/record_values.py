"""Values of a ledger's record: as typed, as stored, and where two versions differ."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import ConflictError, InputRefusedError, RefusedError
from liaison_desktop.domain.matters.clock import Pause
from liaison_desktop.domain.register.household import FieldProblem
from liaison_desktop.domain.register.roster import Value
from liaison_desktop.domain.shown import shown
from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.models.column_limits import column_limits
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.tables import table

# Whole numbers every engine holds, and figures nobody means.
_LARGEST = {FieldType.INTEGER: 2**31 - 1, FieldType.NUMBER: 1e11}
_TEXTS = (FieldType.TEXT, FieldType.LONG_TEXT, FieldType.PHONE)


def typed_values(fields: Iterable[Field], values: Mapping[str, Value]) -> dict[str, Any]:
    """Return what was typed as columns hold it: trimmed, words as codes, blank as None.

    Args:
        fields: All fields of the record; one that ``values`` lacks is blank.
        values: Field name to what was typed.
    """
    found: dict[str, Any] = {}
    for field in fields:
        value = values.get(field.name)
        if isinstance(value, str):
            value = value.strip()
            if value and field.type is FieldType.CODE:
                value = code_list(field.codes).value_of(value)
        found[field.name] = None if value == "" else value
    return found


def update_by_columns(
    operation: Operation, name: str, changes: Iterable[tuple[int, Mapping[str, Any]]]
) -> None:
    """Set columns of many rows of a table, each its own ones, in a batch for each set of them.

    Args:
        operation: The running operation.
        name: A journaled table.
        changes: Key of a row and its columns.
    """
    batches: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for key, values in changes:
        if values:
            batches[tuple(sorted(values))].append({"id": key, **values})
    for rows in batches.values():
        operation.bulk_update(table(name), rows)


def stored_values(fields: Iterable[Field], record: object) -> dict[str, Any]:
    """Return the fields of a stored record that are not blank."""
    found = {field.name: getattr(record, field.name) for field in fields}
    return {name: value for name, value in found.items() if value not in (None, "")}


def too_long(
    table_name: str, fields: Iterable[Field], values: Mapping[str, Value]
) -> Iterator[FieldProblem]:
    """Say which texts and figures do not fit their columns; saving would lose their end."""
    limits = column_limits(table_name)
    for field in fields:
        limit, value = limits.get(field.name), values.get(field.name)
        if isinstance(value, int | float) and abs(value) > _LARGEST.get(field.type, value):
            message = f"{field.label}的数字太大，请核对。"
            yield FieldProblem(None, field.name, message, blocking=True)
        if limit and isinstance(value, str) and len(value.strip()) > limit:
            message = f"{field.label}最多 {limit} 个字，请写短一些。"
            yield FieldProblem(None, field.name, message, blocking=True)


def require_no_blocking(problems: Iterable[FieldProblem]) -> None:
    """Refuse what must not be stored.

    Raises:
        RefusedError: With the first blocking problem.
    """
    for problem in problems:
        if problem.blocking:
            raise RefusedError(problem.message)


def refuse_overlap(pauses: Iterable[Pause], since: date) -> None:
    """Refuse a pause that begins before the last one ended: no day stands still twice.

    Raises:
        InputRefusedError: When it does.
    """
    ended = max((pause.until for pause in pauses if pause.until is not None), default=since)
    if since < ended:
        raise InputRefusedError(
            f"上次暂停计时到 {ended.isoformat()} 才结束，请填写这一天或以后的日期。"
        )


def stale(
    label: str, fields: Iterable[Field], theirs: Mapping[str, Any], mine: Mapping[str, Any]
) -> ConflictError:
    """Return the error of a stale save, with both values of each field that differs.

    Args:
        label: What was saved by somebody else, e.g. 这次走访.
        fields: Fields to compare.
        theirs: As stored now.
        mine: As typed.
    """
    both: dict[str, tuple[str, str]] = {}
    for field in fields:
        old = shown(field, theirs.get(field.name), masked=False)
        new = shown(field, mine.get(field.name), masked=False)
        if old != new:
            both[field.label] = (old, new)
    return ConflictError(f"{label}刚被其他人修改，请核对后再保存。", both)
