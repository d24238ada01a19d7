"""The leak scanner: what must never pass, and what must not be stopped."""

import dataclasses
import json
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from liaison_desktop import paths
from liaison_desktop.domain.identity import check_character
from liaison_desktop.domain.matters.leak import LEAK_LABELS, LeakKind
from liaison_desktop.domain.matters.leak_scan import names_in, scan

WORDS = json.loads(paths.resource("leak_words.json").read_text(encoding="utf-8"))

# Text as it stands in ledgers, without digits that could join a planted number.
AROUND = st.sampled_from(
    ["", "申请人反映入户路未硬化，", "（详见附件）", "联系人：", "垃圾清运不及时；", "已办结。共",
     "户", "号：", "，", "主办责任人", "\n备注：", "【", "】", "“", "”"],
)  # fmt: skip
MARKS = st.sampled_from(
    ["-", "－", "–", "—", ".", "．", "·", "•", "。", "_", " - ", "-\n", "\u200b-", "(", "）"]
)
BLANKS = st.sampled_from([" ", "\u3000", "\xa0", "\t", "\n", "\r\n", "  ", " \u200b"])
INVISIBLE = st.sampled_from(["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"])
FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
SPELLED = str.maketrans("0123456789", "零一二三四五六七八九")
CAPITALS = str.maketrans("0123456789", "〇壹贰叁肆伍陆柒捌玖")
SPOKEN = str.maketrans("0123456789", "洞幺两三四五六拐八勾")
CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")


@st.composite
def identities(draw):
    area = draw(st.sampled_from(["530324", "110101", "532601", "620102", "810000"]))
    birth = date(1920, 1, 1) + timedelta(days=draw(st.integers(0, 38_000)))
    first17 = f"{area}{birth:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return first17 + draw(st.sampled_from([check_character(first17), "X", "x", "0", "×"]))


@st.composite
def old_identities(draw):
    birth = date(1920, 1, 1) + timedelta(days=draw(st.integers(0, 29_000)))
    return f"530324{birth:%y%m%d}{draw(st.integers(0, 999)):03d}"


@st.composite
def mobiles(draw):
    number = f"1{draw(st.integers(3, 9))}{draw(st.integers(0, 999_999_999)):09d}"
    return draw(st.sampled_from(["", "", "", "+86", "0086", "86"])) + number


@st.composite
def cards(draw):
    body = draw(st.sampled_from(["622848", "621799", "955880", "603367", "436742"]))
    body += "".join(str(draw(st.integers(0, 9))) for _ in range(draw(st.integers(9, 12))))
    total = sum(
        n if place % 2 else (2 * n - 9 if n > 4 else 2 * n)
        for place, n in enumerate(map(int, reversed(body)))
    )
    return body + str(-total % 10)


# The stated alphabet: any of these, alone or two together, may stand between any two digits.
SEPARATORS = st.text(
    " \u3000\xa0\t\n\r-－–—―_.．·•。…~()（）[]【】〔〕{}<>《》“”‘’\"'`^#\u200b\ufeff",
    min_size=1,
    max_size=2,
).filter(lambda text: not set(text) & set("<>"))  # they compare: 3<5
BESIDE = AROUND | st.sampled_from(
    [" 2023-06-22 ", "\n2023.6.22\n", "共3户", " 20230622 ", "户12元"]
)


@st.composite
def odd(draw, number):
    """Write a number with each digit in any script, and cut at any places."""
    tables = st.sampled_from([{}, {}, FULL_WIDTH, SPELLED, CAPITALS, CIRCLED, SPOKEN])
    one = draw(tables | st.none())
    cuts = draw(st.sets(st.integers(1, len(number) - 1)))
    written = ""
    for place, character in enumerate(number):
        table = draw(tables) if one is None else one
        written += (draw(SEPARATORS) if place in cuts else "") + character.translate(table)
    return written


@st.composite
def spread(draw, number, separators, cuts=None):
    """Split a number: at these places, or at up to four places anywhere."""
    places = st.sets(st.integers(1, len(number) - 1), max_size=4)
    where = draw(places) if cuts is None else set(cuts)
    return "".join(
        (draw(separators) if place in where else "") + character
        for place, character in enumerate(number)
    )


def kinds_of(text, **options):
    return {leak.kind for leak in scan([("申办事项", text)], **options)}


def assert_covered(text, planted, kinds):
    """The planted number is found where it stands, under one of these kinds."""
    at = text.index(planted)
    overlapping = [
        leak
        for leak in scan([("申办事项", text)])
        if leak.start < at + len(planted) and at < leak.end
    ]
    assert overlapping
    assert {leak.kind for leak in overlapping} & set(kinds)


