"""Wrong command lines: exit code 2 and a Chinese sentence; help in Chinese."""

import re
from pathlib import Path

import pytest

from liaison_desktop import __main__ as start
from liaison_desktop.cli import commands
from liaison_desktop.cli.arguments import chinese_sentence
from tests.cli.conftest import Program

ENGLISH = re.compile(r"\b(usage|error|argument|options?|positional|required|invalid|choose)\b")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nonsense"], "没有“nonsense”这个命令"),
        (["--nonsense", "history"], "不认识的参数：--nonsense"),
        (["history", "--nonsense"], "不认识的参数：--nonsense"),
        (["init"], "缺少参数：--county, --township"),
        (["init", "--county", "", "--township", "罗雄镇"], "--county：内容不能空着"),
        (["import", "disputes_of_mars", "x.xlsx"], "可选：households"),
        (["import", "households"], "缺少参数：文件"),
        (["import", "households", "x.xlsx", "--from", "昨天"], "“昨天”不是日期"),
        (["import", "cadres", "x.xlsx", "--village", "中和村"], "--village"),
        (["undo", "zero"], "“zero”应为不小于 1 的整数"),
        (["undo", "0"], "不小于 1"),
        (["history", "--limit"], "--limit 后面缺少内容"),
        (["figures", "--period", "2023H3"], "期间“2023H3”无法识别"),
        (["figures", "--records"], "--records 须与 --key 同用"),
        (["export", "residents"], "缺少参数：--out"),
        (["export", "residents", "--out", "a.xlsx", "--unmasked"], "--purpose"),
        (["export", "residents", "--out", "a.xlsx", "--purpose", "核对"], "--unmasked"),
        (["export", "residents", "--out", "a.csv"], ".xlsx"),
        (["cards"], "缺少参数"),
        (["cards", "print"], "缺少参数：--out"),
        (["cards", "issue", "--layout", "A3"], "可选：名片, A6, A5"),
        (["cards", "print", "--out", "a.pdf", "--duplex", "both"], "可选：none"),
        (["cards", "void"], "缺少参数"),
        (["cards", "burn"], "可选：issue"),
        (["figures", "--period", "9999-W52"], "期间“9999-W52”无法识别"),
        (["--picture", "a.png", "history"], "--picture"),
        (["--text", "150", "history"], "窗口选项"),
        (["forms", "registration"], "缺少参数：--out"),
    ],
)
def test_a_wrong_command_line_is_told_in_chinese(
    program: Program, data: Path, words: list[str], told: str
) -> None:
    ran = program(*words)
    assert ran.code == 2, ran
    assert told in ran.err
    assert not ENGLISH.search(ran.err.replace("--json", ""))
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert not data.exists()


@pytest.mark.parametrize("word", ["", *commands.COMMANDS])
def test_every_help_page_is_chinese(
    word: str, program: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = program(*filter(None, [word]), "--help")
    assert ran.code == 0
    assert ran.out.startswith("用法：")
    assert "通用选项" in ran.out
    assert not ENGLISH.search(ran.out)


def test_help_lists_every_command(program: Program) -> None:
    page = program("--help").out
    for word, command in commands.COMMANDS.items():
        assert re.search(rf"^  {word} +{command.does}$", page, re.MULTILINE)


def test_the_version_is_told(program: Program) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", program("--version").out)


def test_global_options_stand_before_or_after_the_command(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = ["init", "--county", "罗平县", "--township", "罗雄镇"]
    assert commands.main([*made, "--data", str(data), "--json"]) == 0
    assert '"county": "罗平县"' in capsys.readouterr().out
    assert commands.main(["--json", "history", f"--data={data}"]) == 0
    after = capsys.readouterr().out
    assert commands.main([f"--data={data}", "history", "--json"]) == 0
    assert capsys.readouterr().out == after


def test_what_argparse_says_otherwise_still_begins_in_chinese() -> None:
    assert chinese_sentence("something new").startswith("命令行有误")


def test_without_a_display_the_window_is_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert start.main([]) == 2
    told = capsys.readouterr().err
    assert "没有图形界面" in told
    assert told.count("\n") == 1


def test_a_wrong_option_without_a_command_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert start.main(["--nonsense"]) == 2
    assert "--nonsense" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--page", "农户"], "须与 --picture 同用"),
        (["--size", "1366x768"], "须与 --picture 同用"),
        (["--picture", "a.png", "--size", "large"], "1366x768"),
        (["--picture", "a.png", "--text", "300"], "100 至 200"),
        (["--picture", "station.db"], "--picture 须是 .png 文件"),
    ],
)
def test_a_wrong_picture_is_told(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert start.main(words) == 2
    assert told in capsys.readouterr().err
