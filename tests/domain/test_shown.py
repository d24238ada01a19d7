"""Numbers of persons inside a text are shown in part; other figures stay."""

import pytest

from liaison_desktop.domain.phone import masked_phone
from liaison_desktop.domain.shown import numbers_masked, shown
from liaison_desktop.domain.terms.concern import CONCERN_FIELD_OF
from liaison_desktop.domain.terms.field import Field, FieldType


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("电话13887401234，已约", "电话138****1234，已约"),
        ("138-8740-1234/139 8740 1234", "138****1234/139****1234"),
        ("１３８８７４０１２３４", "138****1234"),
        ("幺三八八七四零幺两三四", "138****1234"),
        ("532601198808110018", "532601********0018"),
        ("532601 1988-08-11 001X。", "532601********001X。"),
        ("532601880811001", "532601*****1001"),
        ("53260119881311001X", "532601*******1001X"),  # mistyped, and somebody's all the same
        ("0874-8212345", "087****2345"),
        ("座机：8212345", "座机：***2345"),
        ("6228480402564890018", "622848*********0018"),
        ("13887401234、532601198808110018", "138****1234、532601********0018"),
    ],
)
def test_numbers_of_persons_are_shown_in_part(written, told):
    assert numbers_masked(written) == told


@pytest.mark.parametrize(
    "text",
    [
        "民2023-0007、纠2023-0012、走2023-0003",
        "(2023)中和人调字第003号",
        "卡号0000123456，0000 1234 56",
        "83202300000078",
        "2023-06-22至2023年7月22日，20230622",
        "赔偿12345678.90元，合计3,515,000元",
        "耕地3.5亩、林地12.75亩",
        "12345热线、罗办发〔2023〕102号",
        "138****1234，532601********0018",
        "",
    ],
)
def test_other_figures_stay(text):
    assert numbers_masked(text) == text


def test_a_free_text_is_masked_as_a_field_and_a_number_of_the_office_is_not():
    text = "联系13887401234"
    assert shown(CONCERN_FIELD_OF["content"], text) == "联系138****1234"
    assert shown(CONCERN_FIELD_OF["content"], text, masked=False) == text
    number = Field("number", "户编号", FieldType.TEXT)
    assert shown(number, "530324880811001") == "530324880811001"


def test_a_local_telephone_is_never_shown_whole():
    assert masked_phone("8212345") == "***2345"
    assert masked_phone("62345678") == "****5678"
    assert masked_phone("13929253489") == "139****3489"
