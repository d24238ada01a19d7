"""Files that appear whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from liaison_desktop.domain.errors import AppError
from liaison_desktop.whole_file import require_writable, written_whole


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_target_appears_only_when_all_is_written(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    with written_whole(target) as temporary:
        temporary.write_bytes(b"new")
        assert not target.exists()
    assert target.read_bytes() == b"new"
    assert mode(target) == 0o644


def test_what_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    def break_off() -> None:
        with written_whole(target) as temporary:
            temporary.write_bytes(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_private_file_is_for_its_owner_only_even_over_an_open_one(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")
    target.chmod(0o644)
    with written_whole(target, private=True) as temporary:
        temporary.write_bytes(b"new")
    assert mode(target) == 0o600


def test_a_target_is_tried_without_being_touched(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    require_writable(target)
    assert list(tmp_path.iterdir()) == []
    target.write_bytes(b"old")
    require_writable(target)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", ["没有/a.pdf", ".", "长" * 200 + ".pdf"])
def test_a_target_that_cannot_be_written_is_told_beforehand(tmp_path: Path, name: str) -> None:
    with pytest.raises(AppError, match="请换一个"):
        require_writable(tmp_path / name)
    with pytest.raises(AppError, match="请换一个"), written_whole(tmp_path / name) as temporary:
        temporary.write_bytes(b"new")


def test_what_a_killed_program_left_is_removed_a_day_later(tmp_path: Path) -> None:
    old, fresh = tmp_path / ".liaison-old.xlsx", tmp_path / ".liaison-fresh.xlsx"
    for leftover in (old, fresh):
        leftover.write_bytes(b"...")
    os.utime(old, (0, 0))
    with written_whole(tmp_path / "名册.xlsx") as temporary:
        temporary.write_bytes(b"all")
    assert sorted(path.name for path in tmp_path.iterdir()) == [fresh.name, "名册.xlsx"]
