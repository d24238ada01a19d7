"""Days a dispute of a risk level may take; the office may change them (domain.md 6.3)."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy.orm import Session

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import InputRefusedError
from liaison_desktop.models.system.desk_state import Setting
from liaison_desktop.services.context import Context

KEY = "dispute_risk_limits"
_LONGEST = 365


class RiskLimits:
    """Reads and keeps the limits; they are a setting of the office, not journaled."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def days(self) -> dict[str, int]:
        """Return code of the risk to days, in the order of the list."""
        with self._context.store.reading() as session:
            return limit_days(session)

    def save(self, days: Mapping[str, int]) -> None:
        """Keep limits; disputes already entered keep theirs.

        Args:
            days: Code of the risk to days, 1 to 365; one left out keeps its days.

        Raises:
            InputRefusedError: When a code is unknown or days make no sense.
        """
        known = code_list("dispute_risk")
        for code, count in days.items():
            if code not in dict(known.items) or not 1 <= count <= _LONGEST:
                raise InputRefusedError(
                    f"“{known.label_of(code)}”的化解时限请填 1 至 {_LONGEST} 天。"
                )
        with self._context.store.upkeep() as session:
            setting = session.get(Setting, KEY, with_for_update=True)
            if setting is None:
                session.add(Setting(key=KEY, value=dict(days)))
            else:
                setting.value = {**setting.value, **days}


def limit_days(session: Session) -> dict[str, int]:
    """Return code of the risk to days: the office's own, else those of the list."""
    setting = session.get(Setting, KEY)
    own = setting.value if setting is not None else {}
    return {**code_list("dispute_risk").amounts, **{code: int(own[code]) for code in own}}


def risk_limit(session: Session, risk: str | None, found_on: date) -> date | None:
    """Return the limit of a dispute of a risk found on a day, None without a risk."""
    days = limit_days(session).get(risk or "")
    return None if days is None else found_on + timedelta(days=days)
