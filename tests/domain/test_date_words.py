"""Days as papers and sentences write them (GB/T 9704-2012, 7.3.5.4)."""

from datetime import date

from liaison_desktop.domain.date_words import (
    BLANK_DAY,
    day_words,
    month_day_words,
    month_words,
    weekday_words,
)

DAY = date(2023, 3, 5)


def test_a_day_is_written_without_zeros_before_figures() -> None:
    assert day_words(DAY) == "2023年3月5日"
    assert month_words(DAY) == "2023年3月"
    assert month_day_words(DAY) == "3月5日"
    assert weekday_words(DAY) == "星期日"


def test_a_missing_day_leaves_room_to_write_one() -> None:
    assert day_words(None) == BLANK_DAY
    assert day_words(None, "") == ""
