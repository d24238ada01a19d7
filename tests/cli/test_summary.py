"""``summary``: a draft as a file, what it found, and what is refused."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Program

Ask = Callable[..., dict[str, Any]]


def test_the_draft_is_written_and_counted(station: Path, ask: Ask, tmp_path: Path) -> None:
    out = tmp_path / "总结.docx"
    answer = ask("summary", "--period", "2023H1", "--out", out)
    assert (answer["period"], answer["structure"], answer["file"]) == ("2023H1", "A", str(out))
    assert answer["tokens"] > answer["blanks"] > 0
    assert not [one for one in answer["findings"] if one["severity"] == "red"]
    with zipfile.ZipFile(out) as package:
        document = package.read("word/document.xml").decode()
    assert "排查矛盾纠纷36起，参与调解28起" in re.sub(r"<[^>]+>", "", document)


def test_people_are_told_what_is_left_blank(
    station: Path, program: Program, tmp_path: Path
) -> None:
    ran = program("summary", "--period", "2023Q1", "--structure", "C", "--out", tmp_path / "a.txt")
    assert ran.code == 0, ran.err
    assert "2023年第一季度群众工作总结" in ran.out
    assert "留空待填" in ran.out
    text = (tmp_path / "a.txt").read_text("utf-8-sig")
    assert "一、工作开展情况" in text
    assert "数字出处" in text


def test_sources_and_tables_are_left_out_when_not_wanted(
    station: Path, program: Program, tmp_path: Path
) -> None:
    words = ("summary", "--period", "2023H1", "--out", tmp_path / "a.txt")
    assert program(*words, "--no-sources", "--no-tables").code == 0
    text = (tmp_path / "a.txt").read_text("utf-8-sig")
    assert "数字出处" not in text
    assert "情况表" not in text


def test_one_village(station: Path, ask: Ask, program: Program, tmp_path: Path) -> None:
    words = ("summary", "--period", "2023H1", "--structure", "E", "--out", tmp_path / "a.pdf")
    for name in ("中和村", "中和"):
        assert ask(*words, "--village", name)["title"] == "中和村2023年上半年驻村工作总结"
    ran = program(*words, "--village", "没有的村")
    assert ran.code == 3
    assert "没有叫“没有的村”的村" in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--out", "a.wps"), "--out 须是 .pdf、.docx、.txt 文件"),
        (("--out", "a.pdf", "--structure", "H"), "--structure 不能是“H”"),
        (("--out", "a.pdf", "--period", "2023H3"), "期间“2023H3”无法识别"),
        ((), "缺少参数：--out"),
    ],
)
def test_a_wrong_command_line_is_refused(
    station: Path, program: Program, words: tuple[str, ...], said: str
) -> None:
    ran = program("summary", *words)
    assert ran.code == 2
    assert said in ran.err
