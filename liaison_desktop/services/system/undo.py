"""Undo: take an operation back; itself an operation that can be taken back."""

from collections.abc import Sequence
from contextlib import closing

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.system.operation import UndoReport
from liaison_desktop.models.system.journal import Change, Desk
from liaison_desktop.models.system.journal import Operation as OperationRow
from liaison_desktop.services.context import Context
from liaison_desktop.services.system.standing import undone_operations
from liaison_desktop.services.system.undo_rules import UNDO_RULES
from liaison_desktop.services.system.undo_work import UndoWork


class Undo:
    """Takes operations back."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def next_sentence(self) -> str | None:
        """Return the sentence of the operation Ctrl+Z would take back, None if none."""
        with self._context.store.reading() as session:
            row = self._newest_own(session)
            return None if row is None else row.sentence

    def take_back(self, number: int | None = None, *, own: bool = False) -> UndoReport:
        """Take an operation back.

        It restores previous values and brings deleted rows back; removes what the
        operation created, except what was edited or referred to since, which it keeps
        and names. Numbers are never freed: cards are voided.

        Args:
            number: The operation; an undo is taken back by bringing its work back. None
                for the newest that is neither undone nor itself an undo.
            own: Without a number, only operations of the person at this desk.

        Raises:
            RefusedError: Nothing to take back; already taken back; a rule forbids it.
        """
        with self._context.store.operation("撤销", self._context.actor) as operation:
            session = operation.session
            target = self._target(session, number, own=own)
            changes = list(
                session.scalars(
                    select(Change).where(Change.operation_id == target.id).order_by(Change.id)
                )
            )
            _refuse(session, changes)
            operation.sentence = _sentence(session, target)
            operation.undoes = target.id
            work = UndoWork(operation, target.id, changes, self._context.today())
            work.run()
        return UndoReport(
            undone=target.id,
            restored=work.restored,
            removed=work.removed,
            kept=tuple(work.kept),
            changes=operation.changes,
            sentence=operation.sentence,
        )

    def _target(self, session: Session, number: int | None, *, own: bool) -> OperationRow:
        if number is None:
            row = self._newest_own(session) if own else _newest(session)
            if row is None:
                raise RefusedError("没有可以撤销的操作。")
            return row
        row = session.get(OperationRow, number)
        if row is None:
            raise RefusedError(f"没有编号为 {number} 的操作。")
        if number in undone_operations(session) and not _kept_everything(session, number):
            raise RefusedError(f"操作 {number} 已经撤销过了。")
        return row

    def _newest_own(self, session: Session) -> OperationRow | None:
        """Return what this person did last at this desk; another desk may have the same name."""
        own = [OperationRow.actor == self._context.actor]
        if desk := self._context.store.desk:
            own.append(
                OperationRow.desk_id == select(Desk.id).where(Desk.name == desk).scalar_subquery()
            )
        return _newest(session, *own)


def _kept_everything(session: Session, number: int) -> bool:
    """Tell whether the last undo of an operation kept all of it, so that it may be tried again.

    What left only lines of a log has nothing that a second try could take back.
    """
    logs = [kind for kind, rule in UNDO_RULES.items() if rule.stays]
    work = select(Change.id).where(Change.operation_id == number, Change.kind.not_in(logs))
    last = select(func.max(OperationRow.id)).where(OperationRow.undoes == number).scalar_subquery()
    touched = select(Change.id).where(Change.operation_id == last)
    return session.scalar(work.limit(1)) is not None and session.scalar(touched.limit(1)) is None


def _newest(session: Session, *chosen: ColumnElement[bool]) -> OperationRow | None:
    """Return the newest operation that is neither undone nor itself an undo."""
    statement = (
        select(OperationRow)
        .where(OperationRow.undoes.is_(None), *chosen)
        .order_by(OperationRow.id.desc())
        .execution_options(yield_per=50)
    )
    undone = undone_operations(session)
    with closing(session.scalars(statement)) as rows:  # a server keeps the rest open for us
        return next((row for row in rows if row.id not in undone), None)


def _sentence(session: Session, target: OperationRow) -> str:
    """Tell what taking this back means: 撤销 of the work, or 恢复 when it was undone."""
    root, brings_back = target, False
    while root.undoes is not None:
        earlier = session.get(OperationRow, root.undoes)
        assert earlier is not None  # noqa: S101 - a foreign key holds it
        root, brings_back = earlier, not brings_back
    return f"{'恢复' if brings_back else '撤销'}：{root.sentence}"


def _refuse(session: Session, changes: Sequence[Change]) -> None:
    for kind, rule in UNDO_RULES.items():
        own = [change for change in changes if change.kind == kind]
        if rule.refusal is not None and own and (why := rule.refusal(session, own)):
            raise RefusedError(why)
