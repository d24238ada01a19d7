"""The shipped structures: the sections of domain.md 11.1, the thirteen sentences of 11.2."""

import re

import pytest

from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.figures.structures import KEYS, sentences, skeleton, skeletons
from liaison_desktop.domain.figures.summary import BlockKind
from liaison_desktop.domain.figures.template import parse_template

HEADINGS = (BlockKind.HEADING_1, BlockKind.HEADING_2, BlockKind.HEADING_3)
OUTLINES = {
    "A": ["一、", "（一）", "（二）", "（三）", "二、", "（一）", "（二）", "（三）", "（四）",
          "三、", "（一）", "（二）", "（三）", "（四）", "四、"],
    "B": ["一、", "二、", "三、", "四、", "五、"],
    "C": ["一、", "二、", "三、"],
    "D": ["（一）", "（二）", "1.", "2.", "3.", "4.", "（三）", "（四）"],
    "E": ["一、", "二、", "（一）", "（二）", "（三）", "（四）", "（五）", "（六）", "三、"],
    "F": ["一、", "（一）", "（二）", "（三）", "二、", "三、"],
    "G": [],
}  # fmt: skip


@pytest.mark.parametrize("key", KEYS)
def test_a_structure_has_the_sections_of_its_seed(key: str) -> None:
    heads = [block.text for block in skeleton(key).blocks if block.kind in HEADINGS]
    numerals = [re.match(r"[一二三四五六]、|（[一二三四五六]）|\d\.", head) for head in heads]
    assert [found and found[0] for found in numerals] == OUTLINES[key]


@pytest.mark.parametrize("key", KEYS)
def test_a_structure_begins_with_its_title_and_ends_with_name_and_date(key: str) -> None:
    kinds = [block.kind for block in skeleton(key).blocks]
    assert kinds[0] is BlockKind.TITLE
    assert kinds[-2:] == [BlockKind.SIGNATURE, BlockKind.DATE]


@pytest.mark.parametrize("key", KEYS)
def test_problems_are_never_written_for_people(key: str) -> None:
    blocks = skeleton(key).blocks
    below = ""
    for block in blocks:
        if block.kind is BlockKind.HEADING_1:
            below = block.text
        if "问题" in below and block.kind is BlockKind.BODY and block.slot != "closing":
            assert not block.text
            assert block.hint


def test_slots_are_unlike_and_shipped_templates_hold_no_number_of_their_own() -> None:
    for one in skeletons().values():
        paragraphs = [block for paragraph in one.blocks for block in paragraph.wordings()]
        slots = [block.slot for block in paragraphs]
        assert len(slots) == len(set(slots))
        for block in paragraphs:
            assert block.text or block.hint
            if block.kind is not BlockKind.HEADING_3:
                assert not re.search(r"\d", block.text)
            parse_template(block.text)


def test_there_are_thirteen_sentences_and_every_one_is_used_but_the_grid_ones() -> None:
    assert [int(number) for number in sentences()] == list(range(1, 14))
    used = {block.slot for one in skeletons().values() for block in one.blocks}
    unused = {block.slot for block in sentences().values()} - used
    assert unused == {"sentence_11", "sentence_12"}  # of grids and service halls, to be chosen


def test_an_unknown_structure_is_told_which_there_are() -> None:
    assert skeleton("a") is skeleton("A")
    with pytest.raises(UsageError, match="县政府办"):
        skeleton("H")
