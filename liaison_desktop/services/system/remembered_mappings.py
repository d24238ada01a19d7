"""How people corrected the columns of a roster, remembered by the header's fingerprint."""

from collections.abc import Mapping

from sqlalchemy import select

from liaison_desktop.domain.register.roster import SheetMapping
from liaison_desktop.models.system.desk_state import Setting
from liaison_desktop.services.context import Context

_PREFIX = "mapping:"


class RememberedMappings:
    """Fingerprint of a header to column to target, kept in the settings of the store."""

    def __init__(self, context: Context) -> None:
        self._store = context.store

    def all(self) -> dict[str, dict[int, str]]:
        """Return everything remembered."""
        statement = select(Setting).where(Setting.key.startswith(_PREFIX, autoescape=True))
        with self._store.reading() as session:
            return {
                setting.key.removeprefix(_PREFIX): {
                    int(column): target for column, target in setting.value.items()
                }
                for setting in session.scalars(statement)
            }

    def with_corrections(
        self, corrections: Mapping[str, Mapping[int, str]]
    ) -> dict[str, dict[int, str]]:
        """Return what is remembered with today's corrections on top, column by column."""
        merged = self.all()
        for fingerprint, columns in corrections.items():
            merged[fingerprint] = {**merged.get(fingerprint, {}), **columns}
        return merged

    def remember(self, mapping: SheetMapping) -> None:
        """Keep how a sheet is to be understood, "" for columns that are left out."""
        targets = {str(column.column): column.target for column in mapping.columns}
        with self._store.upkeep() as session:
            session.merge(Setting(key=f"{_PREFIX}{mapping.fingerprint}", value=targets))
