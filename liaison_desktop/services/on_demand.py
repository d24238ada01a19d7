"""What is imported of the services only when it is first asked for: one table, one way to ask.

A service is imported with the first page that uses it; the part of it that few ask for
stands here by name, and so does what draws and reads files for a page.
"""

import importlib
from collections.abc import Callable, Mapping
from typing import Any

_MODULE_OF: Mapping[str, str] = {
    "card_pictures": "register.contact_card_pictures",
    "cards_pdf": "register.contact_cards_print",
    "make_practice_station": "system.practice",
    "pack_bytes": "figures.meeting_files",
    "record_history": "system.record_history",
    "write_pack": "figures.meeting_files",
}


def on_demand(name: str) -> Callable[..., Any]:
    """Return a class or function of the table, importing its module the first time."""
    module = importlib.import_module(f"liaison_desktop.services.{_MODULE_OF[name]}")
    found: Callable[..., Any] = getattr(module, name)
    return found
