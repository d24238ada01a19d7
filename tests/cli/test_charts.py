"""``charts`` on the practice station: files, names, answers, refusals."""

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from tests.cli.conftest import Program

Ask = Callable[..., dict[str, Any]]


def test_the_answer_names_files_and_charts(ask: Ask, station: Path, tmp_path: Path) -> None:
    out = tmp_path / "会议.pptx"
    answer = ask("charts", "--period", "2023H1", "--out", out)
    assert set(answer) == {"period", "files", "charts"}
    assert (answer["period"], answer["files"]) == ("2023H1", [str(out)])
    assert len(answer["charts"]) == 6
    assert all(set(one) == {"key", "title", "headline"} for one in answer["charts"])
    titles = [slide.shapes.title.text_frame.text for slide in Presentation(str(out)).slides]
    assert titles[1:] == [one["headline"] for one in answer["charts"]]


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx", ".png", ".svg"])
def test_every_kind_of_file_is_the_one_that_was_named(
    ask: Ask, station: Path, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"图表{suffix}"
    assert ask("charts", "--period", "2023H1", "--out", out)["files"] == [str(out)]
    assert out.stat().st_size > 5000


def test_a_picture_a_chart(ask: Ask, station: Path, tmp_path: Path) -> None:
    words = ("--chart", "dispute_classes", "--chart", "concern_classes", "--each")
    answer = ask("charts", "--period", "2023H1", "--out", tmp_path / "图.png", *words)
    assert answer["files"] == [str(tmp_path / "图-1.png"), str(tmp_path / "图-2.png")]
    assert [one["key"] for one in answer["charts"]] == ["dispute_classes", "concern_classes"]
    assert all(Path(path).exists() for path in answer["files"])


def test_one_village_only(program: Program, station: Path, tmp_path: Path) -> None:
    out = tmp_path / "图.svg"
    ran = program("charts", "--period", "2023H1", "--village", "补歹", "--out", out)
    assert ran.code == 0
    assert str(out) in ran.out
    assert "（补歹村）" in ran.out


def test_an_unknown_village_is_refused(program: Program, station: Path, tmp_path: Path) -> None:
    out = tmp_path / "图.svg"
    ran = program("charts", "--period", "2023H1", "--village", "桃花源", "--out", out)
    assert (ran.code, out.exists()) == (3, False)
    assert "没有叫“桃花源”的村" in ran.err


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--out", "图表.docx"), ".pptx"),
        (("--out", "a.pdf", "--chart", "nonsense"), "nonsense"),
        (("--out", "a.pdf", "--period", "20"), "20"),
        ((), "--out"),
    ],
)
def test_what_cannot_be_is_a_wrong_command_line(
    program: Program, station: Path, tmp_path: Path, words: tuple[str, ...], named: str
) -> None:
    with contextlib.chdir(tmp_path):
        ran = program("charts", *words)
    assert ran.code == 2
    assert named in ran.err
    assert not list(tmp_path.glob("*.pdf"))


def test_an_office_without_ledgers_gets_a_pack_that_says_so(
    ask: Ask, data: Path, tmp_path: Path
) -> None:
    ask("init", "--county", "罗平县", "--township", "罗雄镇")
    for suffix in (".pptx", ".pdf", ".xlsx", ".png", ".svg"):
        answer = ask("charts", "--period", "2023H1", "--out", tmp_path / f"空{suffix}")
        assert all("无数据" in one["headline"] for one in answer["charts"])
