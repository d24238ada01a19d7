"""The commands the README names work as they are written there."""

import re
import shlex
from pathlib import Path

import pytest

from liaison_desktop import paths
from liaison_desktop.cli import commands

README = Path(__file__).resolve().parents[2] / "README.md"
LINES = re.findall(r"^liaison-desktop (.+)$", README.read_text(encoding="utf-8"), re.MULTILINE)
SENTENCES = re.findall(r"`liaison-desktop (.+?)`", README.read_text(encoding="utf-8"))
SAMPLES = {
    "花名册.xlsx": "中和村农户花名册.xlsx",
    "干部名册.xlsx": "挂钩干部名册.xlsx",
    "结对安排表.xlsx": "结对安排表.xlsx",
    "走访登记表.xlsx": "走访登记表(3月).xlsx",
    "民情台账.xlsx": "民情台账.xlsx",
    "矛盾纠纷台账.xlsx": "矛盾纠纷排查调处台账.xlsx",
}


def words(line: str, folder: Path) -> list[str]:
    """Return a line's words, its places inside a folder and its rosters those to practise on."""
    return [
        str(paths.resource("practice", SAMPLES[word]))
        if word in SAMPLES
        else str(folder / word)
        if word in ("DIR", "练习文件夹") or word.endswith((".xlsx", ".pdf", ".pptx"))
        else word
        for word in shlex.split(line)
    ]


def test_the_lines_of_the_readme_run_one_after_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(LINES) > 10
    for line in LINES:
        code = commands.main(words(line, tmp_path))
        assert code == 0, f"{line}: {capsys.readouterr().err}"
    assert {path.name for path in tmp_path.iterdir()} == {
        "DIR", "问题.xlsx", "半年总结.pdf", "联系卡.pdf", "家庭成员.xlsx", "卷宗.pdf", "公示.pdf",
        "人民调解统计表.pdf", "会议图表.pptx",
    }  # fmt: skip


def test_the_commands_in_its_sentences_run(tmp_path: Path) -> None:
    commands_named = [one for one in SENTENCES if "--data" in one]
    assert commands_named
    for line in commands_named:
        assert commands.main(words(line, tmp_path)) == 0
