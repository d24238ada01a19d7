"""Readings of names: surnames first, sorted as a dictionary does."""

import pytest

from liaison_desktop.domain.pinyin import pinyin_key, syllables


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("单雄信", "shan"),
        ("仇英", "qiu"),
        ("解珍", "xie"),
        ("曾布", "zeng"),
        ("区大伟", "ou"),
        ("查良镛", "zha"),
        ("盖叫天", "ge"),
        ("朴树", "piao"),
        ("华佗", "hua"),
        ("翟让", "zhai"),
    ],
)
def test_surnames_are_read_as_surnames(name, first):
    assert syllables(name)[0] == first


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("尉迟恭", ("yu", "chi", "gong")),
        ("单于明", ("chan", "yu", "ming")),
        ("长孙无忌", ("zhang", "sun", "wu", "ji")),
        ("万俟卨", ("mo", "qi", "xie")),
        ("吕布", ("lv", "bu")),
        ("古丽米娜·买买提", ("gu", "li", "mi", "na", "mai", "mai", "ti")),
        ("张 三", ("zhang", "san")),
        ("㛃䶮", ("jie", "yan")),
        ("Anna", ("a", "n", "n", "a")),
        ("", ()),
    ],
)
def test_syllables(name, spoken):
    assert syllables(name) == spoken


def test_a_surname_reading_is_for_surnames_only():
    assert syllables("王单")[1] == "dan"
    assert syllables("单")[0] == "shan"


def test_names_sort_by_syllable_then_tone_then_character():
    names = ["张三", "章三", "安三", "昂三", "李四", "林一", "张二", "吕布", "卢布", "单三", "丹三"]
    assert sorted(names, key=pinyin_key) == [
        "安三",
        "昂三",
        "丹三",
        "李四",
        "林一",
        "卢布",
        "吕布",
        "单三",
        "张二",
        "张三",
        "章三",
    ]


def test_keys_are_ascii_and_fit_their_column():
    key = pinyin_key("古丽米娜·买买提" * 9)
    assert key.isascii()
    assert len(key) == 120


def test_unknown_characters_still_have_a_key():
    assert pinyin_key("\U000311aa") != pinyin_key("\U000311ab")
