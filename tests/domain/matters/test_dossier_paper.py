import pytest

from liaison_desktop.domain.matters.dossier_blocks import BLOCKS, LISTS, RIGHTS
from liaison_desktop.domain.matters.dossier_paper import (
    PaperHead,
    PaperPerson,
    edited,
    paper,
)
from liaison_desktop.domain.terms.dispute import PaperKind

FIRST = PaperPerson("申请人", "张三")
SECOND = PaperPerson("被申请人", "李四")


def test_every_paper_of_the_file_has_a_form():
    assert set(BLOCKS) == set(PaperKind)
    for kind, forms in BLOCKS.items():
        names = [form.name for form in forms]
        assert len(names) == len(set(names)), kind
        assert all(len(name) <= 40 for name in names), "as long as the store's column"
    assert all(sum(width for _, width in columns) == 144 for columns in LISTS.values())


def test_nothing_is_left_blank_but_days_and_names_to_sign():
    empty = paper(PaperKind.FOLLOW_UP, {})
    assert empty.text("hidden") == "无"
    assert empty.text("number") == "/"
    assert empty.text("on") == ""
    assert paper(PaperKind.ACCEPTANCE, {}).text("accepted_on").split() == ["年", "月", "日"]


def test_standing_sentences_are_the_forms_until_someone_writes_another():
    notice = paper(PaperKind.RIGHTS, {})
    assert notice.text("rights") == RIGHTS
    assert "要求终止调解" in RIGHTS
    assert "第二十三条" in RIGHTS
    own = edited(notice, {"rights": "口头告知。", "gone": "旧表的字"})
    assert own.text("rights") == "口头告知。"
    assert own.text("duties") == notice.text("duties")
    with pytest.raises(KeyError):
        own.block("gone")


def test_an_emptied_block_prints_its_filler():
    assert (
        edited(paper(PaperKind.APPLICATION, {"facts": "争水"}), {"facts": " "}).text("facts")
        == "无"
    )


def test_a_value_the_form_has_no_place_for_is_a_mistake():
    with pytest.raises(KeyError, match="fact"):
        paper(PaperKind.APPLICATION, {"fact": "争水"})


def test_the_applicant_alone_signs_the_application():
    application = paper(PaperKind.APPLICATION, {}, (FIRST, SECOND))
    assert [(each.label, each.who) for each in application.signatures] == [
        ("申请人（签名、盖章或按指印）", "")
    ]


def test_both_sides_the_mediator_and_the_recorder_sign_the_agreement():
    people = (PaperPerson("甲方", "张三"), PaperPerson("乙方", "李四"))
    signed = paper(PaperKind.AGREEMENT, {}, people, head=PaperHead(7, "第1号", "调委会"))
    assert [each.who for each in signed.signatures] == ["张三", "李四", "", ""]
    assert [each.label for each in signed.signatures[2:]] == [
        "人民调解员（签名）",
        "记录人（签名）",
    ]
    assert (signed.part, signed.number, signed.committee) == (7, "第1号", "调委会")


def test_the_parties_do_not_sign_an_oral_agreement():
    people = (PaperPerson("甲方", "张三"), PaperPerson("乙方", "李四"))
    oral = paper(PaperKind.ORAL_AGREEMENT, {}, people)
    assert [each.label for each in oral.signatures] == ["人民调解员（签名）"]


def test_a_record_without_known_parties_still_has_a_line_to_sign_on():
    assert paper(PaperKind.MEDIATION, {}).signatures[0].label.startswith("当事人")
