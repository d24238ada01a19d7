"""Units (单位) in the titles, sheet names and dividing rows of lists of cadres.

A list a unit sends in often names the unit only in its title 罗平县财政局挂钩干部名册, in
the name of the sheet, or in a row of its own above the unit's people.
"""

import re
import unicodedata

_ENDS = (
    "局|委员会|纪委|监委|党委|组织部|宣传部|统战部|政法委|人民政府|政府|办公室|党政办|中心|院|所|站|"
    "学校|小学|中学|幼儿园|公司|银行|信用社|联社|总工会|工会|团委|妇联|工商联|残联|科协|文联|"
    "供销社|大队|支队|分局|税务局|党校|法院|检察院|集团"
)
_UNIT = re.compile(rf"[\u3400-\u9fff()]{{1,18}}(?:{_ENDS})")
_TITLE = re.compile(
    rf"^(?:附件\d*:?)?(?:\d{{4}}年?度?)?(?P<unit>[\u3400-\u9fff]{{1,18}}?(?:{_ENDS}))"
    r"(?=(?:全体|机关|在职|在编|挂钩|帮扶|包保|结对|联系|联户|驻村|干部|职工|人员|工作人员))"
)
_LABELLED = re.compile(r"^(?:填报|报送|上报|制表)?单位(?:名称)?(?:\([^()]*\))?:(?P<unit>.+)$")
_COUNT = re.compile(r"[(:]?(?:共)?\d+人\)?$")


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def unit_alone(text: str) -> str:
    """Return the unit a sheet's name or a dividing row is, "" when it is something else."""
    plain = _COUNT.sub("", _plain(text)).strip(":")
    return plain if _UNIT.fullmatch(plain) else ""


def unit_in_title(text: str) -> str:
    """Return the unit a title or 填报单位 names, "" without one."""
    plain = _plain(text)
    if labelled := _LABELLED.match(plain):
        return unit_alone(labelled["unit"])
    titled = _TITLE.match(plain)
    return titled["unit"] if titled else ""
