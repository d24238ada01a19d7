"""Sentence templates: what each word becomes, wrong words, the office's own wording."""

import re
from datetime import date
from typing import Any

import pytest

from liaison_desktop.domain.errors import InputRefusedError, UsageError
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.scope import Dimension, Scope, ScopePart
from liaison_desktop.domain.figures.structures import KEYS
from liaison_desktop.domain.figures.token import BLANK, Run, Token
from liaison_desktop.models.tables import table
from liaison_desktop.services.figures.summaries import Summaries
from liaison_desktop.services.figures.summary_frame import DraftOptions
from liaison_desktop.services.office import Office

H1 = parse_period("2023H1")


@pytest.fixture
def summaries(practice_office: Office) -> Summaries:
    return practice_office.summaries


def said(runs: tuple[Run, ...]) -> str:
    return "".join(run.shown if isinstance(run, Token) else run for run in runs)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{排查矛盾纠纷}", "36起"),
        ("{排查矛盾纠纷·数}", "36"),
        ("{排查矛盾纠纷·件}", "36件"),
        ("{排查矛盾纠纷·件·各村}", "中和村36件"),
        ("{调解成功率}", "57.1%"),
        ("{调解成功率·分子}/{调解成功率·分母}", "16/28"),
        ("{涉及金额}", "78500元"),
        ("{涉及金额·万元}", "7.85万元"),
        ("{涉及金额·万元两位}", "7.85万元"),
        ("{联系户数·余}", "210余户"),
        ("{联系户数·多}", "210多户"),
        ("{参与联户的干部·近}", "近60人"),
        ("{走访农户·中和村}", "32户"),
        ("{走访农户·村：中和村}", "32户"),
        ("{走访农户·中和村·占比}", "51.6%"),
        ("{排查矛盾纠纷·邻里}", "4起"),
        ("{走访农户·各村}", "中和村32户、补歹村30户"),
        ("{排查矛盾纠纷·各村}", "中和村36起"),  # nought is left out of a list
        ("{排查矛盾纠纷·同比}", "上年同期无数据"),
        ("{排查矛盾纠纷·去年同期}", "0起"),
        ("{期间}", "2023年上半年"),
        ("{期间词}", "半年来"),
        ("{年份}", "2023年"),
        ("{起止日期}", "2023年1月1日至6月30日"),
        ("{截止日期}", "2023年6月30日"),
        ("{日期}", "2023年7月3日"),
        ("{县}{乡镇}{单位}", "罗平县罗雄镇罗雄镇群众工作站"),
        ("{村数}、{村民小组数}", "2个、7个"),
        ("{规则·联户·科级以上}", "5户"),
        ("{规则·联户}", f"{BLANK}户"),
        ("{填写·国土面积}平方公里", f"{BLANK}平方公里"),
        ("{协调项目}", f"{BLANK}个"),
        ("〔发放{发放民情联系卡}，〕另有{排查矛盾纠纷}", "另有36起"),
        ("〔协调项目{协调项目}〕", f"协调项目{BLANK}个"),  # missing is not nought
        ("罗发〔2023〕5号", "罗发〔2023〕5号"),
    ],
)
def test_a_word_becomes_what_it_says(summaries: Summaries, template: str, text: str) -> None:
    runs = summaries.sentence(template, H1)
    assert said(runs) == text
    assert not [run for run in runs if isinstance(run, str) and re.search(r"\d", run)]


def test_a_village_is_said_with_the_range_of_the_draft(practice_office: Office) -> None:
    scope_part = practice_office.summaries.sentence("{走访农户·补歹村}", H1)[0]
    assert isinstance(scope_part, Token)
    options = DraftOptions(scope=scope_part.source.scope)
    runs = practice_office.summaries.sentence("{范围}{走访农户}", H1, options)
    assert said(runs) == "补歹村30户"


