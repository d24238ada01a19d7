import re
from dataclasses import replace

import pytest

from liaison_desktop.documents.dossier import dossier_pdf, page_count, paper_pdf, undrawable
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.dossier_blocks import BLOCKS
from liaison_desktop.domain.matters.dossier_paper import PaperPerson, edited, paper
from liaison_desktop.domain.progress import CancelledError
from liaison_desktop.domain.terms.dispute import PAPER_LABELS, PaperKind
from tests.documents import paper as paper_reading
from tests.documents.dossier_papers import (
    COMMITTEE,
    FACTS,
    NUMBER,
    agreement,
    every_paper,
    inquiry,
    mediation,
    sides,
)

LONG = "\n".join(f"问：第{n}次争执的情况？\n答：第{n}次，{FACTS}" for n in range(1, 121))

FURNITURE = re.compile(
    r"卷内第\d+页|(?:人民|司法)\w{2,12}【续页】|(?:被调查人|当事人)签名或按指印：|第\d+页共\d+页"
)


def flat(text):
    return "".join(text.split())


def texts_of(pdf):
    """The text of every page without blanks and line breaks."""
    return [
        flat(paper_reading.page_text(pdf, page)) for page in range(paper_reading.page_count(pdf))
    ]


def whole_text(pdf):
    """The text of all pages joined, without heads and feet."""
    return "".join(FURNITURE.sub("", text) for text in texts_of(pdf))


@pytest.mark.parametrize("name", ["欧阳晓明", "古丽米娜·买买提", "阿卜杜热合曼·吾买尔"])
def test_a_name_stays_on_one_line_of_its_cell(name):
    person = PaperPerson("申请人", name, "男", "维吾尔族", "52岁", "务农", "13800001234", "中和村")
    form = paper(PaperKind.ACCEPTANCE, {"facts": FACTS}, (person,))
    text = paper_reading.page_text(paper_pdf(form), 0)
    assert any(name in line for line in text.splitlines())


def contents_of(pages):
    """Text of the contents."""
    return next(text for text in pages if text.startswith("卷内目录"))


def file_pages(pages):
    """Number of the page in the file to its text."""
    found = {}
    for text in pages:
        if number := re.search(r"卷内第(\d+)页", text):
            found[int(number[1])] = text
    return found


def test_the_whole_file_stands_in_the_order_of_the_form():
    pages = texts_of(dossier_pdf(every_paper()[::-1]))
    at = {}
    for kind in PaperKind:
        title = flat(next(each.title for each in every_paper() if each.kind is kind))
        found = [
            n
            for n, text in enumerate(pages)
            if title in text and (n != 1 or kind is PaperKind.CONTENTS)
        ]
        if kind is not PaperKind.BACK:
            at[kind] = found[0]
    assert list(at.values()) == sorted(at.values())
    assert at[PaperKind.COVER] == 0
    assert "罗雄镇中和村人民调解委员会" in pages[0]
    assert pages[-1].startswith(flat(NUMBER))


def test_cover_contents_and_back_carry_no_page_number_and_the_rest_is_counted_through():
    pages = texts_of(dossier_pdf(every_paper()))
    numbers = [re.findall(r"卷内第(\d+)页", text) for text in pages]
    assert numbers[0] == numbers[1] == numbers[-1] == []
    assert [int(each[0]) for each in numbers[2:-1]] == list(range(1, len(pages) - 2))
    assert f"本卷共{len(pages) - 3}页" in pages[-1]
    note = next(text for text in pages if "情况说明" in text and "本卷共有材料" in text)
    assert f"本卷共有材料（页）：{len(pages) - 3}" in note


def test_the_contents_name_the_pages_of_long_records_rightly():
    papers = [
        paper(PaperKind.CONTENTS, {}),
        inquiry(LONG),
        mediation(1),
        mediation(2, statements=LONG),
        agreement(),
        paper(PaperKind.FILE_NOTE, {}),
    ]
    pages = texts_of(dossier_pdf(papers))
    contents, numbered = contents_of(pages), file_pages(pages)
    for name, title in (
        ("人民调解调查记录", "人民调解调查记录"),
        ("人民调解记录（第1份）", "人民调解记录"),
        ("人民调解记录（第2份）", "人民调解记录"),
        ("人民调解协议书", "人民调解协议书"),
        ("卷宗情况说明", "卷宗情况说明"),
    ):
        found = re.search(re.escape(name) + r"(\d+)(?:—(\d+))?/", contents)
        first, last = int(found[1]), int(found[2] or found[1])
        assert title in numbered[first]
        assert "【续页】" not in numbered[first]
        assert all(f"{title}【续页】" in numbered[page] for page in range(first + 1, last + 1))
        assert last == max(numbered) or "【续页】" not in numbered[last + 1]


def test_a_record_of_twenty_pages_loses_nothing_and_every_page_is_signed():
    record = inquiry(LONG)
    assert page_count(record) >= 20
    pages = texts_of(paper_pdf(record))
    whole = whole_text(paper_pdf(record))
    for n in range(1, 121):
        assert f"问：第{n}次争执的情况？答：第{n}次，{FACTS}" in whole
    for number, text in enumerate(pages[:-1], start=1):
        assert f"第{number}页共{len(pages)}页" in text
        assert "被调查人签名或按指印：" in text
    assert "被调查人（签名、盖章或按指印）" in pages[-1]
    assert "被调查人签名或按指印：" not in pages[-1]


