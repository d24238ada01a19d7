"""Periods as people write them, read from titles of papers and forms."""

import pytest

from liaison_desktop.domain.figures.named_period import period_named


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2023年上半年群众工作情况统计表", "2023H1"),
        ("罗雄镇 2023 年下半年工作总结", "2023H2"),
        ("2023年第二季度通报", "2023Q2"),
        ("2023年四季度通报", "2023Q4"),
        ("2023年6月综治月报表", "2023-06"),
        ("2023年度考核表", "2023"),
        ("填报日期：2023年7月5日", None),
        ("填报日期：　　年　月　日", None),
        ("2023年13月", None),
        ("1023年上半年", None),
        ("群众工作情况统计表", None),
    ],
)
def test_a_title_names_its_period(text: str, key: str | None) -> None:
    found = period_named([text])
    assert (found.key if found else None) == key


def test_the_first_named_counts() -> None:
    found = period_named(["填报单位：", "填报日期：2023年7月5日", "2023年上半年报表", "2022年"])
    assert found is not None
    assert found.key == "2023H1"
