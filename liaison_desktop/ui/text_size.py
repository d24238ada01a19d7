"""How large this person reads: 100 to 200 %, kept between two days."""

from PySide6.QtCore import QSettings

from liaison_desktop.ui.window_menus import TEXT_PERCENTS

_KEY = "window/text_percent"


def text_percent(settings: QSettings) -> int:
    """Return the text size kept, 100 when none is."""
    kept = settings.value(_KEY, 100)
    percent = int(kept) if isinstance(kept, int | str) and str(kept).isdigit() else 100
    return min(max(percent, TEXT_PERCENTS[0]), TEXT_PERCENTS[-1])


def set_text_percent(settings: QSettings, percent: int) -> None:
    """Keep a text size."""
    settings.setValue(_KEY, percent)


def next_text_percent(percent: int, step: int) -> int:
    """Return the size one step larger (1) or smaller (-1) in the menu."""
    if step > 0:
        return next((one for one in TEXT_PERCENTS if one > percent), TEXT_PERCENTS[-1])
    return next((one for one in reversed(TEXT_PERCENTS) if one < percent), TEXT_PERCENTS[0])
