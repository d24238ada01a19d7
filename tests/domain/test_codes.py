"""Code lists and relations: every word finds its code, every code its label."""

import datetime as dt

import pytest

from liaison_desktop import paths
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.register.relation import Kin, read_relation, settled_code
from liaison_desktop.domain.terms import cadre, household, resident
from liaison_desktop.domain.terms.field import FieldType

NAMES = sorted(path.stem for path in paths.resource("codes").glob("*.json"))


@pytest.mark.parametrize("name", NAMES)
def test_labels_and_codes_are_unique_and_find_each_other(name):
    codes = code_list(name)
    labels = [label for _, label in codes.items]
    assert len(set(labels)) == len(labels)
    for code, label in codes.items:
        assert codes.code_of(label) == code
        assert codes.code_of(code) == code
        assert codes.label_of(code) == label
        assert codes.label_of(codes.value_of(label)) == label


@pytest.mark.parametrize("name", NAMES)
def test_a_word_no_list_knows_stays_as_written(name):
    codes = code_list(name)
    assert codes.code_of("从未见过的词") == ""
    assert codes.label_of(codes.value_of(" 从未见过的词 ")) == "从未见过的词"


def test_every_field_with_codes_has_its_list():
    fields = (*household.FIELDS, *resident.FIELDS, *cadre.CADRE_FIELDS, *cadre.PAIRING_FIELDS)
    named = {field.codes for field in fields if field.type is FieldType.CODE}
    assert named <= set(NAMES)


def test_all_fifty_six_peoples():
    codes = code_list("ethnicity")
    assert [code for code, _ in codes.items][:56] == [f"{n:02d}" for n in range(1, 57)]
    assert codes.code_of("汉") == codes.code_of("汉族") == codes.code_of("汉 族") == "01"
    assert codes.label_of(codes.value_of("毛难族")) == "毛南族"
    assert codes.label_of(codes.value_of("僳僳")) == "傈僳族"
    assert codes.code_of("7") == "07"
    assert codes.code_of("穿青人") == "81"


def test_several_at_once_where_the_list_allows_it():
    health = code_list("health")
    assert health.label_of(health.value_of("慢性病+残疾")) == "长期慢性病、残疾"
    assert health.label_of(health.value_of("残疾、眼花")) == "残疾、眼花"


def test_ranks_count_in_a_class():
    rank = code_list("rank")
    assert rank.group_of(rank.value_of("副科级")) == "科级以上"
    assert rank.group_of(rank.value_of("科员")) == "一般干部"
    assert rank.group_of(rank.value_of("看门人")) == ""


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("户主", "02"), ("户 主", "02"), ("本人", "01"), ("配偶", "1"), ("妻", "12"),
        ("之妻", "12"),
        ("丈夫", "11"), ("儿子", "2"), ("之子", "2"), ("长子", "22"), ("大儿子", "22"), ("女", "3"),
        ("女儿", "3"), ("之女", "3"), ("长女", "32"), ("女婿", "28"), ("上门女婿", "28"),
        ("儿媳妇", "38"),
        ("父亲", "51"), ("母亲", "52"),
        ("父母", "5"), ("孙子", "41"), ("外孙女", "44"), ("奶奶", "62"),
        ("大哥", "71"), ("侄女", "94"), ("户主之子", "2"), ("与户主之妻", "12"), ("养子", "27"),
        ("长孙", "41"), ("小儿子", "2"), ("没听过", ""), ("", ""), ("/", ""),
    ],
)  # fmt: skip
def test_relations(word, code):
    assert read_relation(word).code == code


def test_a_relation_keeps_its_word():
    assert read_relation("户 主").word == "户主"
    assert read_relation("儿 媳 妇").word == "儿媳妇"
    assert read_relation("户主").is_head
    assert not read_relation("户主之妻").is_head


def test_words_of_two_meanings_are_not_decided():
    assert read_relation("媳妇").ambiguous
    assert read_relation("媳妇").code == ""


def test_pair_words_are_settled_by_sex_and_age_only_where_certain():
    old, young = dt.date(1950, 1, 1), dt.date(1980, 1, 1)
    assert settled_code("父子", Kin("1", young), Kin("1", old)) == "2"
    assert settled_code("父子", Kin("1", old), Kin("1", young)) == "51"
    assert settled_code("父子", Kin("1"), Kin("1", old)) == ""
    assert settled_code("父女", Kin("2"), Kin("1")) == "3"
    assert settled_code("母子", Kin("2", old), Kin("1", young)) == "52"
    assert settled_code("祖孙", Kin("2", young), Kin("1", old)) == "42"
    assert settled_code("夫妻", Kin("2"), Kin("1")) == "12"
    assert settled_code("夫妻", Kin(), Kin()) == "1"
    assert settled_code("儿子", Kin("1", young), Kin("1", old)) == ""