@given(st.data(), AROUND, AROUND, identities())
def test_a_planted_identity_number_never_passes(data, before, after, number):
    separators = data.draw(st.sampled_from([MARKS, BLANKS, INVISIBLE, MARKS | BLANKS | INVISIBLE]))
    written = data.draw(spread(number, separators))
    table = data.draw(st.sampled_from([{}, FULL_WIDTH, CIRCLED]))
    written = written.translate(table)
    assert_covered(before + written + after, written, [LeakKind.IDENTITY])


@given(st.data(), AROUND, AROUND, old_identities())
def test_a_planted_old_identity_number_never_passes(data, before, after, number):
    separators = data.draw(st.sampled_from([MARKS, INVISIBLE]))
    written = data.draw(spread(number, separators))
    assert_covered(before + written + after, written, [LeakKind.IDENTITY])


@given(st.data(), AROUND, AROUND, mobiles())
def test_a_planted_mobile_never_passes(data, before, after, number):
    written = data.draw(
        spread(number, data.draw(st.sampled_from([MARKS, INVISIBLE])))
        | spread(number, BLANKS, cuts=(len(number) - 8, len(number) - 4))
        | spread(number, BLANKS, cuts=range(1, len(number)))
    )
    table = data.draw(st.sampled_from([{}, FULL_WIDTH, SPELLED, CAPITALS, CIRCLED]))
    written = written.translate(table)
    assert_covered(before + written + after, written, [LeakKind.MOBILE])


@given(st.data(), AROUND, AROUND, cards())
def test_a_planted_card_number_never_passes(data, before, after, number):
    written = data.draw(
        spread(number, data.draw(st.sampled_from([MARKS, BLANKS, INVISIBLE])))
        | spread(number, MARKS | BLANKS, cuts=(4, 8, 12))
        | spread(number, BLANKS, cuts=range(1, len(number)))
    )
    found = [LeakKind.CARD, LeakKind.IDENTITY, LeakKind.MOBILE]
    assert_covered(before + written + after, written, found)


@given(
    st.data(), BESIDE, BESIDE, st.sampled_from([identities(), old_identities(), mobiles(), cards()])
)
def test_no_number_passes_however_it_is_cut_and_written(data, before, after, numbers):
    number = data.draw(numbers)
    planted = data.draw(odd(number))
    text = before + planted + after
    assert any(
        leak.start < len(before) + len(planted) and len(before) < leak.end
        for leak in scan([("办理情况", text)])
    )


@given(
    st.data(),
    AROUND,
    AROUND,
    st.sampled_from([(kind, word) for kind, words in WORDS["words"].items() for word in words]),
)
def test_a_planted_word_never_passes(data, before, after, planted):
    kind, word = planted
    written = data.draw(spread(word, MARKS | BLANKS | INVISIBLE)) if len(word) > 1 else word
    assert kind in kinds_of(f"{before}{written}{after}")


