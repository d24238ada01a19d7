"""Settles the columns of a ledger against each other: whose telephone, which of two 当事人.

One heading alone does not tell whose 联系电话 or 姓名 it is; its neighbours do.
"""

from collections.abc import Sequence
from dataclasses import replace

from liaison_desktop.excel.ledger_words import CONCERNS, DISPUTES, VISITS
from liaison_desktop.excel.lexicon import UNKNOWN, Meaning

_JOINED = frozenset(
    ("concern.progress", "dispute.progress", "visit.note", "concern.note", "dispute.note",
     "visit.said", "visit.content", "visit.cadres", "visit.households")
)  # fmt: skip
_PERSONAL = ("phone", "id_number", "address")
_PARTIES = {"dispute.party": "", "dispute.party_a": "_a", "dispute.party_b": "_b"}
_OTHERS = frozenset(("dispute.mediator", "dispute.owner", "dispute.leader", "dispute.reporter"))
_CADRE_WORDS = frozenset(("姓名",))


def settle_ledger(kind: str, titles: Sequence[str], meanings: Sequence[Meaning]) -> list[Meaning]:
    """Return the meanings with every target and slot used once.

    Args:
        kind: ``VISITS``, ``CONCERNS`` or ``DISPUTES``.
        titles: What stands over each column, plain.
        meanings: What each heading means by itself.
    """
    settled = list(meanings)
    if kind == DISPUTES:
        settled = _owned(_two_parties(settled))
    elif kind == VISITS:
        settled = _phones(
            _visited(titles, settled), "visit", ("households", "interviewee"), ("cadres",)
        )
    elif kind == CONCERNS:
        others = ("owner", "receiver", "unit")
        settled = _phones(settled, "concern", ("applicant",), others)
    return _repeated(settled)


def _two_parties(meanings: list[Meaning]) -> list[Meaning]:
    """Read two columns 当事人 as both sides; one beside 对方当事人 as the first side."""
    plain = [at for at, meaning in enumerate(meanings) if meaning.target == "dispute.party"]
    sides = {meaning.target for meaning in meanings}
    settled = list(meanings)
    if not plain:
        return settled
    if len(plain) == 2 and not sides & {"dispute.party_a", "dispute.party_b"}:
        for at, side in zip(plain, "ab", strict=True):
            settled[at] = replace(settled[at], target=f"dispute.party_{side}")
    elif "dispute.party_b" in sides and "dispute.party_a" not in sides:
        settled[plain[0]] = replace(settled[plain[0]], target="dispute.party_a")
    return settled


def _owned(meanings: list[Meaning]) -> list[Meaning]:
    """Give telephone, identity number and address to the person before them."""
    settled: list[Meaning] = []
    owner: str | None = None
    first = next((_PARTIES[m.target] for m in meanings if m.target in _PARTIES), "")
    taken: set[str] = set()
    for meaning in meanings:
        name = meaning.target.removeprefix("dispute.")
        if meaning.target in _PARTIES:
            owner = _PARTIES[meaning.target]
        elif meaning.target in _OTHERS:
            owner = None if owner is None else "-"
        elif name in _PERSONAL:
            side = first if owner is None else owner
            target = f"dispute.{name}{side}"
            foreign = side == "-" or target in taken
            taken.add(target)
            settled.append(UNKNOWN if foreign else replace(meaning, target=target))
            continue
        elif (
            name == "place"
            and owner in ("_a", "_b")
            and any(m.target == "dispute.place" for m in settled)
        ):
            target = f"dispute.address{owner}"
            settled.append(UNKNOWN if target in taken else replace(meaning, target=target))
            taken.add(target)
            continue
        settled.append(meaning)
    return settled


def _visited(titles: Sequence[str], meanings: list[Meaning]) -> list[Meaning]:
    """Read 姓名 beside 走访户 as the cadre's where no column names him."""
    targets = [meaning.target for meaning in meanings]
    plain = [at for at, title in enumerate(titles) if title in _CADRE_WORDS]
    if "visit.cadres" in targets or targets.count("visit.households") < 2 or not plain:
        return meanings
    settled = list(meanings)
    settled[plain[0]] = replace(settled[plain[0]], target="visit.cadres")
    return settled


def _phones(
    meanings: list[Meaning], prefix: str, own: Sequence[str], others: Sequence[str]
) -> list[Meaning]:
    """Leave out the telephone that follows a cadre instead of a villager."""
    settled: list[Meaning] = []
    villagers = {f"{prefix}.{name}" for name in own}
    people = villagers | {f"{prefix}.{name}" for name in others}
    for meaning in meanings:
        if meaning.target == f"{prefix}.phone":
            before = next((m.target for m in reversed(settled) if m.target in people), "")
            if before and before not in villagers:
                settled.append(replace(UNKNOWN, foreign=True))
                continue
        settled.append(meaning)
    return settled


def _repeated(meanings: list[Meaning]) -> list[Meaning]:
    """Number columns that may stand several times; leave out other repetitions."""
    seen: set[tuple[str, int | None]] = set()
    settled = []
    for meaning in meanings:
        one = meaning
        if one.flag:
            settled.append(one)
            continue
        if one.target and (one.target, one.slot) in seen:
            if one.target not in _JOINED:
                settled.append(UNKNOWN)
                continue
            slot = 50
            while (one.target, slot) in seen:
                slot += 1
            one = replace(one, slot=slot)
        if one.target:
            seen.add((one.target, one.slot))
        settled.append(one)
    return settled
