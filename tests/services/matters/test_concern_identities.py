"""The sums of the ledger agree whatever happens: random histories, random periods (1.17)."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from liaison_desktop.domain.errors import AppError
from liaison_desktop.domain.figures.period import Period, days_period, parse_period
from liaison_desktop.domain.matters.concern import ConcernFilter, Escalation, Feedback
from liaison_desktop.domain.terms.concern import ConcernState, ConcernStepKind
from tests.services.matters.concern_drafts import Desk, desk_at, draft

FIRST = date(2023, 1, 1)
ALL_TIME = days_period(date(1, 1, 1), date(9999, 12, 31))
EVERY_STATE = ConcernFilter(states=tuple(ConcernState))
_K = ConcernStepKind
_ENDING = (_K.DONE, _K.RETURNED, _K.REOPENED)  # what the sums hang on


@pytest.fixture
def desk(_paired_data: Path, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(_paired_data, tmp_path / "data", FIRST) as opened:
        yield opened


class History:
    """A clerk who does anything that may be done, by chance."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk = desk
        self.chance = random.Random(seed)
        self.taken: set[str] = set()
        self.refused = 0

    def act(self) -> None:
        """Do one thing; what a rule forbids changes nothing."""
        desk, chance = self.desk, self.chance
        desk.today += timedelta(days=chance.choice((0, 0, 1, 2, 5)))
        what = chance.choice(("register", "answered", *("step",) * 7, "undo", "edit"))
        try:
            if what in ("register", "answered"):
                self._register(answered=what == "answered")
            elif what == "undo":
                self._undo()
            else:
                self._step(chance.choice(desk.office.concerns.ids(EVERY_STATE)), what)
        except (AppError, IndexError):
            self.refused += 1
            return
        self.taken.add(what)

    def _register(self, *, answered: bool) -> None:
        desk, chance = self.desk, self.chance
        desk.register(
            received_on=desk.today - timedelta(days=chance.randrange(20)),
            answered=answered,
            result="已答复" if answered else None,
            level=chance.choice(("组", "村", "镇", "县")),
            limit_on=chance.choice((None, desk.today + timedelta(days=chance.randrange(40)))),
            household_id=None,
        )

    def _undo(self) -> None:
        newest = self.desk.office.history.operations(60)
        own = [row.number for row in newest if "民情" in row.sentence]
        self.desk.office.undo.take_back(self.chance.choice(own))

    def _step(self, key: int, what: str) -> None:
        desk, chance = self.desk, self.chance
        if what == "edit":
            self._edit(key)
            return
        allowed = desk.office.concerns.allowed(key)
        kind = chance.choices(allowed, [5 if one in _ENDING else 1 for one in allowed])[0]
        came = desk.office.concerns.detail(key).values["received_on"]
        on = came + timedelta(days=chance.randrange((desk.today - came).days + 1))
        steps = {
            _K.ACCEPTED: ("accept", on),
            _K.ANSWERED: ("answer_now", "已答复"),
            _K.ASSIGNED: ("assign", "赵干部"),
            _K.PROGRESS: ("progress", "在办"),
            _K.ESCALATED: (
                "escalate",
                Escalation(chance.choice(("township", "county")), "请办", "方案"),
            ),
            _K.RETURNED: ("give_back", "不属本站", on),
            _K.EXTENDED: ("extend", desk.today + timedelta(days=60), "站长", "雨季"),
            _K.SUPERVISED: ("supervise", "镇长", "快办"),
            _K.PAUSED: ("pause", "等批复", on),
            _K.RESUMED: ("resume",),
            _K.DONE: ("finish", on, "已办"),
            _K.EXPLAINED: ("explain", on, "政策"),
            _K.FED_BACK: ("feed_back", Feedback(desk.today, "电话", "本人", "满意")),
            _K.STRUCK_OFF: ("strike_off",),
            _K.REOPENED: ("reopen", "反弹"),
            _K.CONVERTED: ("convert_to_dispute",),
            _K.VOIDED: ("void", "重复"),
        }
        if kind is _K.CARRIED_OVER:
            desk.office.notices.carry_over([key], "继续办理", desk.today)
        else:
            name, *args = steps[kind]
            desk.step(name, key, *args)
        self.taken.add(kind.value)

    def _edit(self, key: int) -> None:
        seen = self.desk.office.concerns.detail(key)
        moved = self.desk.today - timedelta(days=self.chance.randrange(30))
        typed = draft(moved, **{k: v for k, v in seen.values.items() if k != "received_on"})
        self.desk.office.concerns.save(replace(typed, id=key, version=seen.version))

    def period(self) -> Period:
        """Return any stretch of days around what happened."""
        span = (self.desk.today - FIRST).days + 40
        days = sorted(FIRST + timedelta(days=self.chance.randrange(-30, span)) for _ in range(2))
        return days_period(*days)


def figures(desk: Desk, period: Period) -> dict[str, int]:
    found = desk.office.figures.all(period)
    return {one.key: one.value or 0 for one in found if one.key.startswith("concerns_")}


def assert_sums_agree(desk: Desk, period: Period) -> None:
    of = figures(desk, period)
    assert of["concerns_collected"] == of["concerns_answered"] + of["concerns_entered"], period
    before, came = of["concerns_open_before"], of["concerns_entered"]
    ended = of["concerns_closed"] + of["concerns_returned"]
    assert before + came == ended + of["concerns_open"], period


@pytest.mark.parametrize("seed", range(3))
def test_the_sums_agree_in_any_history(desk: Desk, seed: int) -> None:
    history = History(desk, seed)
    for number in range(160):
        history.act()
        if number % 20 == 19:
            assert_sums_agree(desk, history.period())
    for period in (ALL_TIME, parse_period("2023"), parse_period("2023Q1"), parse_period("2023-02")):
        assert_sums_agree(desk, period)
    for _ in range(15):
        assert_sums_agree(desk, history.period())
    of = figures(desk, ALL_TIME)
    ended = of["concerns_closed"] + of["concerns_returned"]
    assert of["concerns_entered"] == ended + of["concerns_open"]
    wanted = {"register", "answered", "undo", "edit", "done", "returned", "reopened", "converted"}
    assert wanted <= history.taken, "the history is too tame to prove anything"
    assert desk.office.check.run().problems == ()
