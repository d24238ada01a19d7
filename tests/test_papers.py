"""The papers lead nowhere that is not there, and show every picture there is."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *ROOT.glob("installer/*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")


def anchors(paper: Path) -> set[str]:
    """The headings of a paper as the links to them are written."""
    headings = re.findall(r"^#+ (.+)$", paper.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_every_link_of_a_paper_leads_somewhere(paper: Path) -> None:
    links = LINK.findall(paper.read_text(encoding="utf-8"))
    lost = []
    for link in links:
        if link.startswith("https://"):
            continue
        name, _, heading = link.partition("#")
        target = paper.parent / name if name else paper
        if not target.exists() or (heading and heading not in anchors(target)):
            lost.append(link)
    assert not lost


def test_the_readme_shows_every_picture() -> None:
    shown = {
        name
        for name in LINK.findall((ROOT / "README.md").read_text(encoding="utf-8"))
        if name.endswith(".png")
    }
    pictures = {f"docs/pictures/{path.name}" for path in (ROOT / "docs/pictures").iterdir()}
    assert shown == pictures
