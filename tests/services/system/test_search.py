"""One search box finds people by any part of what is known, while typing."""

import pytest
from sqlalchemy import select

from liaison_desktop.domain.changes import Kind
from liaison_desktop.models.register.area import Area
from liaison_desktop.models.register.household import Resident
from liaison_desktop.services.context import Context
from liaison_desktop.services.system.search import Search
from liaison_desktop.services.system.undo import Undo
from tests.factories import make_area, make_cadre, make_household, make_resident

_PEOPLE = {
    "ZH0001": ("张伟芳", {"phone": "13929253489", "id_number": "53032419760809265X"}),
    "ZH0002": ("单雄信", {"phone": "13800001111"}),
    "ZH0003": ("尉迟恭", {"other_phones": "0874-8229449"}),
    "ZH0004": ("古丽米娜·买买提", {}),
    "ZH0005": ("高㛃", {}),
    "ZH0006": ("吕布", {}),
    "ZH0007": ("张伟", {}),
    "ZH0108": ("陈𬭊", {}),
}


@pytest.fixture
def search(context: Context) -> Search:
    """Give a search over a village of people with telling names."""
    with context.store.operation("建户", context.actor) as operation:
        village = operation.session.scalars(select(Area)).one()
        group = make_area(operation, "中和一组", level="group", parent_id=village.id)
        for number, (name, values) in _PEOPLE.items():
            household = make_household(operation, village, number, group_id=group.id)
            make_resident(operation, household, name, **values)
        make_cadre(operation, "诸葛云先", "县政府办公室", phone="15823085033", post="主任")
    return Search(context)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("张伟芳", "张伟芳"), ("伟芳", "张伟芳"), ("芳", "张伟芳"), ("zwf", "张伟芳"),
        ("zhangweif", "张伟芳"), ("weifang", "张伟芳"), ("wf", "张伟芳"),
        ("3489", "张伟芳"), ("139292", "张伟芳"), ("265X", "张伟芳"), ("265x", "张伟芳"),
        ("５３０３２４１９７６", "张伟芳"), ("张 3489", "张伟芳"),
        ("shan", "单雄信"), ("sxx", "单雄信"), ("yuchi", "尉迟恭"), ("ycg", "尉迟恭"),
        ("9449", "尉迟恭"), ("买买提", "古丽米娜·买买提"), ("古丽米娜买买提", "古丽米娜·买买提"),
        ("㛃", "高㛃"), ("lvbu", "吕布"), ("lubu", "吕布"), ("𬭊", "陈𬭊"), ("zh108", ""),
        ("zh0108", "陈𬭊"), ("0108", "陈𬭊"), ("诸葛", "诸葛云先"), ("zgyx", "诸葛云先"),
        ("政府办 5033", "诸葛云先"),
    ],
)  # fmt: skip
def test_any_part_finds(search: Search, text: str, name: str) -> None:
    found = {hit.title for hit in search.find(text) if hit.kind is not Kind.HOUSEHOLD}
    assert (name in found) if name else not found


@pytest.mark.parametrize(
    "text", ["danxx", "芳伟", "芳中", "9999", "张 买", "", "  ", '"', "*", "中恭"]
)
def test_what_is_not_there_is_not_found(search: Search, text: str) -> None:
    assert search.find(text) == ()


def test_the_exact_name_comes_first(search: Search) -> None:
    assert [hit.title for hit in search.find("张伟")][:2] == ["张伟", "张伟芳"]


def test_a_place_and_a_name_narrow_together(search: Search) -> None:
    assert {h.title for h in search.find("中和一组 张") if h.kind is Kind.RESIDENT} == {
        "张伟", "张伟芳",
    }  # fmt: skip
    assert len(search.household_ids("中和村")) == len(_PEOPLE)


def test_nothing_personal_stands_in_a_hit(search: Search) -> None:
    shown = " ".join(f"{hit.title}{hit.subtitle}" for hit in search.find("张"))
    assert "13929253489" not in shown
    assert "530324" not in shown


def test_the_index_follows_edits_renames_removal_and_undo(context: Context, search: Search) -> None:
    with context.store.operation("改名", context.actor) as operation:
        operation.session.scalars(
            select(Resident).where(Resident.name == "吕布")
        ).one().name = "吕卜"
    assert not search.find("吕布")
    assert search.find("吕卜")
    with context.store.operation("改村名", context.actor) as operation:
        operation.session.scalars(select(Area).where(Area.level == "village")).one().name = "新村"
    assert len(search.household_ids("新村")) == len(_PEOPLE)
    assert len(search.household_ids("中和村")) == 0
    with context.store.operation("删人", context.actor) as operation:
        person = operation.session.scalars(select(Resident).where(Resident.name == "张伟")).one()
        operation.session.delete(person)
    assert [hit.title for hit in search.find("张伟")] == ["张伟芳"]
    Undo(context).take_back()
    assert "张伟" in {hit.title for hit in search.find("张伟")}