@pytest.mark.parametrize(
    ("template", "named"),
    [
        ("{排查矛盾纠份}", "排查矛盾纠份.*是不是要写“排查矛盾纠纷”"),
        ("{没有的词}", "没有的词"),
        ("{排查矛盾纠纷·没有的村}", "没有的村"),
        ("{排查矛盾纠纷·万元}", "万元"),
        ("{走访农户·件}", "件"),
        ("{排查矛盾纠纷·分子}", "分子"),
        ("{排查矛盾纠纷·占比}", "占比"),
        ("{期间·同比}", "同比"),
        ("{规则·吃饭}", "吃饭"),
        ("{规则·联户·没有的职级}", "没有的职级"),
        ("{村数·中和村}", "中和村"),
        ("{排查矛盾纠纷", "花括号"),
        ("〔排查{排查矛盾纠纷}", "括号"),
        ("字" * 2001, "2000"),
    ],
)
def test_a_wrong_template_is_refused_in_one_sentence_that_names_the_word(
    summaries: Summaries, template: str, named: str
) -> None:
    with pytest.raises(InputRefusedError, match=named) as caught:
        summaries.save_template("", "sentence_1", template)
    assert 1 <= caught.value.message.count("。") <= 2


def test_classes_that_grew_and_fell_are_named_by_size(practice_office: Office) -> None:
    context = practice_office.context
    rows = [("0101", 5), ("0201", 1), ("0601", 3)]  # marriage, neighbours, contract
    with context.store.operation("录入上年台账", context.actor) as operation:
        operation.bulk_insert(
            table("dispute"),
            [
                {"number": f"纠2022-{code}{place}", "state": "found", "title": "纠纷",
                 "reopened": 0, "found_on": date(2022, 3, 1), "category": code}
                for code, count in rows
                for place in range(count)
            ],
        )  # fmt: skip
    summaries = practice_office.summaries
    falling = said(summaries.sentence("{排查矛盾纠纷·类别下降}", H1))
    rising = said(summaries.sentence("{排查矛盾纠纷·类别上升}", H1)).split("、")
    assert "婚姻家庭" in falling
    assert rising[0] in ("征地拆迁", "合同")
    assert "邻里" in rising
    assert said(summaries.sentence("{排查矛盾纠纷·同比}", H1)) == "同比增加27起，上升300%"
    without_base = summaries.sentence(
        "〔{排查矛盾纠纷·类别下降}呈下降趋势〕", parse_period("2022H1")
    )
    assert said(without_base) == ""


def test_the_office_may_word_a_sentence_its_own_way_and_take_it_back(
    summaries: Summaries,
) -> None:
    shipped = {row.slot: row for row in summaries.templates("A")}["sentence_1"]
    assert not shipped.changed
    changes = summaries.save_template("", "sentence_1", "全镇收集意见{收集意见建议}。")
    assert changes.operation is not None
    assert "全镇收集意见56条。" in said_of(summaries, "A")
    assert "全镇收集意见56条。" in said_of(summaries, "F")
    summaries.save_template("F", "sentence_1", "收集{收集意见建议}意见。")  # F alone
    assert "收集56条意见。" in said_of(summaries, "F")
    assert "全镇收集意见56条。" in said_of(summaries, "A")
    row = {one.slot: one for one in summaries.templates("A")}["sentence_1"]
    assert row.shipped == shipped.text
    summaries.save_template("F", "sentence_1", "")
    summaries.save_template("", "sentence_1", "")
    assert "走访所联系点群众62户" in said_of(summaries, "A")


def said_of(summaries: Summaries, key: str) -> str:
    return "".join(block.text for block in summaries.draft(key, H1).blocks)


def test_headings_and_titles_can_be_worded_too(summaries: Summaries) -> None:
    summaries.save_template("C", "h1", "一、2023年开展的工作")
    heading = next(block for block in summaries.draft("C", H1).blocks if block.slot == "h1")
    assert heading.text == "一、2023年开展的工作"
    assert isinstance(heading.runs[1], Token)  # what a person typed is a token as well


