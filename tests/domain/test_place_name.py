"""Names of places and numbers: what means the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_desktop.domain.register.place_name import (
    group_name,
    group_position,
    group_stem,
    number_key,
    village_stem,
)


@pytest.mark.parametrize(
    "name", ["中和", "中和村", "中和村委会", "中和村民委员会", "中 和 村", "中和社区居委会"]
)
def test_one_village(name):
    assert village_stem(name) == "中和"


@pytest.mark.parametrize("name", ["村", "村委会"])
def test_a_name_never_vanishes(name):
    assert village_stem(name)


@pytest.mark.parametrize(
    ("name", "stem", "position"),
    [
        ("中和一组", "1", 1),
        ("一组", "1", 1),
        ("第1组", "1", 1),
        ("中和村第一村民小组", "1", 1),
        ("十二组", "12", 12),
        ("二十组", "20", 20),
        ("二十一组", "21", 21),
        ("一二组", "12", 12),
        ("１０组", "10", 10),
        ("大寨组", "大寨", None),
        ("大寨小组", "大寨", None),
        ("大寨二组", "大寨2", 2),
        ("组", "组", None),
        ("十十组", "十十", None),
        ("𞥐组", "𞥐", None),  # a digit of another script
        ("1" * 5000 + "组", "1" * 5000, None),
    ],
)
def test_groups(name, stem, position):
    assert group_stem(name, "中和村") == stem
    assert group_position(name, "中和村") == position


@pytest.mark.parametrize(("name", "given"), [("3", "3组"), ("三", "三组"), ("大寨组", "大寨组")])
def test_a_bare_number_becomes_a_group(name, given):
    assert group_name(name) == given


@pytest.mark.parametrize(
    ("one", "other"), [("001", "1"), ("ZH0001", "zh1"), ("01-001", "1-1"), ("ＺＨ１", "ZH01")]
)
def test_lost_zeros_make_no_difference(one, other):
    assert number_key(one) == number_key(other)


@given(st.lists(st.integers(0, 99_999_999), min_size=2))
def test_numbers_sort_as_numbers(numbers):
    assert sorted(map(str, numbers), key=number_key) == [str(one) for one in sorted(numbers)]


@given(st.text(max_size=60))
def test_keys_fit_their_column(text):
    assert len(number_key(text)) <= 60
    village_stem(text)
    group_stem(text, "中和村")
    group_position(text)
