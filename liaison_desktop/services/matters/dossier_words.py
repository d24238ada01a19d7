"""Words the papers of a dossier share: people as printed, days, labels."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from liaison_desktop.domain import identity
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.date_words import day_words
from liaison_desktop.domain.matters.dispute import Agreement, DisputeDetail, Party
from liaison_desktop.domain.matters.dossier_paper import PaperPerson
from liaison_desktop.domain.register.roster import Value
from liaison_desktop.domain.shown import shown
from liaison_desktop.domain.terms.dispute import (
    DISPUTE_FIELD_OF,
    PARTY_FIELD_OF,
    SIDE_LABELS,
    Side,
)

_APPLYING = {Side.FIRST: "申请人", Side.SECOND: "被申请人"}


@dataclass(frozen=True, slots=True)
class Filling:
    """What the papers are filled from.

    Attributes:
        detail: The dispute.
        full: Whether identity numbers and phones are printed in full.
        today: The day it is.
    """

    detail: DisputeDetail
    full: bool
    today: date

    @property
    def values(self) -> Mapping[str, Value]:
        """Fields of the dispute."""
        return self.detail.values

    def text(self, name: str) -> str:
        """Return a field of the dispute as people read it."""
        return shown(DISPUTE_FIELD_OF[name], self.values.get(name), masked=False)

    @property
    def committee(self) -> str:
        """The committee; before acceptance that of the village, whose dispute it will be."""
        village = self.detail.village
        return self.detail.committee or (f"{village}人民调解委员会" if village else "")

    def day(self, name: str) -> str:
        """Return a day of the dispute in words, "" when it is blank."""
        return day_text(self.values.get(name))

    def people(self, *, applying: bool = False) -> tuple[PaperPerson, ...]:
        """Return the parties as the papers name them.

        Args:
            applying: As 申请人 and 被申请人 rather than 甲方 and 乙方.
        """
        roles = _APPLYING if applying else SIDE_LABELS
        return tuple(self.person(party, roles[party.side]) for party in self.detail.parties)

    def person(self, party: Party, role: str) -> PaperPerson:
        """Return one party as a paper names it; personal numbers masked unless full."""

        def said(name: str) -> str:
            field = PARTY_FIELD_OF[name]
            return shown(field, party.values.get(name), masked=not self.full)

        organisation = bool(party.values.get("is_organisation"))
        return PaperPerson(
            role=role,
            name=party.name,
            sex=said("sex"),
            ethnicity=said("ethnicity"),
            age=self._age(party),
            occupation=said("occupation"),
            phone=said("phone"),
            address=shown(PARTY_FIELD_OF["address"], party.values.get("address"), masked=False),
            id_number=self.number_of(party),
            representative=said("agent") if organisation else "",
            organisation=organisation,
        )

    def number_of(self, party: Party) -> str:
        """Return a party's identity number, masked unless full."""
        number = str(party.values.get("id_number") or "")
        return number if self.full or not number else identity.masked(number)

    def _age(self, party: Party) -> str:
        born, day = party.values.get("birth_date"), self.values.get("accepted_on")
        if not isinstance(born, date):
            return ""
        return f"{identity.age_on(born, day if isinstance(day, date) else self.today)}岁"

    def agreement(self, part: int) -> Agreement | None:
        """Return an agreement by its key, the newest for 0, None without one."""
        found = [one for one in self.detail.agreements if part in (0, one.id)]
        return found[-1] if found else None


def day_text(value: object) -> str:
    """Return a day in words, "" when there is none."""
    return day_words(value, "") if isinstance(value, date) else ""


def label(codes: str, value: object) -> str:
    """Return the label of a stored code, "" for a blank."""
    return code_list(codes).label_of(str(value)) if value else ""


def joined(names: Iterable[str]) -> str:
    """Join names as the office writes them."""
    return "、".join(name for name in names if name)


def span(values: Mapping[str, Value]) -> str:
    """Return day and hours of a session, e.g. 2023年5月5日 9:00 至 11:00."""
    hours = " 至 ".join(
        str(values[name]) for name in ("start_time", "end_time") if values.get(name)
    )
    return f"{day_text(values.get('on'))} {hours}".strip()
