"""The dossier: what it must have, its papers from the record, a person's own words, the print."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from liaison_desktop.cli.commands import main
from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.errors import InputRefusedError
from liaison_desktop.domain.matters.dispute import DisputeDraft
from liaison_desktop.domain.terms.dispute import PaperKind
from liaison_desktop.services.office import Office
from tests.services.matters.dispute_drafts import (
    accepted,
    agreed,
    dispute_draft,
    performed,
    registered,
    step,
    two_parties,
)

ID_NUMBER, PHONE = "530324197608092656", "13812345678"


def _text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def _lacking(office: Office, key: int) -> set[PaperKind]:
    return {one.kind for one in office.dossiers.lamps(key) if one.required and not one.present}


def _sentence(office: Office, key: int, kind: PaperKind) -> str:
    return next(one.missing for one in office.dossiers.lamps(key) if one.kind is kind)


def _with_numbers(office: Office, key: int) -> None:
    detail = office.disputes.detail(key)
    parties = tuple(
        replace(party, values={"id_number": ID_NUMBER, "phone": PHONE}) for party in detail.parties
    )
    office.disputes.save(DisputeDraft(key, detail.version, detail.values, parties))


def test_lamps_say_what_is_missing_until_it_is_there(empty_office: Office):
    key = registered(empty_office)
    assert _lacking(empty_office, key) == {
        PaperKind.COVER,
        PaperKind.ACCEPTANCE,
        PaperKind.RIGHTS,
        PaperKind.IDENTITY,
        PaperKind.MEDIATION,
    }
    key = performed(empty_office).id
    # 当事人申请 without 主要诉求: the application is not complete.
    assert _lacking(empty_office, key) == {PaperKind.APPLICATION, PaperKind.IDENTITY}
    _with_numbers(empty_office, key)
    assert _lacking(empty_office, key) == {PaperKind.APPLICATION}
    order = [one.kind for one in empty_office.dossiers.lamps(key)]
    assert order == sorted(order, key=list(PaperKind).index)


def test_the_lamp_of_identity_asks_for_the_copies_and_not_for_the_paper(empty_office: Office):
    key = registered(empty_office)
    detail = empty_office.disputes.detail(key)
    first, second = (party.name for party in detail.parties)
    assert _sentence(empty_office, key, PaperKind.IDENTITY) == (
        f"还缺{first}的身份证复印件、{second}的身份证复印件，请添加为附件，或填写证件号码。"
    )
    parties = (
        replace(detail.parties[0], values={"id_number": ID_NUMBER}),
        replace(detail.parties[1], values={"is_organisation": True}),
    )
    empty_office.disputes.save(DisputeDraft(key, detail.version, detail.values, parties))
    assert _sentence(empty_office, key, PaperKind.IDENTITY) == (
        f"还缺{second}的营业执照或登记证书复印件，请添加为附件，或填写证件号码。"
    )
    assert first in _text(empty_office.dossiers.pdf(key, [(PaperKind.IDENTITY, 0)]))


def test_an_attachment_stands_for_its_paper(empty_office: Office, tmp_path: Path):
    key = agreed(empty_office)
    picture = tmp_path / "身份证复印件.jpg"
    Image.new("RGB", (300, 200), "white").save(picture)
    empty_office.attachments.add(Kind.DISPUTE, key, picture, paper=PaperKind.IDENTITY.value)
    assert PaperKind.IDENTITY not in _lacking(empty_office, key)
    text = _text(empty_office.dossiers.pdf(key))
    assert "身份证复印件.jpg" in text


def test_the_file_holds_the_papers_of_the_record(empty_office: Office):
    key = performed(empty_office).id
    text = _text(empty_office.dossiers.pdf(key)).replace("\n", "").replace("\r", "")
    for words in (
        "人民调解卷宗",
        "卷内目录",
        "(2023)罗雄人调字第1号",
        "人民调解当事人权利义务告知书",
        "人民调解协议书",
        "乙方赔偿甲方500元",
        "甲一",
        "乙二",
    ):
        assert words in text, words


def test_personal_numbers_are_masked_without_a_purpose(empty_office: Office):
    key = agreed(empty_office)
    _with_numbers(empty_office, key)
    plain = _text(empty_office.dossiers.pdf(key))
    assert ID_NUMBER not in plain
    assert PHONE not in plain
    assert empty_office.disclosures.all() == ()
    full = _text(empty_office.dossiers.pdf(key, purpose="立卷归档"))
    assert ID_NUMBER in full
    assert PHONE in full
    told = empty_office.disclosures.all()[0]
    assert (told.noun, told.purpose) == ("dossier", "立卷归档")


def test_own_words_take_the_place_of_the_record_and_can_be_taken_back(empty_office: Office):
    key = agreed(empty_office)
    part = empty_office.disputes.detail(key).agreements[0].id or 0
    dossiers, kind = empty_office.dossiers, PaperKind.AGREEMENT
    assert dossiers.content(key, kind, part).text("terms") == "乙方赔偿甲方500元。"
    dossiers.save_text(key, kind, part, "terms", "一、乙方当场付清<b>500</b>元。")
    assert dossiers.texts(key, kind, part) == {"terms": "一、乙方当场付清<b>500</b>元。"}
    assert "<b>500</b>" in _text(dossiers.pdf(key, [(kind, part)]))
    dossiers.save_text(key, kind, part, "terms", "")
    assert dossiers.content(key, kind, part).text("terms") == "乙方赔偿甲方500元。"
    with pytest.raises(InputRefusedError):
        dossiers.save_text(key, kind, part, "没有的栏", "字")


def test_every_paper_can_be_printed_as_an_empty_form(empty_office: Office):
    key = registered(empty_office)
    for kind in PaperKind:
        pdf = empty_office.dossiers.pdf(key, [(kind, 0)])
        assert pdf.startswith(b"%PDF"), kind


def test_before_acceptance_the_file_is_a_draft_with_a_blank_number(empty_office: Office):
    key = registered(empty_office)
    text = _text(empty_office.dossiers.pdf(key))
    assert "人民调解卷宗" in text
    assert "人调字" not in text
    assert PaperKind.COVER in _lacking(empty_office, key)


def test_people_stand_in_words_not_codes(empty_office: Office):
    first, second = two_parties()
    told = replace(first, values={"ethnicity": "06", "sex": "2"})
    key, _ = empty_office.disputes.save(dispute_draft((told, second)))
    person = empty_office.dossiers.content(key, PaperKind.ACCEPTANCE).people[0]
    assert (person.sex, person.ethnicity) == ("女", "苗族")


def test_each_party_with_an_agent_has_a_mandate(empty_office: Office):
    first, second = two_parties()
    agents = replace(first, values={"agent": "王某", "agent_powers": "签署调解文书、领取调解文书"})
    key, _ = empty_office.disputes.save(dispute_draft((agents, second)))
    lamps = [one for one in empty_office.dossiers.lamps(key) if one.kind is PaperKind.MANDATE]
    assert [(one.required, one.present) for one in lamps] == [(True, True)]
    paper = empty_office.dossiers.content(key, PaperKind.MANDATE, lamps[0].part)
    assert [(one.role, one.name) for one in paper.people] == [
        ("委托人", "甲一"),
        ("受托人", "王某"),
    ]


def test_the_command_line_prints_the_file(empty_office: Office, tmp_path: Path, capsys):
    key = accepted(empty_office)
    number = empty_office.disputes.detail(key).file_number
    data = empty_office.data
    empty_office.close()
    out = tmp_path / "卷宗.pdf"
    assert main(["--data", str(data), "dossier", number, "--out", str(out)]) == 0
    assert "人民调解卷宗" in _text(out.read_bytes())
    assert "缺 人民调解记录" in capsys.readouterr().out
    assert main(["--data", str(data), "dossier", "纠2023-9999", "--out", str(out)]) == 3
    assert "没有编号" in capsys.readouterr().err


def test_closing_report_says_how_it_ended(empty_office: Office):
    key = accepted(empty_office)
    step(empty_office, key, empty_office.disputes.end, date(2023, 5, 9), "可向法院起诉。")
    report = empty_office.dossiers.content(key, PaperKind.CLOSING_REPORT)
    assert "可向法院起诉" in report.text("result")
    assert report.text("closed_on") == "2023年5月9日"
