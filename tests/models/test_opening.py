"""Opening refuses, in plain words, what is not a usable store."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from liaison_desktop.domain.errors import ConflictError, StoreError
from liaison_desktop.models.network_drive import mount_type
from liaison_desktop.models.register.area import Area
from liaison_desktop.models.store import open_store
from liaison_desktop.models.system.recorder import UnrecordedWriteError
from tests.factories import make_area


def _new(folder: Path) -> Path:
    store = open_store(folder, create=True)
    with store.operation("建村", "张会计") as operation:
        make_area(operation)
    store.close()
    return folder / "station.db"


def test_a_missing_store_is_an_error_not_a_new_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="没有找到数据库"):
        open_store(tmp_path)
    assert not (tmp_path / "station.db").exists()


def test_an_empty_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "station.db"
    file.touch()
    with pytest.raises(StoreError, match="空的"):
        open_store(tmp_path, create=True)
    assert file.read_bytes() == b""


def test_garbage_is_refused(tmp_path: Path) -> None:
    (tmp_path / "station.db").write_bytes(b"not a database at all" * 500)
    with pytest.raises(StoreError, match="损坏"):
        open_store(tmp_path)


def test_trouble_with_the_disk_is_not_called_damage(tmp_path: Path) -> None:
    _new(tmp_path)
    (tmp_path / "station.db-wal").mkdir()  # as on a full disk: SQLite cannot make its file
    with pytest.raises(StoreError, match="先不要恢复备份"):
        open_store(tmp_path)


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "station.db") as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()
    with pytest.raises(StoreError, match="不是群众工作站"):
        open_store(tmp_path)


def test_a_newer_store_is_refused_and_unchanged(tmp_path: Path) -> None:
    file = _new(tmp_path)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(StoreError, match="更新版本"):
        open_store(tmp_path)
    assert file.read_bytes() == before


def test_a_second_program_is_told(tmp_path: Path) -> None:
    _new(tmp_path)
    store = open_store(tmp_path)
    script = (
        "import sys; from pathlib import Path\n"
        "from liaison_desktop.models.store import open_store\n"
        "from liaison_desktop.domain.errors import StoreError\n"
        "try: open_store(Path(sys.argv[1]))\n"
        "except StoreError as error: print(error.message)"
    )
    told = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script, str(tmp_path)],
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    store.close()
    assert "另一个程序" in told.stdout
    open_store(tmp_path).close()


def test_a_foreign_write_lock_is_told_in_words(tmp_path: Path, monkeypatch) -> None:
    file = _new(tmp_path)
    monkeypatch.setattr("liaison_desktop.models.driver.BUSY_TIMEOUT_MS", 50)
    store = open_store(tmp_path)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="另一个程序"), store.operation("建村", "张会计"):
        pass
    other.execute("ROLLBACK")
    other.close()
    store.close()


def test_a_damaged_page_is_told_in_words(tmp_path: Path) -> None:
    file = _new(tmp_path)
    data = bytearray(file.read_bytes())
    data[4096:12288] = b"\xff" * 8192
    file.write_bytes(bytes(data))

    def read_areas() -> None:
        store = open_store(tmp_path)
        try:
            with store.reading() as session:
                session.connection().exec_driver_sql("SELECT * FROM area").all()
        finally:
            store.close()

    with pytest.raises(StoreError, match=r"损坏|无法使用"):
        read_areas()


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("/srv/share/data", "cifs"), ("/srv/data", "ext4"), ("/mnt/a b/x", "nfs4")],
)
def test_network_shares_are_recognised(folder: str, kind: str) -> None:
    mounts = (
        "/dev/sda / ext4 rw 0 0\n//srv/share /srv/share cifs rw 0 0\nh:/x /mnt/a\\040b nfs4 rw 0 0"
    )
    assert mount_type(Path(folder), mounts) == kind


def test_a_server_that_does_not_answer_is_told_in_words(tmp_path: Path) -> None:
    url = f"postgresql+psycopg://nobody@/nothing?host={tmp_path}"
    with pytest.raises(StoreError, match="连接不上"):
        open_store(tmp_path, url)


def test_a_half_made_store_is_made_anew(tmp_path: Path) -> None:
    """A power cut while the store is made leaves only the file it was made in."""
    (tmp_path / "station.new").write_bytes(b"half")
    (tmp_path / "station.new-wal").write_bytes(b"half")
    open_store(tmp_path, create=True).close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["station.db", "station.lock"]
    assert (tmp_path / "station.db").stat().st_mode & 0o077 == 0


def test_a_name_already_used_is_told_in_words(tmp_path: Path) -> None:
    store = open_store(tmp_path, create=True)

    def add_village() -> None:
        with store.operation("建村", "张会计") as operation:
            county = make_area(operation, "罗平县", level="county")
            make_area(operation, "中和村", parent_id=county.id)
            make_area(operation, "中和村", parent_id=county.id)

    with pytest.raises(ConflictError, match="已被别的记录使用"):
        add_village()
    store.close()


def test_upkeep_may_not_touch_journaled_rows(tmp_path: Path) -> None:
    _new(tmp_path)
    store = open_store(tmp_path)

    def sneak() -> None:
        with store.upkeep() as session:
            session.get(Area, 1).name = "改名"

    with pytest.raises(UnrecordedWriteError):
        sneak()
    store.close()
