"""Who sits at this desk, as the journal names him; kept between two days."""

from PySide6.QtCore import QSettings

from liaison_desktop.services.office import DEFAULT_ACTOR

_KEY = "desk/operator"


def operator_name(settings: QSettings) -> str:
    """Return the name kept, the usual word when none is."""
    return str(settings.value(_KEY, "")).strip() or DEFAULT_ACTOR


def keep_operator_name(settings: QSettings, name: str) -> None:
    """Keep a name."""
    settings.setValue(_KEY, name.strip())
