"""Which operations stand and which have been taken back, whatever was undone since."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.models.system.journal import Operation


def undone_operations(session: Session) -> Mapping[int, int]:
    """Return every operation that has been taken back, with the undo that did it.

    An undo that was itself taken back does nothing; one whose undo was taken back works
    again; and so on. An undo is always newer than what it undoes, so one pass from the
    newest to the oldest settles all of them.
    """
    undone: dict[int, int] = {}
    undos = select(Operation.id, Operation.undoes).where(Operation.undoes.is_not(None))
    for undo, target in session.execute(undos.order_by(Operation.id.desc())):
        if undo not in undone and target is not None:
            undone[target] = undo
    return undone
