"""Operations as the history shows them, and what an undo did."""

from dataclasses import dataclass

from liaison_desktop.domain.changes import Changes


@dataclass(frozen=True, slots=True)
class OperationRow:
    """One line of the history.

    Attributes:
        number: Number of the operation.
        at: Local time, ISO without fraction.
        actor, desk: Who and where.
        sentence: What was done.
        undoes: The operation it took back, None for ordinary work.
        undone_by: The operation that took it back, None while it stands.
        created, updated, deleted: How many rows it touched.
    """

    number: int
    at: str
    actor: str
    desk: str
    sentence: str
    undoes: int | None
    undone_by: int | None
    created: int
    updated: int
    deleted: int


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value of a record over time: who changed what when."""

    at: str
    actor: str
    sentence: str
    record: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A record an undo left as it is.

    Attributes:
        kind: Table name of the record.
        record: What people call it, e.g. 中和村/ZH0001.
        why: One Chinese clause.
    """

    kind: str
    record: str
    why: str


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What an undo did.

    Attributes:
        undone: Number of the operation taken back.
        restored: Rows given back their values or brought back.
        removed: Rows removed.
        kept: Records left as they are, and why.
        changes: For the pages.
        sentence: What was done, e.g. 撤销：修改中和村/ZH0002.
    """

    undone: int
    restored: int
    removed: int
    kept: tuple[Kept, ...]
    changes: Changes
    sentence: str = "撤销"
