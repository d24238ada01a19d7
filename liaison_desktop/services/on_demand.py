"""What services import only when it is first asked for: one table, one way to ask.

A service is imported with the first page that uses it; the part of it that few ask for
stands here by name.
"""

import importlib
from collections.abc import Callable, Mapping
from typing import Any

_MODULE_OF: Mapping[str, str] = {
    "record_history": "system.record_history",
}


def on_demand(name: str) -> Callable[..., Any]:
    """Return a class or function of the table, importing its module the first time."""
    module = importlib.import_module(f"liaison_desktop.services.{_MODULE_OF[name]}")
    found: Callable[..., Any] = getattr(module, name)
    return found
