"""Indicators: the catalogue is whole, percentages are rounded as the office rounds."""

import re
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_desktop.domain.figures.catalogue import INDICATORS
from liaison_desktop.domain.figures.indicator import Nature, percentage, round_half_up


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [(212, 212, 100.0), (1, 3, 33.3), (2, 3, 66.7), (0, 5, 0.0), (1, 2000, 0.1), (1, 2001, 0.05),
     (3, 16, 18.8), (1, 16, 6.3), (5, 4, 125.0), (1998, 2000, 99.9), (1999, 2000, 99.95),
     (14995, 15000, 99.97), (299999, 300000, 99.9997), (1, 300000, 0.0003)],
)  # fmt: skip
def test_percentages_round_half_up_to_a_tenth(
    numerator: int, denominator: int, expected: float
) -> None:
    assert percentage(numerator, denominator) == expected


def test_a_rate_of_nothing_is_no_number() -> None:
    assert percentage(0, 0) is None
    assert percentage(3, 0) is None


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_percentages_agree_with_exact_fractions(numerator: int, denominator: int) -> None:
    exact = Fraction(numerator, denominator) * 1000 + Fraction(1, 2)
    tenths, printed = floor(exact) / 10, percentage(numerator, denominator)
    if tenths in (0, 100) and numerator not in (0, denominator):
        assert printed is not None
        assert abs(printed - tenths) <= 0.05
        assert printed not in (0, 100), "neither nothing nor all"
    else:
        assert printed == tenths


def test_halves_go_away_from_zero() -> None:
    assert round_half_up(0.25, 1) == 0.3
    assert round_half_up(2.675, 2) == 2.68


def test_the_catalogue_has_each_key_once_and_a_measure_word_for_each() -> None:
    keys = [term.key for term in INDICATORS]
    assert len(keys) == len(set(keys))
    labels = [term.label for term in INDICATORS]
    assert len(labels) == len(set(labels))
    for term in INDICATORS:
        assert re.fullmatch(r"[a-z_]+", term.key)
        assert term.unit
        assert term.meaning.endswith("。")
        assert (term.unit == "%") == (term.nature is Nature.RATE)