@given(st.text(), st.text())
def test_any_text_is_read_and_places_lie_in_it(where, text):
    for leak in scan([(where, text)]):
        assert leak.where == where
        assert 0 <= leak.start < leak.end <= len(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("身份证532601198808110018", LeakKind.IDENTITY),
        ("532601 19880811 0018", LeakKind.IDENTITY),
        ("532601-1988-08-11-0018", LeakKind.IDENTITY),
        ("５３２６０１１９８８０８１１００１８", LeakKind.IDENTITY),
        ("53260119880811001ｘ", LeakKind.IDENTITY),
        ("5326\u200b0119880811\n0018", LeakKind.IDENTITY),
        ("532601198808110018 13887400000", LeakKind.IDENTITY),
        ("532601198808110018 13887400000", LeakKind.MOBILE),
        ("532601880811001", LeakKind.IDENTITY),
        ("号53260119880811001X13887400000", LeakKind.IDENTITY),  # a phone grown onto it
        ("53260119881311001X", LeakKind.CARD),  # no such month: a long number all the same
        ("13887400000", LeakKind.MOBILE),
        ("电话:138-8740-0000", LeakKind.MOBILE),
        ("138 8740 0000", LeakKind.MOBILE),
        ("1 3 8 8 7 4 0 0 0 0 0", LeakKind.MOBILE),
        ("+86 138 8740 0000", LeakKind.MOBILE),
        ("（+86）13887400000", LeakKind.MOBILE),
        ("013887400000", LeakKind.MOBILE),
        ("138。8740。0000", LeakKind.MOBILE),
        ("一三八八七四〇〇〇〇〇", LeakKind.MOBILE),
        ("幺三八八七四零零零零零", LeakKind.MOBILE),
        ("壹叁捌捌柒肆零零零零零", LeakKind.MOBILE),
        ("一三八8740〇〇〇〇", LeakKind.MOBILE),
        ("第一13887400000", LeakKind.MOBILE),
        ("138874OOOOO", LeakKind.MOBILE),
        ("l3887400000", LeakKind.MOBILE),
        ("13887400000/13987400000", LeakKind.MOBILE),
        ("1388740000013987400000", LeakKind.CARD),  # two grown together
        ("|13887400000|", LeakKind.MOBILE),
        ("2023-06-22 13887400000", LeakKind.MOBILE),
        ("0874-8212345", LeakKind.LANDLINE),
        ("(0874)8212345", LeakKind.LANDLINE),
        ("（０８７４）８２１２３４５", LeakKind.LANDLINE),
        ("0874 821 2345", LeakKind.LANDLINE),
        ("08748212345", LeakKind.LANDLINE),
        ("010-62345678", LeakKind.LANDLINE),
        ("联系电话（家）：8212345", LeakKind.LANDLINE),
        ("座机 6234-5678", LeakKind.LANDLINE),
        ("TEL:8212345", LeakKind.LANDLINE),
        ("6228480402564890018", LeakKind.CARD),
        ("6228 4804 0256 4890 018", LeakKind.CARD),
        ("6228-4804-0256-4890", LeakKind.CARD),
        ("622848 0402564890018", LeakKind.CARD),
        ("账号：240123456789", LeakKind.CARD),
        ("其妻患尿毒症", LeakKind.ILLNESS),
        ("肺 癌 晚 期", LeakKind.ILLNESS),
        ("hiv感染", LeakKind.ILLNESS),
        ("一级残疾", LeakKind.DISABILITY),
        ("残\u200b疾", LeakKind.DISABILITY),
        ("因病致贫", LeakKind.AID_REASON),
        ("低保原因：缺劳力", LeakKind.AID_REASON),
        ("138/8741/2345", LeakKind.MOBILE),
        ("138、8741、2345", LeakKind.MOBILE),
        ("１３８，８７４１，２３４５", LeakKind.MOBILE),
        ("532601:19880811:0018", LeakKind.IDENTITY),
        ("532601,1988,0811,001x", LeakKind.IDENTITY),
        ("骨折住院，请求救助", LeakKind.ILLNESS),
        ("132 528 212 58", LeakKind.MOBILE),  # alone, so rather one question too many
        ("13 88 74 00 00 0", LeakKind.MOBILE),
        ("2023-06-22 138 874 000 00", LeakKind.MOBILE),
        ("幺三八八拐四洞洞洞洞洞", LeakKind.MOBILE),
        ("一3八8拐4零0两0勾", LeakKind.MOBILE),
        ("138【8740】0000", LeakKind.MOBILE),
        ("“138”“8740”“0000”", LeakKind.MOBILE),
        ("138，87400000", LeakKind.MOBILE),
        ("532 601 880 811 001", LeakKind.IDENTITY),
        ("53 26 01 19 88 08 11 00 18", LeakKind.IDENTITY),
        ("伍三贰六零一 一九八八 零八 一一 零零一八", LeakKind.IDENTITY),
        ("62 28 48 04 02 56 48 90 01 8", LeakKind.CARD),
        ("6228、4804、0256、4890、018", LeakKind.CARD),
        ("087 482 123 45", LeakKind.LANDLINE),
        ("其妻申请大病救助", LeakKind.ILLNESS),
        ("张某大病医疗救助", LeakKind.ILLNESS),
        ("张*明慢性病门诊报销", LeakKind.ILLNESS),
        ("因大病申请救助", LeakKind.ILLNESS),
        ("因大病救助款未到账", LeakKind.ILLNESS),
        ("患慢性病，购药困难", LeakKind.ILLNESS),
        ("家中老人住院费用报销困难", LeakKind.ILLNESS),
        ("母亲住院，生活困难", LeakKind.ILLNESS),
        ("该户儿子精神障碍患者监护补助", LeakKind.ILLNESS),
        ("申请大病救助，肺癌", LeakKind.ILLNESS),
        ("大病，申请救助", LeakKind.ILLNESS),
        ("糖尿病，行动不便", LeakKind.ILLNESS),
        ("申请癌症救助", LeakKind.ILLNESS),
        ("做手术欠债，申请临时救助", LeakKind.ILLNESS),
        ("二级残疾人补贴", LeakKind.DISABILITY),
        ("肢体残疾，申请轮椅", LeakKind.DISABILITY),
        ("为其母办理残疾证", LeakKind.DISABILITY),
        ("家中残疾人5人", LeakKind.DISABILITY),
        ("残疾人1人", LeakKind.DISABILITY),
        ("丈夫失能老人护理补贴", LeakKind.AID_REASON),
    ],
)
def test_what_is_found(text, kind):
    assert kind in kinds_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "2023-06-22",
        "2023年6月22日至2023年7月22日",
        "2023.06.22 2023.07.22 2023.08.22",
        "2023-06-22\n2023-07-22\n2023-08-22\n2023-09-22",
        "2023.1.26 2023.2.6 2023.3.14 2023.11.30",
        "20230622 20230722",
        "20230622153000",
        "202306220001",
        "2023年6月22日15:30",
        "值班电话2023-06-22更新",
        "二〇二三年六月二十二日",
        "云政发〔2023〕15号、罗办发〔2023〕102号",
        "（2026）罗人调字第003号",
        "中和村中和一组56号附2号",
        "涉及金额3,515元、12000元，合计280万元",
        "1234567.89元",
        "投入资金4000000元",
        "共132户528人，其中脱贫户58户212人",
        "15 132 528 212 58",
        "15 20230622 1",
        "2021 2022 2023 2024",
        "150 30 100 280 19 39",
        "12345热线、110、96196",
        "第1、2、3、4、5、6、7、8、9、10、11、12项",
        "3×4米、120x60厘米",
        "ZH0112、BD0023",
        "532601********0018",
        "138****5678",
        "张*、欧阳*",
        "6228",
        "咨询低保政策",
        "走访慰问低保户32户、五保户5户",
        "办理残疾证12本",
        "开展慢性病管理和两癌筛查宣传",
        "存在安全隐患有3处",
        "水稻因病虫害减产",
        "中风险地区",
        "推进残疾人事业发展",
        "城乡居民大病保险报销",
        "防止因病致贫返贫",
        "网络瘫痪已修复",
        "建议发展小黄姜种植，希望硬化入户路",
        "饮水困难、缺乏种植技术",
        "办事等候时间长",
        "138、8741号两处",
        "1386/8741/2345",
        "咨询住院报销流程",
        "养殖户反映母猪流产",
        "15 2023-06-22 138 874",
        "135/20230622",
        "0.35亩、1.2亩、13.887亩，共15.4亩",
        "地块编号530324-101-0056",
        "东经103.9876，北纬24.1234",
        "3425、3426、3427、3428号地块",
        "补助1500、2000、300元",
        "第15、20、30、40、50、6项",
        "1500元/亩·年",
        "罗府办函[2023]138号、〔2023〕8740号",
        "民2023-0007、纠2023-0012",
        "山洞口2处、两户三人、拐弯处1处，勾机2台",
        "一两户反映、两三次、十七八亩",
        "12345、12315、12333热线",
        "值班电话公布，罗办发〔2023〕102号",
        "12345热线、罗办发〔2023〕102号",
        "咨询电话费（2023）102号文",
        "上午8:00-12:00，下午14:30-17:30",
        "2022-2023学年、2023—2025年规划",
        "合计1234567.89元（其中：项目1 200 000元）",
        "",
    ],
)
def test_what_may_stand(text):
    assert scan([("办理情况", text)]) == ()


