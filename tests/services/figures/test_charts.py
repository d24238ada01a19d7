"""Charts are made of indicators alone: every value is the figure its click would open."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.figures.chart import Chart, ChartKind
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.scope import Dimension, Scope
from liaison_desktop.services.figures.charts import STANDARD
from liaison_desktop.services.office import Office, open_office
from tests.huangshi import PERIOD, enter_huangshi
from tests.huangshi import TODAY as HUANGSHI_DAY
from tests.services.figures.conftest import Records

TRUTH = json.loads((Path(__file__).parents[2] / "data" / "truth.json").read_text("utf-8"))
H1 = parse_period("2023H1")
MONTHS = ("1月", "2月", "3月", "4月", "5月", "6月")


@pytest.fixture
def huangshi(tmp_path: Path) -> Iterator[Office]:
    """An office that keeps the ledger of Huangshi (domain.md 5.5)."""
    with open_office(tmp_path / "huangshi", create=True, today=lambda: HUANGSHI_DAY) as office:
        enter_huangshi(office)
        yield office


def values(chart: Chart, number: int = 0) -> dict[str, object]:
    return dict(zip(chart.categories, chart.series[number].values, strict=True))


def test_every_value_is_the_figure_that_its_source_names(practice_office: Office) -> None:
    seen = 0
    for chart in practice_office.charts.several(practice_office.charts.keys(), H1):
        for series in chart.series:
            assert len(series.values) == len(chart.categories)
            for value, source in zip(series.values, series.sources, strict=False):
                if source is None:
                    continue
                period = parse_period(source.period)
                figure = practice_office.figures.one(source.key, period, source.scope)
                assert figure.value == value, (chart.key, source)
                seen += 1
    assert seen > 100


def test_the_parts_of_a_chart_make_the_figure_of_the_table(practice_office: Office) -> None:
    figure = practice_office.figures.one
    one = practice_office.charts.one
    classes = one("dispute_classes", H1)
    assert sum(classes.series[0].values) == figure("disputes_found", H1).value == 36
    villages = one("disputes_by_village", H1)
    assert sum(villages.series[1].values) == figure("disputes_settled", H1).value == 16
    states = one("ledger_states", H1)
    done, in_time, late = (sum(series.values) for series in states.series)
    assert (done, in_time + late, late) == (
        figure("concerns_closed", H1).value,
        figure("concerns_open", H1).value,
        figure("concerns_overdue", H1).value,
    )
    assert sum(one("concern_classes", H1).series[0].values) == 56


def test_months_are_those_of_the_truth(practice_office: Office) -> None:
    chart = practice_office.charts.one("disputes_by_month", H1)
    assert chart.kind is ChartKind.COLUMNS_AND_LINE
    assert chart.categories == MONTHS
    mediated = Counter(
        f"{int(one['mediated'][5:7])}月" for one in TRUTH["disputes"] if one["mediated"]
    )
    assert values(chart) == {month: mediated[month] for month in MONTHS}
    assert [one.name for one in chart.series] == ["参与调解", "调解成功", "调解成功率"]
    for came, settled, rate in zip(*(one.values for one in chart.series), strict=True):
        assert rate == pytest.approx(settled / came * 100, abs=0.05)


def test_bars_are_sorted_with_the_rest_last(huangshi: Office) -> None:
    chart = huangshi.charts.one("dispute_classes", parse_period(PERIOD))
    assert chart.categories[-1] == "其他"
    counts = chart.series[0].values[:-1]
    assert list(counts) == sorted(counts, reverse=True)
    assert chart.categories[0] == "邻里纠纷"
    assert counts[0] == 278
    assert chart.series[0].values[-1] == 54


def test_the_headline_of_huangshi_is_true_word_for_word(huangshi: Office) -> None:
    period = parse_period(PERIOD)
    charts = huangshi.charts
    classes = charts.one("dispute_classes", period)
    unit = classes.series[0].unit
    assert classes.headline.startswith(f"邻里纠纷278{unit}，占32%")
    month = charts.one("disputes_by_month", period)
    assert [one.name for one in month.series] == ["受理纠纷", "调解成功", "受理成功率"]
    assert month.categories == tuple(f"{number}月" for number in range(1, 9))
    assert month.series[0].values[-2:] == (840, 869)
    assert month.headline.startswith("受理纠纷869")
    assert "受理成功率96.9%" in month.headline
    both = charts.one("year_and_before", period)
    assert [one.name for one in both.series] == ["2016年8月", "2015年8月", "2016年7月"]
    assert values(both, 0)[f"排查矛盾纠纷（{unit}）"] == 869
    assert values(both, 1)[f"排查矛盾纠纷（{unit}）"] == 1028
    assert values(both, 2)[f"排查矛盾纠纷（{unit}）"] == 840


def test_a_year_has_one_base_and_one_that_runs_is_compared_in_no_sentence(huangshi: Office) -> None:
    charts = huangshi.charts.several(("dispute_classes", "year_and_before"), parse_period("2016"))
    assert not [one for one in charts if "去年" in one.headline]
    assert [one.name for one in charts[1].series] == ["2016年", "2015年"]
    assert "本期尚未结束" in charts[1].note
    assert charts[0].headline.endswith(f"另有840{charts[0].series[0].unit}未填")


def test_without_last_year_nothing_is_compared(practice_office: Office) -> None:
    charts = practice_office.charts.several(practice_office.charts.keys(), H1)
    assert not [one for one in charts if "去年" in one.headline]
    chart = practice_office.charts.one("year_and_before", H1)
    assert "上年同期和上期均无数据" in chart.headline
    assert [one.name for one in chart.series] == ["2023年上半年"]


def test_every_note_names_source_days_and_definition(practice_office: Office) -> None:
    for chart in practice_office.charts.several(practice_office.charts.keys(), H1):
        assert chart.note.startswith("来源：罗平县罗雄镇群众工作站")
        assert re.search("统计时段：2023年1月1日至6月30日。|统计时点：2023年6月30日。", chart.note)
        assert "制图日期：2023年7月3日。" in chart.note
        assert "口径：" in chart.note
        for series in chart.series:
            for source in series.sources:
                if source is not None:
                    assert practice_office.figures.term(source.key).meaning in chart.note
        assert chart.title.startswith("2023年上半年")


def test_nobody_of_a_dispute_stands_in_a_chart(practice_office: Office) -> None:
    people = {one[side] for one in TRUTH["disputes"] for side in ("a", "b")}
    heads = {one["members"][0]["name"] for one in TRUTH["households"]}
    cadres = {one["name"] for one in TRUTH["cadres"]}
    for chart in practice_office.charts.several(practice_office.charts.keys(), H1):
        said = "\n".join((chart.title, chart.headline, chart.note, *chart.categories))
        named = {name for name in (people | heads) - cadres if name in said}
        assert not named


def test_a_meeting_has_the_six_standard_charts(practice_office: Office) -> None:
    charts = practice_office.charts.meeting(H1)
    assert tuple(one.key for one in charts) == STANDARD
    assert not any(one.empty for one in charts)


def test_others_take_the_place_of_empty_ones(office: Office, records: Records) -> None:
    group = records.add("area", level="group", name="中和一组", parent_id=records.village)
    records.pair(records.household(group_id=group), records.add("cadre"))
    charts = office.charts.meeting(H1)
    assert [one.key for one in charts] == ["coverage_matrix"]
    assert charts[0].series[0].values == (100.0,)


def test_an_office_without_ledgers_is_told_so(office: Office) -> None:
    charts = office.charts.meeting(H1)
    assert tuple(one.key for one in charts) == STANDARD
    assert all(one.empty for one in charts)
    assert charts[0].headline == "矛盾纠纷无数据"


def test_within_a_village_the_groups_stand_in_its_place(practice_office: Office) -> None:
    village = next(
        part
        for part in practice_office.figures.scope_parts(Dimension.VILLAGE)
        if part.label == "中和村"
    )
    scope = Scope((village,))
    chart = practice_office.charts.one("disputes_by_village", H1, scope)
    assert "中和一组" in chart.categories
    assert not [name for name in chart.categories if "补歹" in name]
    assert sum(chart.series[0].values) <= 36
    assert "（中和村）" in chart.title
    found = practice_office.charts.one("visits_by_month", H1, scope)
    assert sum(found.series[0].values) == practice_office.figures.one("visits", H1, scope).value
    matrix = practice_office.charts.one("coverage_matrix", H1, scope)
    assert matrix.rows == ("中和村",)


def test_groups_are_named_alike_in_every_village(practice_office: Office) -> None:
    chart = practice_office.charts.one("coverage_matrix", H1)
    assert chart.rows == ("中和村", "补歹村")
    assert chart.categories[:2] == ("第1组", "第2组")
    assert all(len(one.values) == len(chart.categories) for one in chart.series)


def test_what_cadres_have_stands_beside_what_they_owe(office: Office, records: Records) -> None:
    short, whole, free = (records.add("cadre", quota=quota) for quota in (5, 1, None))
    for cadre in (short, short, whole, free):
        records.pair(records.household(), cadre)
    chart = office.charts.one("quota_bullets", H1)
    assert [one.values for one in chart.series] == [(2, 1), (5, 1)]
    assert chart.headline == "2名干部中1名完成联户任务，1名共差3户"


def test_what_cadres_owe_is_the_quota_of_the_period_that_is_to_be_reached(
    office: Office, records: Records
) -> None:
    leading, staff = (records.add("cadre", rank=rank) for rank in ("leading", "general"))
    rules = records.add("rule_set", name="联户标准", since=date(2023, 4, 1), until=None)
    for applies_to, comparison, value in (("科级以上", ">=", 2), ("一般干部", "<=", 1)):
        records.add(
            "rule", rule_set_id=rules, indicator="paired_households", applies_to=applies_to,
            comparison=comparison, value=value, unit="户", period="",
        )  # fmt: skip
    records.pair(records.household(), leading)
    chart = office.charts.one("quota_bullets", H1)
    assert chart.headline == "1名干部中0名完成联户任务，1名共差1户", "nobody may not have less"
    assert list(office.figures.record_ids("cadres_below_quota", H1)) == [leading]
    before = office.charts.one("quota_bullets", parse_period("2023Q1"))
    assert before.headline == "没有为干部定联户任务", "the rules came later"
    assert staff


def test_households_in_another_village_count_for_a_quota(office: Office, records: Records) -> None:
    cadre = records.add("cadre", quota=2)
    elsewhere = records.add("area", level="village", name="补歹村", parent_id=None)
    for place in (records.village, elsewhere):
        home = records.add("household", village_id=place)
        records.pair(home, cadre)
    village = office.figures.scope_parts(Dimension.VILLAGE)[0]
    chart = office.charts.one("quota_bullets", H1, Scope((village,)))
    assert chart.headline == "1名干部全部完成联户任务"
    assert "含干部在别处联系的农户" in chart.note


def test_a_period_that_runs_ends_today(practice_office: Office) -> None:
    chart = practice_office.charts.one("disputes_by_month", parse_period("2023"))
    assert len(chart.categories) == 7
    assert "（截至2023年7月3日）" in chart.note


def test_the_pack_is_written_as_its_name_says(practice_office: Office, tmp_path: Path) -> None:
    heads = {".pptx": b"PK", ".xlsx": b"PK", ".pdf": b"%PDF", ".png": b"\x89PNG", ".svg": b"<svg"}
    for suffix, head in heads.items():
        path = tmp_path / f"图表{suffix}"
        assert practice_office.charts.write(H1, path) == (path,)
        assert path.read_bytes().startswith(head)
    several = practice_office.charts.write(H1, tmp_path / "单.svg", each=True)
    assert [path.name for path in several] == [f"单-{number}.svg" for number in range(1, 7)]
    assert all(path.exists() for path in several)


def test_what_does_not_exist_is_refused_in_words(practice_office: Office, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nonsense"):
        practice_office.charts.one("nonsense", H1)
    with pytest.raises(UsageError, match=r"\.pptx"):
        practice_office.charts.write(H1, tmp_path / "图表.docx")


def test_the_pack_is_dated_and_named(practice_office: Office) -> None:
    pack = practice_office.charts.pack(H1, keys=("concern_classes",))
    assert (pack.title, pack.dated) == ("2023年上半年工作情况图表", date(2023, 7, 3))
    assert [one.key for one in pack.charts] == ["concern_classes"]