def test_a_template_whose_word_is_no_more_says_so_in_its_place(practice_office: Office) -> None:
    context = practice_office.context
    with context.store.operation("改句式", context.actor) as operation:
        row = {"structure": "", "slot": "sentence_1", "text": "{从前的指标}"}
        operation.bulk_insert(table("summary_template"), [row])
    blocks = practice_office.summaries.draft("A", H1).blocks
    broken = next(block for block in blocks if block.slot == "sentence_1")
    assert broken.text == ""
    assert "从前的指标" in broken.hint


def test_unknown_structures_and_slots_are_told(summaries: Summaries) -> None:
    with pytest.raises(UsageError, match="没有名为"):
        summaries.draft("H", H1)
    with pytest.raises(UsageError, match="没有名为"):
        summaries.save_template("A", "nowhere", "甲")


@pytest.mark.parametrize("key", ["", *KEYS])
def test_every_shipped_template_can_be_filled(summaries: Summaries, key: str) -> None:
    for row in summaries.templates(key):
        summaries.sentence(row.text, H1)
        assert row.name


def test_the_list_of_words_names_words_that_are_understood(summaries: Summaries) -> None:
    words = summaries.words()
    assert len({word.word for word in words}) == len(words)
    for word in words:
        template = word.word.replace("指标·", "走访农户·").replace("规则·内容", "规则")
        if "万元" in word.word:
            template = template.replace("走访农户", "涉及金额")
        if word.word in ("指标·分子", "指标·分母"):
            template = template.replace("走访农户", "农户覆盖率")
        if word.word == "指标·占比":
            template += "·中和村"
        if "类别" in word.word or word.word in ("指标·件", "指标·起"):
            template = template.replace("走访农户", "排查矛盾纠纷")
        summaries.sentence("{" + template + "}", H1)


def test_a_county_has_the_villages_groups_and_members_below_it(practice_office: Office) -> None:
    words = "{村数}、{村民小组数}、{党员数}、{农户}"
    everywhere = said(practice_office.summaries.sentence(words, H1))
    for area, name in ((1, "罗平县"), (2, "罗雄镇")):
        limit = Scope((ScopePart(Dimension.VILLAGE, str(area), name),))
        chosen = DraftOptions(scope=limit)
        assert said(practice_office.summaries.sentence(words, H1, chosen)) == everywhere


def test_what_is_listed_part_by_part_makes_the_whole(office: Office, records: Any) -> None:
    gone = records.add("cadre", name="孔去", until=date(2023, 5, 1))
    for source, owner in (("party", None), (None, gone), ("自来", None), ("", None)):
        records.dispute(
            number=f"纠{source}{owner}", found_on=date(2023, 3, 1), source=source, owner_id=owner
        )
    sources = said(office.summaries.sentence("{排查矛盾纠纷·各来源}", H1))
    assert sources == "申请1起、自来1起、未填2起"
    owners = said(office.summaries.sentence("{排查矛盾纠纷·各干部}", H1))
    assert owners == "孔去1起、未填3起"


def test_a_name_two_people_have_names_neither(office: Office, records: Any) -> None:
    for days in (2, 5):
        cadre = records.add("cadre", name="王一")
        for day in range(1, days + 1):
            records.add("diary", on=date(2023, 3, day), cadre_id=cadre)
    with pytest.raises(InputRefusedError, match="“王一”无法识别"):
        office.summaries.sentence("{民情日记·王一}", H1)
    assert said(office.summaries.sentence("{民情日记·各干部}", H1)) == "王一2篇、王一5篇"


@pytest.mark.parametrize("word", ["占比·中和村", "同比幅度"])
def test_a_rate_has_no_share_and_no_per_cent(summaries: Summaries, word: str) -> None:
    with pytest.raises(InputRefusedError, match="不适用于“调解成功率”"):
        summaries.sentence("{调解成功率·" + word + "}", H1)


def test_half_a_character_in_a_wording_is_left_out(summaries: Summaries) -> None:
    row = summaries.templates("A")[0]
    summaries.save_template("A", row.slot, "\ud83d{期间}\x00总结")
    kept = next(one for one in summaries.templates("A") if one.slot == row.slot)
    assert kept.text == "{期间}总结"
