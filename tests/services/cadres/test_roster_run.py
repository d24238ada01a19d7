"""Which households the names in a pairing list mean."""

import pytest

from liaison_desktop.domain.cadres.roster_run import Heading, Mention, RosterRun, split_villages

NAMES = [
    "孔正涛",
    "王明",
    "吉克阿牛",
    "龙勇",
    "何敢志",
    "许学",
    "吉克阿牛",
    "傅磊",
    "康军",
    "吉克阿牛",
]
ZHONGHE = [
    Heading(n + 1, n, "中和村", f"中和{'一二三四五'[n // 2]}组", f"ZH{n + 1:04d}", name)
    for n, name in enumerate(NAMES)
]
BUDAI = [
    Heading(100 + n, 10 + n, "补歹村", "补歹一组", f"BD{n + 1:04d}", name)
    for n, name in enumerate(["江光", "汤涛生", "王明", "夏忠秀"])
]
RUN = RosterRun([*ZHONGHE, *BUDAI])


def cell(*names: str, village: str = "中和村", number: int = 0) -> list[Mention]:
    """Turn ``名(提示)`` into mentions of one cell."""
    mentions = []
    for text in names:
        name, _, hint = text.partition("(")
        mentions.append(
            Mention(number, name, (hint.rstrip(")"),) if hint else (), split_villages(village))
        )
    return mentions


def found(mentions: list[Mention]) -> list[tuple[int | None, str]]:
    return [
        (meaning.household.id if meaning.household else None, meaning.code)
        for meaning in RUN.meanings(mentions)
    ]


def test_a_unique_head_is_sure() -> None:
    assert found(cell("孔正涛", "王明")) == [(1, ""), (2, "")]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [("王明", "龙勇", 3), ("许学", "傅磊", 7), ("康军", None, 10), (None, "傅磊", 7)],
)
def test_a_namesake_continues_the_run_of_its_neighbours(
    before: str | None, after: str | None, expected: int
) -> None:
    names = [name for name in (before, "吉克阿牛", after) if name]
    assert (expected, "ambiguous") in found(cell(*names))


@pytest.mark.parametrize(
    ("hint", "expected"),
    [("ZH0007", 7), ("zh7", 7), ("中和四组", 7), ("四组", 7), ("4组", 7), ("第五村民小组", 10)],
)
def test_brackets_decide_whatever_the_run_says(hint: str, expected: int) -> None:
    assert found(cell("王明", f"吉克阿牛({hint})", "龙勇"))[1] == (expected, "")


def test_a_name_absent_from_the_village_but_unique_elsewhere_is_that_one() -> None:
    assert found(cell("江光", village="中和村")) == [(100, "ambiguous")]


def test_of_a_name_in_both_villages_the_given_village_wins() -> None:
    assert found(cell("王明", village="补歹村委会")) == [(102, "")]


def test_several_villages_in_one_cell_are_all_looked_at() -> None:
    assert found(cell("孔正涛", "夏忠秀", village="中和村、补歹村")) == [(1, ""), (103, "")]


def test_a_village_with_the_word_and_in_its_name_is_one_village() -> None:
    assert split_villages("中和村") == ("中和村",)
    assert split_villages("中和村和补歹村") == ("中和村", "补歹村")


def test_a_single_namesake_without_a_run_stays_open() -> None:
    assert found(cell("吉克阿牛")) == [(None, "ambiguous")]


def test_the_neighbouring_cell_helps_where_the_own_one_cannot() -> None:
    mentions = [*cell("孔正涛", "王明"), *cell("吉克阿牛", number=1)]
    assert found(mentions)[2] == (3, "ambiguous")


def test_two_namesakes_in_a_cell_are_two_households() -> None:
    answers = found(cell("许学", "吉克阿牛", "傅磊", "康军", "吉克阿牛"))
    assert [key for key, _ in answers] == [6, 7, 8, 9, 10]


def test_a_number_alone_names_a_household() -> None:
    mention = Mention(0, "", ("ZH0004",), ("中和村",))
    assert found([mention]) == [(4, "")]


def test_an_unknown_name_is_not_found() -> None:
    assert found(cell("查无此人")) == [(None, "not-found")]


def test_a_hint_that_fits_nobody_is_told() -> None:
    assert found(cell("王明(ZH9999)")) == [(2, "ambiguous")]
