"""Dates as typed at the desk."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_desktop.ui.typed_date import read_typed_date

TODAY = date(2023, 6, 15)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3.5", date(2023, 3, 5)),
        ("3月5日", date(2023, 3, 5)),
        ("３。５", date(2023, 3, 5)),
        ("2023-3-5", date(2023, 3, 5)),
        ("20230305", date(2023, 3, 5)),
        ("2023年3月5日", date(2023, 3, 5)),
        ("23.3.5", date(2023, 3, 5)),
        ("66/1/2", date(1966, 1, 2)),
        ("今天", TODAY),
        ("昨天", date(2023, 6, 14)),
        ("+10", date(2023, 6, 25)),
        ("-15", date(2023, 5, 31)),
        ("2.30", None),
        ("13.1", None),
        ("2023.2", None),
        ("随便", None),
    ],
)
def test_reading(text, day):
    assert read_typed_date(text, TODAY) == day


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_date_is_read_in_its_usual_forms(day):
    for text in (
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
    ):
        assert read_typed_date(text, TODAY) == day


@given(st.text(max_size=12).filter(str.strip))
def test_no_text_breaks_it(text):
    assert read_typed_date(text, TODAY) is None or isinstance(read_typed_date(text, TODAY), date)
