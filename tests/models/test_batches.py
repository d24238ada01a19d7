"""Conditions that choose rows by their keys."""

from sqlalchemy import column, select
from sqlalchemy.dialects import sqlite

from liaison_desktop.models.batches import SIZE, holding

KEY = column("id")


def words(keys: list[int]) -> list[str]:
    """Return each condition as SQL."""
    return [
        str(
            select(KEY)
            .where(one)
            .compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
        ).rpartition("WHERE ")[2]
        for one in holding(KEY, keys)
    ]


def test_keys_close_together_are_asked_for_by_the_first_and_the_last() -> None:
    assert words([5, 3, 4, 4, 7]) == ["id BETWEEN 3 AND 7"]
    assert words([9]) == ["id BETWEEN 9 AND 9"]


def test_keys_far_apart_are_named_one_by_one() -> None:
    assert words([900, 3, 50]) == ["id IN (3, 50, 900)"]


def test_many_keys_take_several_conditions_and_none_takes_none() -> None:
    assert len(words(list(range(2 * SIZE + 1)))) == 3
    assert words([]) == []
