"""The program as a process: quick to start, readable through any pipe, drawing its window."""

import json
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
HEAVY = {"PySide6", "reportlab", "pypinyin", "pypdfium2", "openpyxl", "xlsxwriter", "fontTools"}
PNG = b"\x89PNG\r\n\x1a\n"


def start(
    *words: str | Path, flags: tuple[str, ...] = (), **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *flags, "-m", "liaison_desktop", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, **environment},
        check=False,
        capture_output=True,
        timeout=120,
    )


@pytest.mark.parametrize("words", [("--help",), ("history",)])
def test_a_light_command_waits_for_no_heavy_library(station: Path, words: tuple[str, ...]) -> None:
    ran = start("--data", station, *words, flags=("-X", "importtime"))
    assert ran.returncode == 0
    imported = {
        line.rpartition("|")[2].strip().partition(".")[0]
        for line in ran.stderr.decode().splitlines()
        if line.startswith("import time:")
    }
    assert "argparse" in imported
    assert not HEAVY & imported


def test_a_pipe_of_any_code_page_gets_utf_8(station: Path) -> None:
    ran = start("--data", station, "history", PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert "导入挂钩干部名册" in ran.stdout.decode("utf-8")
    ran = start("--data", station, "nonsense", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert ran.returncode == 2
    assert "没有“nonsense”这个命令" in ran.stderr.decode("utf-8")


def test_a_reader_that_has_enough_is_no_error(station: Path) -> None:
    command = [sys.executable, "-m", "liaison_desktop", "--data", str(station), "figures"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        told = running.stderr.read()
        assert running.wait(60) == 0
    assert told == b""


def test_the_data_folder_is_named_by_the_environment_too(station: Path) -> None:
    ran = start("history", "--json", LIAISON_DATA=str(station))
    assert json.loads(ran.stdout)["operations"]


def test_the_window_is_drawn_without_a_display(station: Path, tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    drawn = ("--data", station, "--picture", picture)
    ran = start(*drawn, "--page", "农户", "--size", "1366x768", "--text", "125")
    assert ran.returncode == 0, ran.stderr.decode()
    image = picture.read_bytes()
    assert image.startswith(PNG)
    assert struct.unpack(">II", image[16:24]) == (1366, 768)
