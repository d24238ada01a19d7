"""Identity numbers: the vectors of domain.md 7.1, every damage, and nothing ever guessed."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_desktop.domain.identity import (
    age_on,
    birth_of,
    check_character,
    masked,
    read_identity,
    sex_of,
    widened,
)
from liaison_desktop.domain.terms.resident import IdState

TODAY = dt.date(2026, 11, 1)
DAYS = st.dates(dt.date(1900, 1, 1), TODAY)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@st.composite
def numbers(draw):
    """True numbers, computed apart from the program."""
    first = f"{draw(st.integers(110000, 659999))}{draw(DAYS):%Y%m%d}{draw(st.integers(0, 999)):03d}"
    total = sum(int(d) * w for d, w in zip(first, WEIGHTS, strict=True))
    return first + "10X98765432"[total % 11]


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002X",
        "440524188001010014",
        "532601198001010018",
        "530324199202290010",
        "530324195508151023",
    ],
)
def test_published_vectors_have_the_right_check(number):
    assert check_character(number[:17]) == number[17]


def test_the_standards_own_example_is_too_old_to_be_a_villager():
    assert read_identity("440524188001010014", TODAY).state == IdState.DATE


def test_a_leap_day_that_was_none():
    judged = read_identity("530324199002290016", TODAY)
    assert (judged.state, judged.number) == (IdState.DATE, "530324199002290016")
    assert read_identity("530324199202290010", TODAY).birth == dt.date(1992, 2, 29)


def test_a_birth_tomorrow_is_none():
    first = "53032420261102001"
    assert read_identity(first + check_character(first), TODAY).state == IdState.DATE


def test_sex_and_age():
    assert sex_of("530324195508151023") == "2"
    assert sex_of("530324199202290010") == "1"
    assert age_on(dt.date(2000, 2, 29), dt.date(2023, 2, 28)) == 22
    assert age_on(dt.date(2000, 2, 29), dt.date(2023, 3, 1)) == 23


@given(numbers())
def test_a_true_number_is_read_with_its_birth_and_sex(number):
    judged = read_identity(number, TODAY)
    assert (judged.number, judged.state, judged.code) == (number, IdState.OK, "")
    assert f"{judged.birth:%Y%m%d}" == number[6:14]
    assert judged.sex == ("1" if int(number[16]) % 2 else "2")
    assert judged.birth == birth_of(number)


@given(
    numbers(),
    st.sampled_from(
        [
            lambda n: f"'{n}",
            lambda n: f" {n}\u3000",
            lambda n: f"{n[:6]} {n[6:14]} {n[14:]}",
            lambda n: n.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789X"}),
            lambda n: n.lower(),
            lambda n: n.replace("X", "×"),
            lambda n: n.replace("X", "\u0425"),
            lambda n: f"\u200b{n[:9]}\ufeff{n[9:]}",
            lambda n: f'="{n}"',
            lambda n: f"{n[:6]}-{n[6:14]}-{n[14:]}",
            lambda n: f"{n}(已过期)",
            lambda n: f"\t{n}\n",
        ]
    ),
)
def test_dress_is_taken_off(number, dress):
    assert read_identity(dress(number), TODAY).number == number


@given(numbers(), st.integers(0, 17), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_never_taken_for_a_true_number(number, at, digit):
    wrong = number[:at] + digit + number[at + 1 :]
    judged = read_identity(wrong, TODAY)
    assert (judged.state == IdState.OK) == (wrong == number)
    if wrong != number:
        assert judged.number in ("", wrong)
        assert judged.sex == ""


@given(numbers())
def test_a_number_excel_destroyed_is_not_kept(number):
    digits = int(number[:17] + "0")
    for cell in (float(digits), digits, f"{float(digits):.5E}", f"{digits // 1000}000"[:18]):
        judged = read_identity(cell, TODAY)
        if judged.state != IdState.OK:  # a text may end in 000 and be true
            assert (judged.number, judged.state) == ("", IdState.LOST) or judged.number == cell
    judged = read_identity(float(digits), TODAY)
    assert judged.state == IdState.LOST
    if 200 < int(number[14:17] + "0") < 9800:  # else the day itself may have been rounded
        assert f"{judged.birth:%Y%m%d}" == number[6:14]


def test_a_destroyed_number_proves_no_birth_when_the_day_may_have_been_rounded():
    assert read_identity(530324196507140000.0, TODAY).birth is None
    assert read_identity(530324196507148000.0, TODAY).birth == dt.date(1965, 7, 14)


@given(st.integers(110000, 659999), st.dates(dt.date(1900, 1, 1), dt.date(1999, 12, 31)),
       st.integers(0, 999))  # fmt: skip
def test_fifteen_digits_are_widened(area, birth, serial):
    old = f"{area}{birth:%y%m%d}{serial:03d}"
    for cell in (old, float(old)):
        judged = read_identity(cell, TODAY)
        assert judged.state == IdState.UPGRADED
        assert judged.number == widened(old)
        assert judged.number[:17] == f"{area}{birth:%Y%m%d}{serial:03d}"
        assert judged.birth == birth
        assert read_identity(judged.number, TODAY).state == IdState.OK


def test_fifteen_digits_with_an_impossible_day_are_kept_as_typed():
    judged = read_identity("530324990230001", TODAY)
    assert (judged.state, judged.number) == (IdState.DATE, "530324990230001")


@pytest.mark.parametrize(
    "cell", [None, "", " ", "无", "/", "-", "未办", "未上户", "暂无", "#N/A", 0]
)
def test_nothing_given(cell):
    assert read_identity(cell, TODAY).state == IdState.MISSING


@pytest.mark.parametrize(
    "cell", ["5303241976080926", "53032419760809265", "H12345678", "丢了再补", 530324, True, 1.5]
)
def test_what_is_no_number_is_not_kept(cell):
    judged = read_identity(cell, TODAY)
    assert (judged.state, judged.number, judged.code) == (IdState.INVALID, "", "id-invalid")


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.none()))
def test_any_cell_is_survived(cell):
    judged = read_identity(cell, TODAY)
    assert (judged.state in (IdState.OK, IdState.UPGRADED)) == (judged.birth is not None) or (
        judged.state == IdState.LOST
    )


def test_masking_shows_six_and_four():
    assert masked("530324197608092656") == "530324********2656"
    assert masked("5303241976") == "**********"
