"""What every service works with: the store, who is at the desk, and today."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from liaison_desktop.models.store import Store


@dataclass(frozen=True, slots=True)
class Context:
    """What the services share.

    Attributes:
        store: The open store.
        actor: Name of the person at the desk, for the journal.
        today: The day it is, so that tests can choose it.
        data: The data folder, beside whose store the files of attachments lie.
    """

    store: Store
    actor: str
    today: Callable[[], date] = date.today
    data: Path = Path()