def test_signatures_never_stand_on_a_page_without_text():
    for count in range(1, 40):
        terms = "\n".join(f"{n}.双方共用滴水沟。" for n in range(1, count))
        pages = texts_of(paper_pdf(agreement(terms=terms)))
        assert "本协议一式3份" in pages[-1]
        assert "人民调解员（签名）" in pages[-1]


@pytest.mark.parametrize("kind", [k for k in PaperKind if k is not PaperKind.CONTENTS], ids=str)
def test_a_paper_without_any_value_is_filled_by_the_rule(kind):
    empty = paper(kind, {}, sides("甲方", "乙方"))
    text = whole_text(paper_pdf(empty))
    for form in BLOCKS[kind]:
        if form.choices or form.optional or form.name in {"form_note", "copies", "court"}:
            continue
        if form.label and kind is not PaperKind.COVER:
            assert flat(form.label).replace("、", "和") in text.replace("、", "和"), form.name
        if form.filler and not form.standing:
            assert flat(form.filler) in text, form.name


@pytest.mark.parametrize(
    "whole",
    [each for each in every_paper() if each.kind is not PaperKind.CONTENTS],
    ids=lambda each: each.kind.value,
)
def test_every_block_is_printed_whole_and_as_written(whole):
    written = {
        block.name: f"<i>甲{n}乙&amp;丙</i>" + "，沟渠各退五十厘米" * (20 * block.form.long)
        for n, block in enumerate(whole.blocks)
        if not block.form.choices
    }
    text = whole_text(paper_pdf(edited(whole, written)))
    for name, value in written.items():
        assert flat(value) in text, name


def test_the_choices_of_a_form_are_ticked():
    papers = {
        each.kind: "".join(texts_of(paper_pdf(each))) for each in every_paper() if each.blocks
    }
    assert "①当事人申请（√）②主动调解（）" in papers[PaperKind.ACCEPTANCE]
    assert "公安机关移交（√）" in papers[PaperKind.CLOSING_REPORT]
    assert "当事人申请（）" in papers[PaperKind.CLOSING_REPORT]
    mandate = papers[PaperKind.MANDATE]
    assert "签署调解文书（√）" in mandate
    assert "领取调解文书（）" in mandate
    assert "⑦其他：代为保管证件（√）" in mandate


def test_identity_numbers_stand_only_where_they_were_given():
    number = "532324197503050018"
    whole = "".join(texts_of(dossier_pdf(every_paper())))
    assert not re.search(r"\d{17}[\dX]", whole)
    known = replace(sides("申请人", "")[0], id_number=number)
    for kind in (PaperKind.APPLICATION, PaperKind.ACCEPTANCE):
        assert number in "".join(texts_of(paper_pdf(paper(kind, {}, (known,)))))


def test_an_organisation_is_named_with_its_head():
    firm = PaperPerson(
        "被申请人", "罗平县某采石场", representative="王五", address="振兴街1号", organisation=True
    )
    for kind in (PaperKind.APPLICATION, PaperKind.ACCEPTANCE):
        text = "".join(texts_of(paper_pdf(paper(kind, {}, (firm,)))))
        assert "罗平县某采石场" in text
        assert "负责人王五" in text
        assert "性别" not in text


def test_rare_names_are_drawn_and_what_no_face_draws_is_listed():
    assert "㛃䶮堃" in "".join(texts_of(paper_pdf(agreement())))
    assert undrawable(every_paper()) == {}
    lost = replace(sides("甲方", "乙方")[0], name="李\U0003134f")
    assert undrawable([paper(PaperKind.AGREEMENT, {}, (lost,))]) == {
        lost.name: frozenset("\U0003134f")
    }


def test_a_part_of_the_file_keeps_its_page_numbers():
    papers = every_paper()
    whole = file_pages(texts_of(dossier_pdf(papers)))
    some = file_pages(
        texts_of(dossier_pdf(papers, wanted={(PaperKind.AGREEMENT, 0), (PaperKind.MEDIATION, 1)}))
    )
    assert "人民调解协议书" in "".join(some.values())
    assert "人民调解记录" in "".join(some.values())
    assert "结案报告表" not in "".join(some.values())
    assert all(whole[number] == text for number, text in some.items())
    contents = texts_of(dossier_pdf(papers, wanted={(PaperKind.CONTENTS, 0)}))
    assert len(contents) == 1
    assert "人民调解协议书" in contents[0]


def test_a_paper_by_itself_has_no_page_number_of_the_file():
    text = "".join(texts_of(paper_pdf(agreement())))
    assert "卷内第" not in text
    assert COMMITTEE in text


def test_nothing_to_print_and_contents_by_themselves_are_refused():
    with pytest.raises(RefusedError, match="没有可打印的卷宗文书"):
        dossier_pdf([])
    with pytest.raises(RefusedError, match="生成全卷"):
        paper_pdf(paper(PaperKind.CONTENTS, {}))


def test_cancelling_stops_the_drawing():
    class Impatient:
        def step(self, done, total, sentence):
            raise CancelledError

    with pytest.raises(CancelledError):
        dossier_pdf([agreement()], progress=Impatient())


def test_short_forms_take_one_page():
    for whole in every_paper():
        if whole.kind in {PaperKind.ACCEPTANCE, PaperKind.CLOSING_REPORT, PaperKind.RIGHTS}:
            assert page_count(whole) == 1, PAPER_LABELS[whole.kind]
