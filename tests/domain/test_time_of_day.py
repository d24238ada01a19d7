import pytest

from liaison_desktop.domain.time_of_day import read_time


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("930", "9:30"),
        ("0930", "9:30"),
        ("9:30", "9:30"),
        ("9：30", "9:30"),
        ("9.30", "9:30"),
        ("9点半", "9:30"),
        ("9时30分", "9:30"),
        ("15", "15:00"),
        ("1500", "15:00"),
        ("15点", "15:00"),
        ("下午3点", "15:00"),
        ("下午 4点半", "16:30"),
        ("晚上8:15", "20:15"),
        ("上午9点", "9:00"),
        ("中午12点", "12:00"),
        ("中午11点半", "11:30"),
        ("中午1点", "13:00"),
        ("00:10", "0:10"),
    ],
)
def test_a_time_is_read_as_people_type_it(typed, read):
    assert read_time(typed) == read
    assert read_time(read) == read


@pytest.mark.parametrize("typed", ["", "2530", "9:75", "25点", "饭后", "9:3", "20230305", "午前"])
def test_what_is_no_time_stays_as_typed(typed):
    assert read_time(typed) == typed
