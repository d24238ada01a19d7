"""Summaries: drafts of every structure, saving, changed figures, facts, what may not stand."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from liaison_desktop.domain.errors import ConflictError, InputRefusedError, RefusedError, UsageError
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.scope import Dimension, Scope
from liaison_desktop.domain.figures.structures import KEYS
from liaison_desktop.domain.figures.summary import (
    Block,
    BlockKind,
    SummaryDetail,
    SummaryState,
)
from liaison_desktop.domain.figures.template import prose_runs
from liaison_desktop.domain.figures.token import BLANK, Token, TokenKind
from liaison_desktop.models.matters.dispute import Dispute
from liaison_desktop.models.tables import table
from liaison_desktop.services.figures.summaries import Summaries
from liaison_desktop.services.figures.summary_frame import DraftOptions
from liaison_desktop.services.office import Office, open_office
from tests.huangshi import PERIOD, TODAY, enter_huangshi
from tests.services.figures.conftest import Records, brought_up_to_date

H1 = parse_period("2023H1")


@pytest.fixture
def summaries(practice_office: Office) -> Summaries:
    return practice_office.summaries


def text_of(detail: SummaryDetail) -> str:
    return "\n".join(block.text for block in detail.blocks)


def tokens_of(detail: SummaryDetail) -> list[Token]:
    return [run for block in detail.blocks for run in block.runs if isinstance(run, Token)]


def with_body(detail: SummaryDetail, text: str) -> SummaryDetail:
    """The summary with one paragraph more, typed by hand."""
    return replace(detail, blocks=(*detail.blocks, Block(BlockKind.BODY, prose_runs(text))))


@pytest.mark.parametrize("key", KEYS)
def test_every_digit_of_a_draft_stands_in_a_token(summaries: Summaries, key: str) -> None:
    detail = summaries.draft(key, H1)
    prose = [run for block in detail.blocks for run in block.runs if isinstance(run, str)]
    assert not [run for run in prose if re.search(r"\d", run)]
    assert BLANK not in "".join(prose)
    for token in tokens_of(detail):
        typed = token.source.kind is TokenKind.TYPED
        assert typed or summaries.value(token.source) == token.shown


@pytest.mark.parametrize("kind", [BlockKind.BODY, BlockKind.TITLE])
def test_what_no_file_can_keep_is_left_out_of_pasted_text(
    summaries: Summaries, tmp_path: Path, kind: BlockKind
) -> None:
    pasted = Block(kind, ("走访\ud83d5户\x00\x1b，\uffff其中", *prose_runs("\udc003户\tA\n。")))
    draft = summaries.draft("A", H1)
    detail = replace(draft, blocks=(*draft.blocks, pasted), organisation="群众\ud800工作站")
    key, _changes = summaries.save(detail)
    saved = summaries.detail(key)
    assert saved.blocks[-1].text == "走访5户，其中3户\tA\n。"
    assert len(saved.blocks[-1].runs) == len(pasted.runs)
    assert saved.organisation == "群众工作站"
    for ending in ("pdf", "docx", "txt"):
        assert summaries.write(detail, tmp_path / f"总结.{ending}")


def test_a_title_longer_than_a_file_tells_is_printed_whole(
    summaries: Summaries, tmp_path: Path
) -> None:
    draft = summaries.draft("A", H1)
    detail = replace(draft, blocks=(Block(BlockKind.TITLE, ("总" * 2000,)), *draft.blocks[1:]))
    assert summaries.write(detail, tmp_path / "总结.docx")
    with pytest.raises(InputRefusedError, match="标题太长"):
        summaries.save(detail)


def test_facts_of_a_period_that_ends_with_the_calendar(summaries: Summaries) -> None:
    keys = {fact.key for fact in summaries.facts(parse_period("9999"))}
    assert "concerns_overdue" in keys
    assert "late_entries" not in keys


@pytest.mark.parametrize("key", KEYS)
def test_a_fresh_draft_has_changed_nowhere(summaries: Summaries, key: str) -> None:
    detail = summaries.draft(key, H1)
    assert summaries.changed(detail) == ()


def test_the_draft_tells_the_half_year(summaries: Summaries) -> None:
    text = text_of(summaries.draft("A", H1))
    for said in (
        "2023年上半年干部结对联户工作总结",
        "半年来，共收集意见建议56条，走访所联系点群众62户",
        "58名干部与212户群众结对，农户覆盖率100%，干部参与率100%。",
        "其中当场答复19条、进入民情台账37件，办结20件",
        "排查矛盾纠纷36起，参与调解28起，调解成功16起，调解成功率57.1%，涉及金额7.85万元。",
        "2023年7月3日",
    ):
        assert said in text


def test_what_is_missing_is_a_marked_blank_and_what_is_zero_is_left_out(
    summaries: Summaries,
) -> None:
    draft = summaries.draft("A", H1)
    assert f"积极筹措资金{BLANK}元" in text_of(draft)  # no such ledger yet
    assert "制作发放" not in text_of(draft)  # cards are made, none was handed out
    kept = summaries.draft("A", H1, DraftOptions(omit_zero=False))
    assert "制作发放《民情联系卡》0张" in text_of(kept)


def test_a_ledger_never_opened_gives_blanks_and_no_zero(tmp_path: Path) -> None:
    with open_office(tmp_path / "data", create=True, today=lambda: date(2023, 7, 3)) as office:
        text = text_of(office.summaries.draft("C", H1))
    assert f"排查矛盾纠纷{BLANK}起" in text
    assert f"走访群众{BLANK}户" in text


def test_the_report_of_huangshi_comes_out_word_for_word(tmp_path: Path) -> None:
    with open_office(tmp_path / "data", create=True, today=lambda: TODAY) as office:
        enter_huangshi(office)
        detail = office.summaries.draft("G", parse_period(PERIOD))
        assert all(line.agrees for line in office.summaries.sources(detail))
        (table_,) = office.summaries.paper(detail).tables
    text = text_of(detail)
    assert (
        "受理矛盾纠纷869件，调解成功842件，成功率96.9%，协议涉及金额2873.80万元。"
        "同比减少159件，下降15.5%；环比增加29件，上升3.5%。"
    ) in text
    assert (
        "一是从数量看，同比明显下降，环比有所上升。其中申请378件、主动455件、委托移送36件。"
    ) in text
    assert "二是从类型看，婚姻家庭160件、邻里278件、房屋宅基地67件" in text
    assert "起" not in text
    assert table_.heads[1] == "受理（件）"
    assert "呈增长趋势" not in text  # the classes of the year before are not known
    assert table_.rows[0] == ("婚姻家庭", "160", "18.4", "—", "—", "—")
    assert table_.rows[-1] == ("合计", "869", "100", "1028", "−159", "−15.5")


def test_a_ledger_without_acceptances_is_told_from_what_it_keeps(practice_office: Office) -> None:
    detail = practice_office.summaries.draft("G", H1)
    text = text_of(detail)
    assert (
        "2023年上半年共排查矛盾纠纷36起，参与调解28起，调解成功16起，调解成功率57.1%，"
        "协议涉及金额7.85万元。上年同期无数据；上期无数据。"
    ) in text
    assert "受理" not in text
    (table_,) = practice_office.summaries.paper(detail).tables
    assert table_.heads[1] == "排查（起）"
    assert table_.rows[-1][:3] == ("合计", "36", "100")
    assert practice_office.summaries.changed(detail) == ()


def test_one_acceptance_and_the_report_is_of_acceptances(practice_office: Office) -> None:
    with practice_office.context.store.operation("受理", "测试") as operation:
        session = operation.session
        first = session.scalars(select(Dispute).order_by(Dispute.id)).first()
        assert first is not None
        first.accepted_on = first.found_on
    text = text_of(practice_office.summaries.draft("G", H1))
    assert "受理矛盾纠纷1件，调解成功16件" in text
    assert "排查矛盾纠纷" not in text


def test_words_of_the_office_without_acceptances_are_kept(summaries: Summaries) -> None:
    summaries.save_template("", "sentence_13", "{期间}调解成功{调解成功}。")
    assert "2023年上半年调解成功16起。" in text_of(summaries.draft("G", H1))
    summaries.save_template("", "sentence_13", "")
    summaries.save_template("G", "sentence_13_2", "{期间}排查{排查矛盾纠纷}。")
    assert "2023年上半年排查36起。" in text_of(summaries.draft("G", H1))


def test_a_draft_of_one_village_counts_only_that_village(practice_office: Office) -> None:
    village = next(
        part
        for part in practice_office.figures.scope_parts(Dimension.VILLAGE)
        if part.label == "补歹村"
    )
    options = DraftOptions(scope=Scope((village,)), organisation="驻补歹村工作队")
    detail = practice_office.summaries.draft("E", H1, options)
    text = text_of(detail)
    assert detail.title == "补歹村2023年上半年驻村工作总结"
    assert "补歹村国土面积" in text
    assert "有农户80户、285人" in text
    assert "走访农户30户、入户走访35户次" in text
    assert text.endswith("驻补歹村工作队\n2023年7月3日")
    tables = practice_office.summaries.paper(detail).tables
    assert tables[0].rows == (
        ("补歹村", "80", "80", "100", "（无）"),
        ("合计", "80", "80", "100", "（无）"),
    )


def test_rules_in_force_are_quoted(summaries: Summaries) -> None:
    text = text_of(summaries.draft("A", H1))
    assert "按照科级以上干部联系5户、一般干部联系3户的要求" in text
    assert "每年住村10天以上，每次走访2至3个村民小组、不少于30户群众" in text


def test_rules_are_blanks_before_their_day(tmp_path: Path) -> None:
    with open_office(tmp_path / "data", create=True, today=lambda: date(2023, 7, 3)) as office:
        assert f"按照科级以上干部联系{BLANK}户" in text_of(office.summaries.draft("A", H1))
        office.rule_sets.adopt("luoping_pairing", since=date(2023, 1, 1))
        assert "按照科级以上干部联系5户" in text_of(office.summaries.draft("A", H1))
        before = office.summaries.draft("A", parse_period("2022H1"))
        assert f"按照科级以上干部联系{BLANK}户" in text_of(before)


def test_a_saved_summary_comes_back_as_it_was(summaries: Summaries) -> None:
    detail = summaries.draft("A", H1)
    key, changes = summaries.save(detail)
    assert changes.operation is not None
    stored = summaries.detail(key)
    assert stored == replace(detail, id=key, version=1)
    (row,) = summaries.rows()
    assert (row.id, row.title, row.period, row.state) == (
        key,
        "罗雄镇群众工作站2023年上半年干部结对联户工作总结",
        "2023H1",
        SummaryState.DRAFT,
    )
    assert row.changed_at


def test_a_stale_save_is_refused_with_both_titles(summaries: Summaries) -> None:
    key, _ = summaries.save(summaries.draft("C", H1))
    read = summaries.detail(key)
    summaries.save(with_body(read, "甲改"))
    with pytest.raises(ConflictError) as caught:
        summaries.save(with_body(read, "乙改"))
    assert "标题" in caught.value.fields


def test_a_summary_without_a_title_is_refused(summaries: Summaries) -> None:
    detail = summaries.draft("C", H1)
    blank = tuple(block for block in detail.blocks if block.kind is not BlockKind.TITLE)
    with pytest.raises(InputRefusedError, match="标题"):
        summaries.save(replace(detail, blocks=blank))
    assert summaries.rows() == ()


def test_a_closed_summary_is_read_only(practice_office: Office) -> None:
    summaries = practice_office.summaries
    key, _ = summaries.save(summaries.draft("C", H1))
    context = practice_office.context
    with context.store.operation("封账", context.actor) as operation:
        operation.bulk_update(table("summary"), [{"id": key, "state": "closed"}])
    closed = summaries.detail(key)
    assert closed.state is SummaryState.CLOSED
    with pytest.raises(RefusedError, match="封账"):
        summaries.save(closed)
    with pytest.raises(RefusedError, match="封账"):
        summaries.delete(key, closed.version or 0)


def test_a_deleted_summary_is_gone_and_undo_brings_it_back(practice_office: Office) -> None:
    summaries = practice_office.summaries
    key, _ = summaries.save(summaries.draft("C", H1))
    summaries.delete(key, 1)
    assert summaries.rows() == ()
    with pytest.raises(RefusedError, match="刷新"):
        summaries.detail(key)
    practice_office.undo.take_back()
    assert [row.id for row in summaries.rows()] == [key]


def test_a_figure_that_changed_since_is_marked_and_can_be_brought_up_to_date(
    practice_office: Office,
) -> None:
    summaries = practice_office.summaries
    key, _ = summaries.save(summaries.draft("A", H1))
    context = practice_office.context
    with context.store.operation("补录纠纷", context.actor) as operation:
        row = {"number": "纠2023-9001", "state": "found", "title": "补录", "reopened": 0}
        operation.bulk_insert(table("dispute"), [{**row, "found_on": date(2023, 6, 30)}])
    detail = summaries.detail(key)
    changed = summaries.changed(detail)
    assert {(one.shown, one.now) for one in changed} == {("36", "37")}
    (one,) = changed
    token = detail.blocks[one.block].runs[one.run]
    assert isinstance(token, Token)
    assert token.source.key == "disputes_found"
    refreshed = brought_up_to_date(practice_office, detail)
    assert "排查矛盾纠纷37起" in text_of(refreshed)
    assert summaries.changed(refreshed) == ()


def test_the_day_is_the_one_the_writer_chose(summaries: Summaries) -> None:
    detail = replace(summaries.draft("A", H1), signed_on=date(2023, 7, 10))
    assert [one.now for one in summaries.changed(detail)] == ["2023年7月10日"]


def test_facts_are_figures_and_what_is_nought_is_none(summaries: Summaries) -> None:
    facts = {fact.key: fact for fact in summaries.facts(H1)}
    said = "".join(
        run.shown if isinstance(run, Token) else run for run in facts["concerns_overdue"].runs
    )
    assert said == "超期未办结的民情事项15件。"
    assert "households_unvisited" in facts
    assert "households_uncovered" not in facts  # every household has somebody


def test_what_changed_since_the_last_closing_is_a_fact_of_the_next_report(
    practice_office: Office,
) -> None:
    context = practice_office.context
    practice_office.closings.close(None, H1, {})
    with context.store.operation("补录纠纷", context.actor) as operation:
        row = {"number": "纠2023-9001", "state": "found", "title": "补录", "reopened": 0}
        operation.bulk_insert(table("dispute"), [{**row, "found_on": date(2023, 6, 30)}])
    summaries = practice_office.summaries
    facts = {fact.key: fact for fact in summaries.facts(parse_period("2023H2"))}
    runs = facts["adjustment:2023H1:disputes_found"].runs
    said = "".join(run.shown if isinstance(run, Token) else run for run in runs)
    assert said.endswith("排查矛盾纠纷由36起调整为37起（补录1起）。")
    for token in (run for run in runs if isinstance(run, Token)):
        assert summaries.value(token.source) == token.shown
        assert summaries.meaning(token.source)
    adjusted = runs[-2]
    assert isinstance(adjusted, Token)
    assert [record.record for record in summaries.records(adjusted.source)] == ["纠2023-9001"]
    base = summaries.sentence("{排查矛盾纠纷·上期}", parse_period("2023H2"))[0]
    assert isinstance(base, Token)
    assert base.shown == "36"  # as it was reported


def test_a_token_tells_its_meaning_its_sum_and_its_records(summaries: Summaries) -> None:
    token = next(
        one
        for one in tokens_of(summaries.draft("A", H1))
        if one.source.key == "dispute_settle_rate"
    )
    assert summaries.meaning(token.source) == (
        "调解成功率：调解成功 ÷ 参与调解。2023年上半年（2023年1月1日至6月30日）。"
    )
    assert summaries.working(token.source) == "16 ÷ 28 = 57.1%"
    records = summaries.records(token.source)
    assert len(records) == 16
    assert all(not record.name for record in records)  # never by who the parties are


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("联系人身份证号530324197608092656。", "公民身份号码"),
        ("电话一三九二九二五三四八九。", "手机号码"),
        ("电话139-2925-3489，请联系。", "手机号码"),
        ("卢兴培反映的问题已经解决。", "当事人的姓名"),
    ],
)
def test_a_text_with_personal_data_is_refused_by_its_paragraph(
    summaries: Summaries, typed: str, what: str
) -> None:
    detail = with_body(summaries.draft("C", H1), typed)
    with pytest.raises(RefusedError, match=what) as caught:
        summaries.paper(detail)
    assert typed[:4] in caught.value.message or "一段" in caught.value.message
    assert "530324197608092656" not in caught.value.message


def test_a_place_or_an_office_is_nobody_s_name(office: Office, records: Records) -> None:
    records.add("area", level="village", name="张三村", parent_id=None)
    dispute = records.dispute(number="纠1", found_on=date(2023, 3, 1))
    for name, organisation in (("张三", False), ("中和村", True), ("农业中心", True)):
        records.add(
            "party", dispute_id=dispute, side="first", position=0, name=name,
            is_organisation=organisation,
        )  # fmt: skip
    draft = office.summaries.draft("C", H1)
    office.summaries.paper(with_body(draft, "张三村、中和村和农业中心共同调解。"))
    with pytest.raises(RefusedError, match="当事人的姓名"):
        office.summaries.paper(with_body(draft, "张三村的张三不再上访。"))


@pytest.mark.parametrize("key", KEYS)
def test_no_draft_is_taken_for_personal_data(summaries: Summaries, key: str) -> None:
    paper = summaries.paper(summaries.draft(key, H1))
    assert paper.blocks[0].kind is BlockKind.TITLE
    assert all(block.text for block in paper.blocks)
    assert not summaries.undrawable(paper)


def test_annex_tables_agree_with_the_figures_and_say_nought_and_missing(
    summaries: Summaries,
) -> None:
    tables = {one.title: one for one in summaries.paper(summaries.draft("A", H1)).tables}
    classes = tables["矛盾纠纷分类情况表"]
    assert classes.rows[-1] == ("合计", "36", "28", "16", "57.1", "7.85")
    counts = [int(row[1]) for row in classes.rows[:-1]]
    assert sum(counts) == 36
    villages = tables["矛盾纠纷分村情况表"]
    assert [row[0] for row in villages.rows] == ["中和村", "补歹村", "合计"]
    assert villages.rows[1] == ("补歹村", "（无）", "（无）", "（无）", "—", "（无）")
    assert all(abs(sum(one.shares) - 1) < 1e-9 for one in tables.values())


@pytest.mark.parametrize(
    ("ending", "opening"), [(".pdf", b"%PDF-"), (".docx", b"PK"), (".txt", b"\xef\xbb\xbf")]
)
def test_a_paper_is_written_by_the_ending_of_its_name(
    summaries: Summaries, tmp_path: Path, ending: str, opening: bytes
) -> None:
    detail, out = summaries.draft("A", H1), tmp_path / f"总结{ending}"
    written = summaries.write(detail, out)
    assert out.read_bytes() == written
    assert written.startswith(opening)
    assert summaries.write(detail, out) == written  # the same paper is the same file


def test_another_ending_is_refused_and_nothing_is_written(
    summaries: Summaries, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="docx"):
        summaries.write(summaries.draft("C", H1), tmp_path / "总结.wps")
    assert not list(tmp_path.glob("总结*"))
