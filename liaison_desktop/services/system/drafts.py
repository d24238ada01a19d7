"""Drafts: unfinished forms, kept in the store so that nothing typed is ever lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from liaison_desktop.models.system.desk_state import FormDraft
from liaison_desktop.services.context import Context

_DATE = "$date"


@dataclass(frozen=True, slots=True)
class Draft:
    """An unfinished form.

    Attributes:
        form: Which form, e.g. ``household``.
        record: Key of the record it edits as text, "" for a new one.
        values: What was typed: texts, figures, dates, lists and mappings of these.
        at: When it was last kept, UTC, ISO 8601 to the second.
    """

    form: str
    record: str
    values: Mapping[str, Any]
    at: str


class Drafts:
    """Drafts of the person at this desk; they are not journaled.

    Desks that share a store often share a name as well (工作人员), so the desk counts too.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def keep(self, form: str, record: str, values: Mapping[str, Any]) -> None:
        """Keep what was typed; an earlier draft of the same form and record is replaced."""
        stored = {name: _plain(value) for name, value in values.items()}
        at = datetime.now(UTC).isoformat(timespec="seconds")
        with self._context.store.upkeep() as session:
            row = self._row(session, form, record)
            if row is None:
                row = FormDraft(actor=self._context.actor, form=form, record=record)
                session.add(row)
            row.desk, row.values, row.at = self._context.store.desk, stored, at

    def find(self, form: str, record: str) -> Draft | None:
        """Return the draft of a form and record, None when there is none."""
        with self._context.store.reading() as session:
            row = self._row(session, form, record)
            return None if row is None else _draft(row)

    def all(self) -> tuple[Draft, ...]:
        """Return every draft of this person, the newest first."""
        statement = (
            select(FormDraft).where(*self._own()).order_by(FormDraft.at.desc(), FormDraft.id.desc())
        )
        with self._context.store.reading() as session:
            return tuple(_draft(row) for row in session.scalars(statement))

    def discard(self, form: str, record: str) -> None:
        """Throw a draft away, after its form was saved or given up."""
        with self._context.store.upkeep() as session:
            session.execute(
                delete(FormDraft).where(
                    *self._own(), FormDraft.form == form, FormDraft.record == record
                )
            )

    def _row(self, session: Session, form: str, record: str) -> FormDraft | None:
        return session.scalars(
            select(FormDraft)
            .where(*self._own(), FormDraft.form == form, FormDraft.record == record)
            .order_by(FormDraft.desk.desc())
            .limit(1)
        ).one_or_none()

    def _own(self) -> tuple[ColumnElement[bool], ...]:
        """Choose this person's drafts of this desk, and those from before desks were told apart."""
        desks = {self._context.store.desk, ""}
        return FormDraft.actor == self._context.actor, FormDraft.desk.in_(sorted(desks))


def _draft(row: FormDraft) -> Draft:
    values = {name: _value(value) for name, value in row.values.items()}
    return Draft(row.form, row.record, values, row.at)


def _plain(value: object) -> object:
    """Return a value as JSON can hold it; dates are marked, so that they come back as dates."""
    if isinstance(value, date):
        return {_DATE: value.isoformat()}
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value


def _value(value: object) -> object:
    if isinstance(value, dict):
        if set(value) == {_DATE}:
            return date.fromisoformat(value[_DATE])
        return {name: _value(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_value(part) for part in value]
    return value
