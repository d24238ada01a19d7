"""The encrypted store is not readable without its key."""

from pathlib import Path

import pytest

from liaison_desktop.domain.errors import StoreError
from liaison_desktop.models.store import open_store
from tests.factories import make_area


def test_nothing_is_readable_in_the_file_and_a_wrong_key_is_refused(tmp_path: Path) -> None:
    url = f"sqlite+pysqlcipher://:right@/{tmp_path / 'station.db'}"
    store = open_store(tmp_path, url, create=True)
    with store.operation("建村", "张会计") as operation:
        make_area(operation, "中和村")
    store.close()
    for file in tmp_path.iterdir():
        assert "中和村".encode() not in file.read_bytes()
    with pytest.raises(StoreError):
        open_store(tmp_path, url.replace("right", "wrong"))
