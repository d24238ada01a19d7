from liaison_desktop.documents.barcode import qr_code
from liaison_desktop.documents.vcard import Contact, vcard, vcard_within

FULL = Contact(
    "岳青松", "罗雄镇人民政府", "副镇长", "13800001234、0874-8000000", "y@example.cn", "振兴街12号"
)


def test_every_line_as_rfc_2426_asks():
    assert vcard(FULL).split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:岳青松;;;;",
        "FN:岳青松",
        "ORG:罗雄镇人民政府",
        "TITLE:副镇长",
        "TEL;TYPE=CELL:13800001234",
        "TEL;TYPE=WORK,VOICE:0874-8000000",
        "EMAIL:y@example.cn",
        "ADR;TYPE=WORK:;;振兴街12号;;;;",
        "END:VCARD",
        "",
    ]


def test_marks_of_the_syntax_are_escaped():
    text = vcard(Contact("岳;青,松\\", "一室\r\n二室"))
    assert "FN:岳\\;青\\,松\\\\\r\n" in text
    assert "ORG:一室 二室\r\n" in text


def test_blank_values_leave_no_line():
    assert vcard(Contact("岳青松")).count("\r\n") == 5


def test_a_long_card_loses_its_address_first_and_never_the_phone():
    long = Contact("岳青松", "罗雄镇" * 8, "副镇长", "13800001234", "y@example.cn", "振兴街" * 30)
    text = vcard_within(long, 285)
    assert len(text.encode()) <= 285
    assert "ADR" not in text
    assert "TITLE:副镇长" in text
    assert "TEL;TYPE=CELL:13800001234" in vcard_within(long, 10)


def test_modules_stay_a_third_of_a_millimetre():
    text = vcard_within(Contact("岳青松", "罗" * 60, "副镇长", "13800001234", "", "振" * 90), 285)
    assert 21 / qr_code(text).columns > 0.32
