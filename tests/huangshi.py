"""The published monthly report of domain.md 5.5, as disputes of a ledger.

August 2016: 869 accepted, 842 settled, 2873.80 万元; with the 840 of July and the 1,028 of a
year before, whose classes and sources the report does not tell.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.matters.category import Scheme, classification
from liaison_desktop.models.tables import table
from liaison_desktop.services.office import Office

TODAY = date(2016, 9, 5)
PERIOD = "2016-08"
ACCEPTED, SETTLED, AMOUNT = 869, 842, 28_738_000
SOURCES = {"主动": 455, "申请": 378, "委托移送": 36}
CLASSES = {
    "婚姻家庭": 160, "邻里": 278, "房屋宅基地": 67, "合同": 44, "生产经营": 31, "损害赔偿": 76,
    "山林土地": 18, "征地拆迁": 28, "环境污染": 4, "劳动争议": 13, "消费": 7, "医疗": 55,
    "道路交通事故": 33, "物业": 1, "其他": 54,
}  # fmt: skip
PRINTED_SHARES = {
    "婚姻家庭": "18.4", "邻里": "32", "房屋宅基地": "7.7", "合同": "5.1", "生产经营": "3.6",
    "损害赔偿": "8.7", "山林土地": "2.1", "征地拆迁": "3.2", "环境污染": "0.5", "劳动争议": "1.5",
    "消费": "0.8", "医疗": "6.3", "道路交通事故": "3.8", "物业": "0.1", "其他": "6.2",
}  # fmt: skip
_OTHERS = ((date(2016, 7, 1), 840, 800), (date(2015, 8, 1), 1028, 990))


def enter_huangshi(office: Office) -> None:
    """Enter the disputes of the three months, each month one operation."""
    context = office.context
    for rows in (_of_the_month(), *(_of_another(*one) for one in _OTHERS)):
        with context.store.operation("录入矛盾纠纷台账", context.actor) as operation:
            operation.bulk_insert(table("dispute"), list(rows))


def _of_the_month() -> Iterator[dict[str, Any]]:
    code_of = {
        classification(code, Scheme.JUDICIAL): code
        for code, _ in reversed(code_list("dispute_category").items)
    }
    categories = (code_of[name] for name, count in CLASSES.items() for _ in range(count))
    sources = code_list("dispute_source").groups.items()
    told = {group: cycle([code for code, of in sources if of == group]) for group in SOURCES}
    came = [next(told[group]) for group, count in SOURCES.items() for _ in range(count)]
    each, rest = divmod(AMOUNT, SETTLED)
    for place, (category, source) in enumerate(zip(categories, came, strict=True)):
        settled = place < SETTLED
        amount = each + (rest if place == 0 else 0) if settled else None
        yield _dispute(date(2016, 8, 1), place, settled=settled) | {
            "category": category, "source": source, "amount": amount,
        }  # fmt: skip


def _of_another(first: date, count: int, settled: int) -> Iterator[dict[str, Any]]:
    for place in range(count):
        yield _dispute(first, place, settled=place < settled) | {
            "category": None, "source": None, "amount": None,
        }  # fmt: skip


def _dispute(first: date, place: int, *, settled: bool) -> dict[str, Any]:
    on = first + timedelta(place % 28)
    return {
        "number": f"纠{on.year}-{first.month:02d}{place:04d}",
        "state": "agreed" if settled else "mediating",
        "title": "纠纷",
        "reopened": 0,
        "found_on": on,
        "accepted_on": on,
        "mediated_on": on + timedelta(1),
        "settled_on": on + timedelta(2) if settled else None,
    }
