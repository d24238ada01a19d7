"""Whether an operation stands or has been taken back."""

from typing import Any

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import aliased

from liaison_desktop.models.system.journal import Operation


def standing_undo(operation_id: Any) -> ColumnElement[bool]:  # noqa: ANN401 - an SQL expression
    """Return the condition that an undo of an operation exists and was not itself undone.

    Args:
        operation_id: The column that names the operation.
    """
    undo, undo_of_undo = aliased(Operation), aliased(Operation)
    return exists().where(
        undo.undoes == operation_id, ~exists().where(undo_of_undo.undoes == undo.id)
    )
