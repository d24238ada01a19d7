"""Registration forms: the right households, in order, personal data masked."""

import re

import pypdfium2
import pytest
from sqlalchemy import select

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.models.tables import table
from liaison_desktop.services.office import Office
from liaison_desktop.services.register.forms import LONG_RUN

FULL_ID = re.compile(r"\d{17}[\dX]")
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def text_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return pages


def test_a_form_says_what_is_registered(paired_office: Office) -> None:
    (form,) = paired_office.forms.contents(HouseholdFilter(number="ZH0001"))
    assert (form.village, form.group, form.head) == ("中和村", "中和一组", "孔正涛")
    assert (form.cadre, form.way) == ("诸葛云先", "干部结对联户")
    assert form.station == "罗平县罗雄镇群众工作站"
    assert [member.relation for member in form.members] == ["户主", "妻", "儿子", "之子", "父亲"]
    facts = {label: value for block in form.blocks for label, value in block.pairs}
    assert facts["耕地面积"] == "4.7亩"
    assert facts["主要种植"] == "小黄姜"
    assert facts["农机"] == ""


def test_personal_data_are_masked_without_a_purpose(paired_office: Office) -> None:
    (form,) = paired_office.forms.contents(HouseholdFilter(number="ZH0001"))
    head = form.members[0]
    assert head.id_number == "530324********2656"
    assert head.birth == "1976"
    assert form.members[1].phone == "139****3489"
    assert {member.health for member in form.members} == {""}
    (full,) = paired_office.forms.contents(HouseholdFilter(number="ZH0001"), purpose="核实低保")
    assert full.members[0].id_number == "530324********2656"
    assert full.members[0].birth == "1976-08"
    assert full.members[1].phone == "13929253489"
    assert full.members[0].health == "健康"


def test_nothing_sensitive_is_printed_without_a_purpose(paired_office: Office) -> None:
    """去向 may say 服刑."""
    people, prison = table("resident"), code_list("whereabouts").value_of("服刑")
    with paired_office.context.store.operation("登记", "测试") as operation:
        keys = operation.session.scalars(select(people.c.id)).all()
        operation.bulk_update(people, [{"id": key, "whereabouts": prison} for key in keys])
    which = HouseholdFilter(number="ZH0001")
    (form,) = paired_office.forms.contents(which)
    assert {member.whereabouts for member in form.members} == {""}
    assert "服刑" not in "".join(text_of(paired_office.forms.registration_pdf(which)))
    (full,) = paired_office.forms.contents(which, purpose="核实低保")
    assert {member.whereabouts for member in full.members} == {"服刑"}


def test_forms_in_full_are_disclosures_and_none_is_given_out_unrecorded(
    paired_office: Office,
) -> None:
    which = HouseholdFilter(village="中和村", group="中和一组")
    paired_office.forms.registration_pdf(which)
    assert paired_office.disclosures.all() == ()
    paired_office.forms.registration_pdf(which, purpose="核实低保")
    (kept,) = paired_office.disclosures.all()
    count = paired_office.households.count(which)
    assert (kept.noun, kept.records, kept.purpose, kept.file) == (
        "registration", count, "核实低保", "",
    )  # fmt: skip


def test_no_full_number_is_on_the_paper(paired_office: Office) -> None:
    pages = text_of(paired_office.forms.registration_pdf(HouseholdFilter(village="补歹村")))
    whole = "\n".join(pages)
    assert len(pages) >= 80
    assert not FULL_ID.search(whole)
    cadres = {
        str(paired_office.cadres.detail(key).values["phone"])
        for key in paired_office.cadres.rows(range(1, 59))
    }
    assert set(MOBILE.findall(whole)) <= cadres


def test_forms_come_in_print_order(paired_office: Office) -> None:
    forms = paired_office.forms.contents(HouseholdFilter())
    assert [form.number for form in forms][:3] == ["ZH0001", "ZH0002", "ZH0003"]
    assert [form.village for form in forms] == ["中和村"] * 132 + ["补歹村"] * 80
    assert paired_office.forms.missing_glyphs(forms) == {}


def test_nobody_to_print_is_said(paired_office: Office) -> None:
    with pytest.raises(RefusedError, match="没有可打印的农户"):
        paired_office.forms.registration_pdf(HouseholdFilter(ids=()))


def test_a_long_run_drawn_in_a_child_is_the_same(paired_office: Office) -> None:
    pages = text_of(paired_office.forms.registration_pdf(HouseholdFilter()))
    heads = [form.head for form in paired_office.forms.contents(HouseholdFilter())]
    assert len(heads) >= LONG_RUN
    whole = "".join(pages)
    assert all(head in whole for head in heads)
