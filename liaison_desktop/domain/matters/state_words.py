"""How far a concern is, where a ledger says it in so many words.

Source: domain.md 1.7 (R93–R98). A state is only told by its word; a sentence about what
was done tells none.
"""

import re
import unicodedata
from enum import Enum


class ToldState(Enum):
    """What a ledger says about a concern."""

    ANSWERED = "answered"  # 当场答复, outside the ledgers of the levels (R93)
    IN_HAND = "in_hand"
    PASSED_UP = "passed_up"  # 已上报, to the level above
    RETURNED = "returned"
    EXPLAINED = "explained"  # cannot be done; the policy was explained (R96)
    CLOSED = "closed"
    STRUCK_OFF = "struck_off"


_WORDS: dict[ToldState, str] = {
    ToldState.ANSWERED: (
        "当场答复|当场办结|当场解决|当场办理|当场解答|现场答复|现场办结|现场解决|现场解答|当面答复|"
        "即时答复|即时办结|即办|即办件|即问即答|立即答复|立办立结|当场处理|现场处理|当场已答复|"
        "现场已答复|已当场答复|已当场解决|已当场办结|已现场答复|已现场解决|已现场办结|当场已解决"
    ),
    ToldState.IN_HAND: (
        "正在办理|办理中|在办|正办|正在办|处理中|正在处理|未办结|未办|待办|待办理|办结中|未完成|"
        "未解决|正在解决|解决中|正在协调|协调中|进行中|正在进行|正在推进|推进中|正在落实|落实中|跟进中|"
        "正在跟进|继续办理|结转|跨期结转|尚未办结|尚未办理|暂未办结|暂未解决|未销号|办理之中|已受理|"
        "受理中|已交办|交办中|待处理|待解决|未处理|未落实|正在化解|限期办理|正在整改|整改中|持续推进"
    ),
    ToldState.PASSED_UP: (
        "已上报|上报|上报中|已报上级|逐级上报|已逐级上报|已上报镇|已上报县|已上报乡|上报镇|上报县|"
        "上报乡镇|已上报乡镇|已上报镇政府|已上报上级|上报上级|已转办|转办|已转上级|已移交|移交|"
        "已呈报|已提请上级|上报待批|已报镇|已报县|已报乡|已报乡镇|报上级|提请上级办理|"
        "已上报县级|已上报上级部门|上报办"
    ),
    ToldState.RETURNED: (
        "退回|已退回|退件|已退件|不予受理|不受理|退办|退回申请人|退回重报|已退办|退回办理"
    ),
    ToldState.EXPLAINED: (
        "解释|已解释|解释说明|已解释说明|作解释|已作解释|已做解释|做好解释|已做好解释工作|"
        "政策解释|已作政策解释|说明情况|已说明情况|解释工作|已作解释说明|宣传解释|已宣传解释|"
        "已做解释工作|做好解释工作|无法办理已解释"
    ),
    ToldState.CLOSED: (
        "办结|已办结|已办|办毕|已办毕|已完成|完成|已解决|解决|已处理|处理完毕|已处理完毕|结案|"
        "已结案|已落实|落实|落实到位|已落实到位|办理完毕|已办理完毕|已办理|已化解|办理完成|已办完|办完|"
        "全部办结|按期办结|按时办结|超期办结|逾期办结|提前办结|已完结|完结|已整改|整改完成|"
        "整改到位|已整改到位|已全部办结|办好|已办好|处理好|已处理好|圆满解决|已圆满解决|办结完成"
    ),
    ToldState.STRUCK_OFF: "销号|已销号|办结销号|已办结销号|完成销号|已完成销号|已销",
}
_STATE_OF = {word: state for state, words in _WORDS.items() for word in words.split("|")}
_YES = frozenset(("是", "√", "✓", "✔", "已", "有", "对", "y", "Y", "yes"))
_NO = frozenset(("否", "×", "x", "X", "✗", "✘", "未", "没有", "n", "N", "no"))
_CLAUSE = re.compile(r"[。;,!\n]+")
_DATE = r"(?:(?:\d{4}|\d{2})[年.\-/])?\d{1,2}[月.\-/]\d{1,2}[日号]?"
_DATED = re.compile(rf"[(\[]?(?:于|在)?{_DATE}(?:日)?[)\]]?")
_EDGES = " 。.,;:!()[]【】、\t"


def told_state(text: str) -> ToldState | None:
    """Return the state a cell says, None when it says none or several.

    The whole cell may be the word, or one of its clauses: ``已办结。入户路已硬化``; a date in
    the clause is passed over: ``已于5月26日办结``.
    """
    plain = unicodedata.normalize("NFKC", text)
    whole = _state_of(plain)
    if whole is not None:
        return whole
    found = {state for part in _CLAUSE.split(plain) if (state := _state_of(part)) is not None}
    if found == {ToldState.CLOSED, ToldState.STRUCK_OFF}:
        return ToldState.STRUCK_OFF
    return found.pop() if len(found) == 1 else None


def _state_of(part: str) -> ToldState | None:
    bare = "".join(part.split()).strip(_EDGES)
    return _STATE_OF.get(bare) or _STATE_OF.get(_DATED.sub("", bare).strip(_EDGES))


def dates_in(text: str) -> tuple[str, ...]:
    """Return the days a cell mentions, as written."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return tuple(re.findall(rf"(?<![\d.]){_DATE}(?![\d.])", plain))


def told_yes(text: str) -> bool | None:
    """Read a cell of yes and no; None when it says neither."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain in _YES or text.strip() in _YES:
        return True
    return False if plain in _NO or text.strip() in _NO else None
