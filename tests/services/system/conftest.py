"""A store with one village, for the services that look after it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from liaison_desktop.models.store import open_store
from liaison_desktop.services.context import Context
from tests.factories import make_area

TODAY = date(2026, 5, 20)


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    """Give a context on a fresh store with 中和村."""
    store = open_store(tmp_path, create=True)
    with store.operation("建村", "张会计") as operation:
        make_area(operation)
    yield Context(store, "张会计", lambda: TODAY)
    store.close()