# What people ask for every month: the name of a scheme, an office or a paper is nobody's illness.
ORDINARY = [
    "申请大病救助", "大病医疗保险报销政策咨询", "大病二次报销", "大病补充医疗保险缴费",
    "申请重大疾病医疗救助", "城乡居民大病保险待遇查询", "残疾人证办理", "换发残疾证",
    "残疾证到期换新", "申请残疾人两项补贴", "残疾人补贴未到账",
    "困难残疾人生活补贴和重度残疾人护理补贴申报", "咨询残疾等级评定流程", "工伤伤残鉴定咨询",
    "伤残军人优待证办理", "残疾人家庭无障碍改造", "为残疾人修建坡道", "县残疾人联合会发放轮椅",
    "残疾人就业培训报名", "慰问残疾人8户", "慰问残疾人、重病户12户", "慢性病药品报销点离村太远",
    "反映村卫生室缺少慢性病用药", "申请办理慢性病卡", "申请办理慢病门诊待遇", "医保慢特病申请",
    "高血压、糖尿病“两病”门诊用药保障宣传", "咨询住院费用报销比例", "异地住院备案",
    "村卫生室住院条件差", "意外伤害住院补充保险理赔", "精神障碍患者监护补助发放时间",
    "乡卫生院建透析室", "农村妇女两癌救助项目申请", "宫颈癌、乳腺癌筛查报名", "白内障免费手术报名",
    "结核病防治所搬迁", "失能老人护理补贴申报", "事实无人抚养儿童基本生活费发放",
    "失独家庭扶助金咨询政策", "去肿瘤医院的班车少", "玉米生病减产", "公路项目流产",
    "计划生育手术并发症政策", "申请低保", "临时救助申请", "五保户住房修缮", "新农合缴费",
    "申请公益性岗位", "养老保险认证", "入户路硬化", "自来水管破裂", "宅基地审批", "土地确权证更正",
    "危房改造补助未到位", "太阳能路灯损坏", "申请小额信贷", "外出务工人员培训", "垃圾清运不及时",
    "灌溉沟渠淤塞", "学生资助申请", "教育助学金咨询", "林权证补办", "户口迁移", "老年证办理",
    "电压不稳", "烟叶交售排队", "退耕还林补助发放", "村集体收益分配公开", "野猪毁坏庄稼",
]  # fmt: skip


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_matters_may_stand(text):
    assert scan([("待办事项", text), ("办理情况", f"正在办理：已受理“{text}”。")]) == ()


