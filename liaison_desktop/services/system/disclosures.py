"""Disclosures: who took personal data out in full, when, how much and what for."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from liaison_desktop.models.system.desk_state import Setting
from liaison_desktop.services.context import Context

KEY = "disclosures"


@dataclass(frozen=True, slots=True)
class Disclosure:
    """An output that showed personal data in full.

    Attributes:
        at: UTC, ISO 8601 to the second.
        actor: Who made it.
        noun: Which list or print.
        records: How many rows or households.
        purpose: What for.
        file: Name of the file, without its folder; "" where there is none.
    """

    at: str
    actor: str
    noun: str
    records: int
    purpose: str
    file: str


class Disclosures:
    """Keeps them beside the journal (PIPL 51, 54; domain.md 10.4).

    They are no operations: nothing changed that undo could take back, and a record of
    disclosure must not be undone.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def keep(self, noun: str, records: int, purpose: str, path: Path | None = None) -> None:
        """Note an output, before anybody can see it.

        Args:
            noun: Which list or print.
            records: How many rows or households.
            purpose: What for.
            path: The file, None for what goes to the screen or a printer.
        """
        name = path.name if path is not None else ""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        entry = asdict(Disclosure(at, self._context.actor, noun, records, purpose, name))
        with self._context.store.upkeep() as session:
            setting = session.get(Setting, KEY, with_for_update=True)
            if setting is None:
                session.add(Setting(key=KEY, value=[entry]))
            else:
                setting.value = [*setting.value, entry]

    def all(self) -> tuple[Disclosure, ...]:
        """Return them, the newest first."""
        with self._context.store.reading() as session:
            setting = session.get(Setting, KEY)
            return tuple(
                Disclosure(**entry) for entry in reversed(setting.value if setting else [])
            )
