"""封账: what was reported stays, what changed since is told once, in the next report."""

import random
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.errors import ConflictError, InputRefusedError, RefusedError
from liaison_desktop.domain.figures.comparison import Against
from liaison_desktop.domain.figures.indicator import Nature
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.scope import Dimension, Scope
from liaison_desktop.domain.figures.summary import Block, BlockKind, Fact, SummaryState
from liaison_desktop.domain.figures.token import Token
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.matters.dispute import DisputeFilter
from liaison_desktop.services.figures.adjustments import Adjusting
from liaison_desktop.services.figures.closings import Closings
from liaison_desktop.services.office import Office
from tests.services.figures.conftest import Records

H1, H2, NEXT = map(parse_period, ("2023H1", "2023H2", "2024H1"))
PAPERS = {"总结.pdf": b"%PDF-1.7 \x00\xff", "总结.txt": "正文".encode()}


def reported(office: Office, structure: str = "E") -> int:
    """Save a report of the half-year."""
    return office.summaries.save(office.summaries.draft(structure, H1))[0]


def disputes(office: Office) -> list[int]:
    return list(office.disputes.ids(DisputeFilter(), Sort("found_on")))


def void(office: Office, key: int) -> None:
    office.disputes.void(key, office.disputes.detail(key).version, "重复登记")


def told(facts: tuple[Fact, ...]) -> list[str]:
    return [
        "".join(run.shown if isinstance(run, Token) else run for run in fact.runs) for fact in facts
    ]


def test_a_closed_report_can_only_be_read(practice_office: Office) -> None:
    key = reported(practice_office)
    before = practice_office.figures.all(H1)
    closing, changes = practice_office.closings.close(key, H1, PAPERS)
    assert changes.kinds == {Kind.CLOSED_PERIOD, Kind.CLOSED_PAPER, Kind.SUMMARY}
    (row,) = practice_office.closings.rows()
    assert (row.id, row.period, row.summary_id, row.issue) == (closing, "2023H1", key, 1)
    assert row.papers == tuple(PAPERS)
    frozen = practice_office.closings.frozen(H1)
    assert frozen is not None
    assert frozen.figures == before
    detail = practice_office.summaries.detail(key)
    assert detail.state is SummaryState.CLOSED
    with pytest.raises(RefusedError, match="封账"):
        practice_office.summaries.save(detail)
    with pytest.raises(RefusedError, match="封账"):
        practice_office.summaries.delete(key, detail.version or 0)
    with pytest.raises(RefusedError, match="不能再次封账"):
        practice_office.closings.close(key, H1, PAPERS)
    with pytest.raises(RefusedError, match="调整"):
        practice_office.undo.take_back()


def test_files_of_an_older_text_are_not_frozen_with_a_newer_one(practice_office: Office) -> None:
    key = reported(practice_office)
    mine = practice_office.summaries.detail(key)
    practice_office.summaries.save(replace(mine, organisation="另一台电脑改的"))
    with pytest.raises(ConflictError, match="刚被其他人修改"):
        practice_office.closings.close(key, H1, PAPERS, version=mine.version)
    assert practice_office.closings.rows() == ()
    now = practice_office.summaries.detail(key)
    assert now.state is SummaryState.DRAFT
    practice_office.closings.close(key, H1, PAPERS, version=now.version)


def test_a_closing_is_refused_before_it_may_be(practice_office: Office) -> None:
    key = reported(practice_office)
    with pytest.raises(RefusedError, match="还没有开始"):
        practice_office.closings.close(None, NEXT, {})
    with pytest.raises(RefusedError, match="不是2023年第二季度的"):
        practice_office.closings.close(key, parse_period("2023Q2"), {})
    with pytest.raises(InputRefusedError, match="名称"):
        practice_office.closings.close(key, H1, {" ": b""})
    detail = practice_office.summaries.detail(key)
    slip = Block(BlockKind.BODY, ("排查矛盾纠纷215起，调处195起，调解率100%。",))
    practice_office.summaries.save(replace(detail, blocks=(*detail.blocks, slip)))
    with pytest.raises(RefusedError, match="处红色问题"):
        practice_office.closings.close(key, H1, {})
    detail = practice_office.summaries.detail(key)
    for finding in practice_office.proofs.check(detail):
        if finding.blocks_printing:
            practice_office.proofs.sign(key, finding, "引用的是全县数")
    assert practice_office.closings.close(key, H1, {})[1].operation is not None


