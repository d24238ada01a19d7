"""Classes of disputes in reports, and the words ledgers use for categories."""

import pytest

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.matters.category import Scheme, classes, classification

CODES = [code for code, _ in code_list("dispute_category").items]


@pytest.mark.parametrize("scheme", Scheme)
def test_every_code_has_one_class(scheme):
    names = classes(scheme).names
    assert len(set(names)) == len(names)
    assert {classification(code, scheme) for code in CODES} <= set(names)


@pytest.mark.parametrize("scheme", Scheme)
def test_every_rule_is_about_codes_there_are_and_classes_there_are(scheme):
    found = classes(scheme)
    known = {*CODES, *(code[:2] for code in CODES)}
    assert set(found.rules) <= known
    assert set(found.rules.values()) <= set(found.names)


def test_the_schemes_are_complete():
    assert len(classes(Scheme.JUDICIAL).names) == 15
    assert len(classes(Scheme.SICHUAN).names) == 19
    judicial = {classification(code, Scheme.JUDICIAL) for code in CODES}
    assert judicial == set(classes(Scheme.JUDICIAL).names)


@pytest.mark.parametrize(
    ("code", "judicial", "sichuan"),
    [
        ("0101", "婚姻家庭", "婚姻家庭邻里等民间"),
        ("0203", "环境污染", "环境污染、生态破坏"),
        ("0299", "邻里", "婚姻家庭邻里等民间"),
        ("0402", "物业", "建筑质量、物业管理"),
        ("0403", "房屋宅基地", "土地矿产山林水利界限权属"),
        ("0502", "医疗", "医患"),
        ("0503", "道路交通事故", "其他"),
        ("0601", "消费", "经济活动"),
        ("0699", "合同", "经济活动"),
        ("0799", "劳动争议", "劳资"),
        ("0901", "山林土地", "农村土地承包、集体“三资”、农民负担"),
        ("0902", "房屋宅基地", "土地矿产山林水利界限权属"),
        ("1003", "生产经营", "海事渔事"),
        ("1201", "其他", "村务管理"),
        ("1199", "征地拆迁", "征地拆迁安置"),
        ("1502", "其他", "干部作风"),
        ("1601", "其他", "民族宗教"),
        ("9999", "其他", "其他"),
        ("", "其他", "其他"),
        ("自己写的词", "其他", "其他"),
        ("借贷纠纷", "其他", "其他"),  # four characters, but no code
    ],
)
def test_classes_of_codes(code, judicial, sichuan):
    assert classification(code, Scheme.JUDICIAL) == judicial
    assert classification(code, Scheme.SICHUAN) == sichuan


def test_the_office_may_class_otherwise():
    own = {"08": "生产经营", "0902": "山林土地"}
    assert classification("0804", Scheme.JUDICIAL) == "合同"
    assert classification("0804", Scheme.JUDICIAL, own) == "生产经营"
    assert classification("0902", Scheme.JUDICIAL, own) == "山林土地"
    assert classification("0901", Scheme.JUDICIAL, own) == "山林土地"
    with pytest.raises(UsageError, match="没有“借贷”这一类"):
        classification("0804", Scheme.JUDICIAL, {"0804": "借贷"})


# What the ledgers of an office write, and the class it must end up in.
@pytest.mark.parametrize(
    ("word", "judicial"),
    [
        ("合同纠纷", "合同"), ("征地拆迁纠纷", "征地拆迁"), ("邻里纠纷", "邻里"),
        ("山林土地纠纷", "山林土地"), ("房屋宅基地纠纷", "房屋宅基地"),
        ("婚姻家庭纠纷", "婚姻家庭"), ("损害赔偿纠纷", "损害赔偿"), ("劳动争议", "劳动争议"),
        ("生产经营纠纷", "生产经营"), ("环境污染纠纷", "环境污染"), ("消费纠纷", "消费"),
        ("医疗纠纷", "医疗"), ("道路交通事故纠纷", "道路交通事故"), ("物业纠纷", "物业"),
        ("其他纠纷", "其他"), ("土地纠纷", "山林土地"), ("宅基地纠纷", "房屋宅基地"),
        ("拖欠农民工工资", "劳动争议"), ("家庭纠纷", "婚姻家庭"), ("民间借贷纠纷", "合同"),
    ],
)  # fmt: skip
def test_words_of_ledgers_count_where_they_belong(word, judicial):
    categories = code_list("dispute_category")
    code = categories.code_of(word)
    assert len(code) == 4
    assert classification(code, Scheme.JUDICIAL) == judicial


@pytest.mark.parametrize(
    "word",
    ["合同纠纷", "征地拆迁纠纷", "邻里纠纷", "山林土地纠纷", "房屋宅基地纠纷", "婚姻家庭纠纷",
     "损害赔偿纠纷", "劳动争议"],
)  # fmt: skip
def test_a_class_name_is_shown_as_it_was_written(word):
    categories = code_list("dispute_category")
    assert categories.label_of(categories.value_of(word)) == word


def test_codes_and_classes_of_the_standard():
    categories = code_list("dispute_category")
    assert all(len(code) == 4 and code.isdigit() for code in CODES)
    assert len({code[:2] for code in CODES}) == 17
    by_class = {code[:2]: categories.group_of(code) for code in CODES}
    assert all(categories.group_of(code) == by_class[code[:2]] for code in CODES)
    assert categories.group_of("0901") == "土地及资源权属纠纷"


def test_words_of_the_other_lists():
    ways = code_list("visit_way")
    met = ("入户走访", "入户", "田间地头", "座谈", "个别访谈")
    assert all(ways.counts(ways.value_of(word)) for word in met)
    unmet = ("电话", "微信", "邻居代述", "问卷", "托梦", "")
    assert not any(ways.counts(ways.value_of(word)) for word in unmet)
    risk = code_list("dispute_risk")
    limits = {word: risk.amount_of(risk.value_of(word)) for word in ("重大", "较大", "一般", "低")}
    assert limits == {"重大": 3, "较大": 7, "一般": 15, "低": 30}
    assert risk.amount_of("不详") is None
    assert [label for _, label in risk.items] == ["红", "橙", "黄", "蓝"]
    mark = code_list("satisfaction")
    assert mark.group_of(mark.value_of("基本满意")) == "满意"
    assert mark.group_of(mark.value_of("一般满意")) == mark.group_of(mark.value_of("不满意"))
    tags = code_list("visit_tag")
    assert tags.label_of(tags.value_of("同吃、同住、同劳动")) == "同吃、同住、同劳动"
    assert code_list("dispute_scale").code_of("1") == "01"
    assert code_list("keeping_period").amount_of("short") == 5
