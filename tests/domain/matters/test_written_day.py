"""Days as cells hold them: what no ledger of ours can mean is not taken for a day."""

import datetime as dt

import pytest

from liaison_desktop.domain.matters.written_day import read_written_day


@pytest.mark.parametrize("year", [1900, 1904, 1949, 2100, 9999])
@pytest.mark.parametrize("kind", [dt.date, dt.datetime])
def test_a_date_of_no_year_of_ours_is_unread(year, kind):
    read = read_written_day(kind(year, 3, 5))
    assert not read.day
    assert read.unread


def test_a_date_keeps_its_time_of_day():
    read = read_written_day(dt.datetime.fromisoformat("2023-03-05T09:30"))
    assert (read.year, read.month, read.day, read.clock) == (2023, 3, 5, "09:30")
    assert read_written_day(dt.datetime.fromisoformat("2023-03-05")).clock == ""
    assert read_written_day(dt.date(1950, 1, 1)).day == 1