def test_later_edits_are_adjustments_and_the_reprint_is_identical(practice_office: Office) -> None:
    closing, _ = practice_office.closings.close(reported(practice_office), H1, PAPERS)
    assert practice_office.closings.adjustments(H1) == ()
    first = disputes(practice_office)[0]
    void(practice_office, first)
    changed = {one.indicator.key: one for one in practice_office.closings.adjustments(H1)}
    found = changed["disputes_found"]
    assert (found.reported, found.now) == (36, 35)
    assert [one.id for one in found.removed] == [first]
    assert found.added == ()
    for name, content in PAPERS.items():
        assert practice_office.closings.reprint(closing, name) == content
    assert practice_office.closings.verify(closing)
    assert practice_office.check.run().whole
    listed = practice_office.closings.records(closing, "disputes_found")
    assert len(listed) == 36
    assert first in {one.id for one in listed}
    assert "排查矛盾纠纷由36起调整为35起（核减1起）" in "".join(
        told(Adjusting(practice_office.context).facts(H2))
    )


@pytest.mark.parametrize("structure", ["A", "E", "G"])
def test_the_next_draft_tells_the_adjustments_before_its_signature(
    practice_office: Office, structure: str
) -> None:
    before = practice_office.summaries.draft(structure, H2)
    practice_office.closings.close(reported(practice_office), H1, PAPERS)
    assert practice_office.summaries.draft(structure, H2).blocks == before.blocks
    void(practice_office, disputes(practice_office)[0])
    draft = practice_office.summaries.draft(structure, H2)
    added = [block for block in draft.blocks if block not in before.blocks]
    (told_there,) = [block.text for block in added if "调整说明" in block.text]
    assert "排查矛盾纠纷由36起调整为35起（核减1起）" in told_there
    kinds = [block.kind for block in draft.blocks]
    assert draft.blocks[kinds.index(BlockKind.SIGNATURE) - 1].text == told_there
    assert practice_office.summaries.changed(draft) == ()
    assert not [one for one in practice_office.proofs.check(draft) if one.blocks_printing]


def test_comparisons_stand_on_what_was_reported(practice_office: Office) -> None:
    village = practice_office.figures.divided("disputes_found", H1, Dimension.VILLAGE).parts[0]
    practice_office.closings.close(None, H1, {})
    for key in disputes(practice_office)[:3]:
        void(practice_office, key)
    compared = practice_office.figures.compared("disputes_found", H2, Against.BEFORE)
    assert (compared.base.value, compared.frozen) == (36, True)
    scope = Scope((village.part,))
    compared = practice_office.figures.compared("disputes_found", H2, Against.BEFORE, scope)
    assert (compared.base.value, compared.frozen) == (village.figure.value, True)
    year = practice_office.figures.compared("disputes_found", NEXT, Against.YEAR_AGO)
    assert (year.base.value, year.frozen) == (36, True)


def test_a_correction_closes_the_period_again(practice_office: Office) -> None:
    practice_office.closings.close(reported(practice_office), H1, PAPERS)
    void(practice_office, disputes(practice_office)[0])
    second, _ = practice_office.closings.close(reported(practice_office), H1, {})
    assert [one.issue for one in practice_office.closings.rows()] == [2, 1]
    frozen = practice_office.closings.frozen(H1)
    assert frozen is not None
    assert (frozen.closed.id, frozen.closed.issue) == (second, 2)
    assert {one.key: one.value for one in frozen.figures}["disputes_found"] == 35
    assert practice_office.closings.adjustments(H1) == ()


