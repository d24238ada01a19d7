"""Who sits at this desk, as the journal names him; kept between two days."""

from PySide6.QtCore import QSettings

_KEY = "desk/operator"
_NOBODY = "工作人员"


def operator_name(settings: QSettings) -> str:
    """Return the name kept, 工作人员 when none is."""
    return str(settings.value(_KEY, "")).strip() or _NOBODY


def keep_operator_name(settings: QSettings, name: str) -> None:
    """Keep a name."""
    settings.setValue(_KEY, name.strip())
