"""The ways ``import_rosters`` measures: two rivals, and the whole import of this program."""

import gc
import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import openpyxl
from python_calamine import CalamineWorkbook
from sqlalchemy import insert

from benchmarks import made_up
from liaison_desktop.models.driver import open_engine, sqlite_url
from liaison_desktop.models.tables import complete_metadata, table
from liaison_desktop.services.office import open_office

_HOUSEHOLD_FIELDS = ("kind", "land", "crops", "livestock", "income", "housing", "water")
_PERSON_FIELDS = (
    "sex", "birth", "ethnicity", "id_number", "education", "political", "health", "phone",
)  # fmt: skip
_COLUMN = {name: place for place, (name, _) in enumerate(made_up.HEADINGS)}


@dataclass(frozen=True, slots=True)
class Measured:
    """What one way cost.

    Attributes:
        way: What it is called in the table.
        seconds: Wall time.
        parts: Name and wall time of its parts, in order.
        processor: Processor time of this process and its children: on a machine that is
            busy with other things the ratio of these is the one to trust.
    """

    way: str
    seconds: float
    parts: tuple[tuple[str, float], ...]
    processor: float = 0.0


def measure(households: int, rounds: int, folder: Path) -> list[Measured]:
    """Measure every way, best of some rounds, and return them in the order of the table."""
    workbook = folder / f"{households}.xlsx"
    made_up.write_workbook(workbook, made_up.houses(households))
    ways: tuple[Callable[[Path, Path], Measured], ...] = (_with_calamine, _with_openpyxl, _ours)
    runs: dict[int, list[Measured]] = {place: [] for place in range(len(ways))}
    for number in range(rounds):  # in turn, so that a busy moment strikes all alike
        for place, way in enumerate(ways):
            gc.collect()
            before = _processor_seconds()
            run = way(workbook, folder / f"{way.__name__}-{households}-{number}")
            runs[place].append(replace(run, processor=_processor_seconds() - before))
    return [_best(own) for own in runs.values()]


def _best(runs: Sequence[Measured]) -> Measured:
    best = min(runs, key=lambda run: run.seconds)
    return replace(best, processor=min(run.processor for run in runs))


def _processor_seconds() -> float:
    return sum(os.times()[:4])


def _with_calamine(workbook: Path, folder: Path) -> Measured:
    def read() -> Iterable[Sequence[Any]]:
        return CalamineWorkbook.from_path(workbook).get_sheet_by_index(0).to_python()

    return _rival("calamine + 批量插入", read, folder)


def _with_openpyxl(workbook: Path, folder: Path) -> Measured:
    def read() -> Iterable[Sequence[Any]]:
        book = openpyxl.load_workbook(workbook, read_only=True)
        return [
            ["" if value is None else value for value in row]
            for row in book.worksheets[0].iter_rows(values_only=True)
        ]

    return _rival("openpyxl + 批量插入", read, folder)


def _rival(way: str, read: Callable[[], Iterable[Sequence[Any]]], folder: Path) -> Measured:
    """Read the rows and insert them, one transaction, keys counted by hand."""
    folder.mkdir()
    engine = open_engine(sqlite_url(folder / "rival.db"))
    complete_metadata().create_all(engine)
    started = time.perf_counter()
    rows = list(read())[1:]
    reading = time.perf_counter() - started
    houses, people = _plain_rows(rows)
    with engine.begin() as connection:
        village = {"public_id": "v", "version": 1, "level": "village", "name": "村", "position": 1}
        connection.execute(insert(table("area")), [village])
        connection.execute(insert(table("household")), houses)
        connection.execute(insert(table("resident")), people)
    total = time.perf_counter() - started
    engine.dispose()
    return Measured(way, total, (("读取", reading), ("插入", total - reading)))


def _plain_rows(rows: Sequence[Sequence[Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Split rows into households and people as simply as it can be done."""
    houses: dict[tuple[Any, Any], dict[str, Any]] = {}
    people: list[dict[str, Any]] = []
    for count, row in enumerate(rows, start=1):
        key = (row[_COLUMN["village"]], row[_COLUMN["number"]])
        if key not in houses:
            number = f"{key[0]}{key[1]}"
            houses[key] = {
                "id": len(houses) + 1,
                "public_id": f"h{count}",
                "version": 1,
                "village_id": 1,
                "number": number,
                "number_key": number,
                **{name: row[_COLUMN[name]] or None for name in _HOUSEHOLD_FIELDS},
            }
        people.append(
            {
                "public_id": f"p{count}",
                "version": 1,
                "household_id": houses[key]["id"],
                "position": count,
                "is_head": row[_COLUMN["relation"]] == "户主",
                "name": row[_COLUMN["name"]],
                "name_key": row[_COLUMN["name"]],
                "id_state": "ok",
                "relation": row[_COLUMN["relation"]],
                **{name: row[_COLUMN[name]] or None for name in _PERSON_FIELDS},
            }
        )
    return list(houses.values()), people


def _ours(workbook: Path, folder: Path) -> Measured:
    with open_office(folder, create=True) as office:
        office.areas.set_up_station("罗平县", "罗雄镇")
        importing = office.household_import
        started = time.perf_counter()
        plan = importing.plan(workbook)
        planned = time.perf_counter()
        report = importing.apply(plan)
        total = time.perf_counter() - started
        seen = planned - started
    assert report.counts["households"].new * made_up.PEOPLE_A_HOUSEHOLD == (  # noqa: S101
        report.counts["residents"].new
    )
    return Measured("本程序（整个导入）", total, (("读取核对", seen), ("存入", total - seen)))