def test_an_adjustment_is_told_once(records: Records, tmp_path: Path) -> None:
    office, today = records.office, [date(2023, 7, 3)]
    context = replace(office.context, today=lambda: today[0])
    closings = Closings(context)

    def found(number: int, day: date) -> int:
        return records.dispute(number=f"纠{number}", found_on=day)

    def of_found(facts: tuple[Fact, ...]) -> list[str]:
        return [line for line in told(facts) if "排查矛盾纠纷" in line]

    for number in range(3):
        found(number, H1.last)
    closings.close(None, H1, {})
    found(3, H1.first)
    today[0] = date(2024, 1, 5)
    line = "上期报告（2023年上半年）后，排查矛盾纠纷由3起调整为4起（补录1起）。"
    assert of_found(Adjusting(context).facts(H2)) == [line]
    closings.close(None, H2, {})
    assert of_found(Adjusting(context).facts(H2)) == [line], "the report itself still tells it"
    today[0] = date(2024, 7, 5)
    assert of_found(Adjusting(context).facts(NEXT)) == []
    found(4, H1.first)
    assert of_found(Adjusting(context).facts(NEXT)) == [
        "上期报告（2023年上半年）后，排查矛盾纠纷由4起调整为5起（补录1起）。"
    ]
    assert of_found(Adjusting(context).facts(parse_period("2024-06"))) == []


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_later_the_closing_stays(records: Records, seed: int) -> None:
    office, chance = records.office, random.Random(seed)
    closings = Closings(replace(office.context, today=lambda: date(2023, 7, 3)))

    def write(number: int) -> None:
        day = date(2023, chance.randint(1, 7), chance.randint(1, 28))
        settled = chance.choice([None, day])
        state = "agreed" if settled else "mediating"
        amount = chance.choice([None, 100.0, 250.5])
        records.dispute(
            number=f"纠{number}", state=state, found_on=day, mediated_on=day, settled_on=settled,
            amount=amount, village_id=records.village,
        )  # fmt: skip

    for number in range(chance.randint(1, 9)):
        write(number)
    closing, _ = closings.close(None, H1, {"a.txt": b"a"})
    frozen = closings.frozen(H1)
    for number in range(20, 20 + chance.randint(0, 6)):
        write(number)
    keys = disputes(office)
    for key in chance.sample(keys, chance.randint(0, len(keys))):
        void(office, key)
    assert closings.frozen(H1) == frozen
    assert closings.verify(closing)
    assert closings.reprint(closing, "a.txt") == b"a"
    now = {one.key: one.value for one in office.figures.all(H1)}
    changed = {one.indicator.key: one for one in closings.adjustments(H1)}
    assert frozen is not None
    for figure in frozen.figures:
        change = changed.get(figure.key)
        if change is None:
            assert now[figure.key] == figure.value
        elif change.indicator.nature is not Nature.RATE and change.indicator.unit == "起":
            assert change.reported is not None
            came, left = len(change.added), len(change.removed)
            assert change.reported + came - left == change.now == now[figure.key]


_ALTER = {
    "figures": "UPDATE closed_period SET figures = replace(figures, '36', '37')",
    "title": "UPDATE closed_period SET title = title || '。'",
    "lists": "UPDATE closed_period SET lists = substr(lists, 1, 40)",
    "paper": "UPDATE closed_paper SET content = 'JVBERg==' WHERE name = '总结.pdf'",
}


@pytest.mark.parametrize("what", _ALTER)
def test_what_was_altered_behind_the_programs_back_is_found(
    practice_office: Office, what: str
) -> None:
    closing, _ = practice_office.closings.close(None, H1, PAPERS)
    store = sqlite3.connect(practice_office.data / "station.db")
    with store:
        store.execute(_ALTER[what])
    store.close()
    assert not practice_office.closings.verify(closing)
    assert any("封账" in line for line in practice_office.check.run().problems)
    if what == "paper":
        with pytest.raises(RefusedError, match="备份"):
            practice_office.closings.reprint(closing, "总结.pdf")


def test_what_is_not_there_is_said(practice_office: Office) -> None:
    closing, _ = practice_office.closings.close(None, H1, {})
    assert practice_office.closings.frozen(H2) is None
    with pytest.raises(RefusedError, match="没有封存"):
        practice_office.closings.reprint(closing, "总结.pdf")
    with pytest.raises(RefusedError, match="没有找到"):
        practice_office.closings.verify(closing + 1)
    with pytest.raises(RefusedError, match="没有找到"):
        practice_office.closings.records(closing + 1, "visits")
    assert practice_office.closings.rows()[0].title == "2023年上半年统计数字"
    assert practice_office.closings.records(closing, "meetings") == ()
