import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_desktop.domain.register.card_number import (
    card_number,
    check_digit,
    is_card_number,
    spoken,
)

# ISO 7064 MOD 11,10: the standard's own example, and numbers other libraries publish.
PUBLISHED = ("07945", "0032", "47166", "423280260", "45557738808", "053201620338", "86095742719")


@pytest.mark.parametrize("number", PUBLISHED)
def test_published_check_digits(number):
    assert check_digit(number[:-1]) == number[-1]


@given(st.integers(min_value=1, max_value=10**9 - 1))
def test_a_number_is_ten_digits_and_checks(serial):
    number = card_number(serial)
    assert len(number) == 10
    assert number.isdigit()
    assert int(number[:-1]) == serial
    assert is_card_number(number)


@given(st.integers(min_value=1, max_value=10**9 - 1), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_found(serial, place, step):
    number = card_number(serial)
    wrong = str((int(number[place]) + step) % 10)
    assert not is_card_number(number[:place] + wrong + number[place + 1 :])


def test_a_large_running_number_grows():
    assert len(card_number(10**10)) == 12


@pytest.mark.parametrize("serial", [0, -1, 10**11])
def test_impossible_running_numbers(serial):
    with pytest.raises(ValueError, match="range"):
        card_number(serial)


@pytest.mark.parametrize(
    "text", ["", "12", "abc", "１２３４５６７８９０", card_number(5) + "0000", "07945"]
)
def test_what_is_no_card_number(text):
    assert not is_card_number(text)


def test_spoken_in_fours_and_read_back():
    number = card_number(123456789)
    assert spoken(number).split(" ") == [number[:4], number[4:8], number[8:]]
    assert is_card_number(spoken(number))