@pytest.mark.parametrize("phrase", WORDS["plain"])
def test_every_plain_phrase_may_stand(phrase):
    assert scan([("", f"已{phrase}。")]) == ()


@given(st.lists(st.dates(date(1950, 1, 1), date(2040, 1, 1)), max_size=5), st.data())
@example([date(2023, 6, 22)] * 5, None)
def test_dates_never_leak(days, data):
    pattern, join = "%Y-%m-%d", "、"
    if data is not None:
        pattern = data.draw(st.sampled_from(["%Y-%m-%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y/%m/%d"]))
        join = data.draw(st.sampled_from(["、", "，", " 至 ", "\n", " ", "~"]))
    assert scan([("", join.join(day.strftime(pattern) for day in days))]) == ()


@given(st.lists(st.integers(0, 999_999), max_size=8))
def test_amounts_with_units_never_leak(amounts):
    assert scan([("", "".join(f"{amount:,}元、{amount}户；" for amount in amounts))]) == ()


def test_a_leak_says_where_and_never_what():
    number = "532601198808110018"
    (leak,) = scan([("甲", "好"), ("第3行 申办事项", f"证号{number}。")])
    assert (leak.where, leak.kind) == ("第3行 申办事项", LeakKind.IDENTITY)
    assert (leak.start, leak.end) == (2, 20)
    assert number not in repr(leak)
    assert {field.name for field in dataclasses.fields(leak)} == {"where", "kind", "start", "end"}
    assert set(LEAK_LABELS) == set(LeakKind)


def test_leaks_come_in_the_order_of_the_text():
    text = "残疾，13887400000，0874-8212345，因病"
    kinds = [leak.kind for leak in scan([("", text)])]
    assert kinds == [
        LeakKind.DISABILITY, LeakKind.MOBILE, LeakKind.LANDLINE, LeakKind.AID_REASON,
    ]  # fmt: skip


def test_the_stations_own_number_may_stand():
    text = "监督电话：0874-8212345，举报电话8212346，手机13887400000"
    allowed = ["0874-8212345", "(0874) 8212346", "138 8740 0000"]
    assert scan([("落款", text)], allowed=allowed) == ()
    assert kinds_of(text, allowed=allowed[:2]) == {LeakKind.MOBILE}
    assert kinds_of("13887400001", allowed=["", "0", *allowed]) == {LeakKind.MOBILE}


@given(AROUND, AROUND, st.sampled_from(["吉克阿牛", "古丽米娜·买买提", "方洋"]), st.data())
def test_names_are_found_however_they_are_spaced(before, after, name, data):
    written = data.draw(spread(name, BLANKS | INVISIBLE | st.just("·")))
    text = before + written + after
    ((start, end),) = names_in(text, ["邵杰贵", name, ""])
    assert "".join(c for c in text[start:end] if c in name.replace("·", "")) == name.replace(
        "·", ""
    )


def test_names_that_do_not_stand_there_are_not_found():
    assert names_in("申请人反映垃圾清运不及时", ["方洋", "清"]) == ()
    assert names_in("方*", ["方洋"]) == ()
    assert names_in("", ["方洋"]) == ()
