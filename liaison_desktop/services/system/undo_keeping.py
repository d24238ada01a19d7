"""Which created records an undo must keep: edited or referred to since."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import LABEL_OF_TABLE
from liaison_desktop.models.batches import parts
from liaison_desktop.models.system.journal import Change
from liaison_desktop.models.tables import domain_tables, table
from liaison_desktop.services.system.standing import undone_operations
from liaison_desktop.services.system.undo_rules import OWNERS


class Keeping:
    """Splits what an operation created into what can go and what stays.

    Attributes:
        removable: Table name to keys that can be removed.
    """

    def __init__(
        self,
        session: Session,
        operation: int,
        created: Mapping[str, Sequence[int]],
        stepped: Mapping[str, Collection[int]],
    ) -> None:
        """Split them.

        Args:
            session: A session.
            operation: The operation that is taken back.
            created: Table name to keys of what it created.
            stepped: Table name to keys of owners that stay as they are, with their parts.
        """
        self._session = session
        self._stepped = stepped
        self.removable = {kind: set(ids) for kind, ids in created.items()}
        self._reasons: dict[str, dict[int, str]] = defaultdict(dict)
        self._keep_edited(operation)
        while self._keep_referred() or self._keep_owned():
            pass

    def reasons(self) -> dict[str, dict[int, str]]:
        """Return table name to key to why it stays."""
        return {kind: dict(reasons) for kind, reasons in self._reasons.items() if reasons}

    def _keep(self, kind: str, key: int, why: str) -> None:
        self.removable[kind].discard(key)
        self._reasons[kind].setdefault(key, why)

    def _keep_edited(self, operation: int) -> None:
        """Keep what a later, standing operation touched.

        An edit that was itself taken back since does not count, nor does the undo
        that took it back.
        """
        pairs = undone_operations(self._session).items()
        cancelled = {one for pair in pairs if pair[0] > operation for one in pair}
        for kind in list(self.removable):
            statement = select(Change.record_id, Change.operation_id).where(
                Change.kind == kind, Change.operation_id > operation
            )
            for key, by in self._session.execute(statement):
                if by not in cancelled and key in self.removable[kind]:
                    self._keep(kind, key, "此后修改过")

    def _keep_referred(self) -> bool:
        """Keep what a record that stays refers to; return whether anything was found."""
        found = False
        for child in domain_tables():
            going = self.removable.get(child.name, set())
            for parent, column in _links(child):
                candidates = sorted(self.removable.get(parent, ()))
                for part in parts(candidates):
                    link = child.c[column]
                    statement = select(child.c.id, link).where(link.in_(part))
                    for key, target in self._session.execute(statement):
                        if key not in going and target in self.removable[parent]:
                            label = LABEL_OF_TABLE.get(child.name, child.name)
                            self._keep(parent, target, f"仍有{label}使用它")
                            found = True
        return found

    def _keep_owned(self) -> bool:
        """Keep the members of a household that stays; return whether anything was found."""
        found = False
        for kind, (owner, column) in OWNERS.items():
            going = self.removable.get(kind)
            kept = {*self._reasons.get(owner, ()), *self._stepped.get(owner, ())}
            if not going or not kept:
                continue
            child = table(kind)
            for part in parts(sorted(kept)):
                statement = select(child.c.id).where(child.c[column].in_(part))
                for key in self._session.scalars(statement):
                    if key in going:
                        self._keep(kind, key, f"所属的{LABEL_OF_TABLE[owner]}保留")
                        found = True
        return found


def _links(child: Table) -> Iterator[tuple[str, str]]:
    for column in child.c:
        for key in column.foreign_keys:
            yield key.column.table.name, column.name
