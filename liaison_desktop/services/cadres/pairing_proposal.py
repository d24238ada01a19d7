"""Proposing a fair pairing for chosen cadres and households; nothing is stored."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.cadres.cadre import CadreFilter, CadreRow
from liaison_desktop.domain.cadres.fair_pairing import Wanting, fair_pairs
from liaison_desktop.domain.cadres.fair_share import Taker
from liaison_desktop.domain.cadres.pairing import (
    NewPairing,
    PairingReport,
    Proposal,
    ProposedPair,
    ProposedShare,
)
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.models.batches import parts
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.cadres import Cadres
from liaison_desktop.services.cadres.in_force import current_on, default_way, in_post_on
from liaison_desktop.services.cadres.pairings import Pairings
from liaison_desktop.services.context import Context
from liaison_desktop.services.register.household_place import household_place
from liaison_desktop.services.register.households import Households


class PairingProposals:
    """Fair pairings to be looked at, changed and confirmed."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._cadres = Cadres(context)

    def propose(self, cadre_ids: Sequence[int] | None, wanted: HouseholdFilter) -> Proposal:
        """Work out who could take the households of a filter.

        What a cadre already has outside these households counts. See
        ``domain.cadres.fair_pairing`` and ``fair_share`` for the rules.

        Args:
            cadre_ids: Who can take households, None for every cadre in his post.
            wanted: The households, e.g. those without a cadre.

        Raises:
            RefusedError: When there is no cadre or no household.
        """
        ids = self._takers(cadre_ids)
        cadres = self._cadres.rows(ids)
        households = list(Households(self._context).ids(wanted, Sort()))
        if not cadres:
            raise RefusedError("没有可以结对的在岗干部。请先登记干部或另选人员。")
        if not households:
            raise RefusedError("没有需要结对的农户。请调整筛选条件。")
        with self._context.store.reading() as session:
            places = _places(session, households)
            inside = _already(session, households, self._context)
        already = {key: cadres[key].households - inside.get(key, 0) for key in cadres}
        takers = [
            Taker(key, place, cadres[key].quota, already[key])
            for place, key in enumerate(_by_rank(ids, cadres))
        ]
        pairs = fair_pairs(takers, [places[key][0] for key in households])
        return _proposal(pairs, cadres, already, places)

    def confirm(self, pairs: Sequence[ProposedPair], way: str = "") -> PairingReport:
        """Store the pairs of a proposal from today on, in one operation.

        Pairings of the same way with other cadres end the day before.
        """
        chosen = code_list("pairing_way").value_of(way) if way else default_way()
        today = self._context.today()
        wanted = [NewPairing(pair.household_id, pair.cadre_id, chosen, today) for pair in pairs]
        people = len({pair.cadre_id for pair in pairs})
        sentence = f"按方案结对：{people} 名干部 {len(wanted)} 户"
        return Pairings(self._context).confirm(wanted, sentence=sentence)

    def _takers(self, cadre_ids: Sequence[int] | None) -> list[int]:
        """Return who of them is in his post today, the highest rank first."""
        wanted = CadreFilter(ids=None if cadre_ids is None else tuple(cadre_ids))
        here = select(table("cadre").c.id).where(in_post_on(self._context.today()))
        with self._context.store.reading() as session:
            in_post = set(session.scalars(here))
        return [key for key in self._cadres.ids(wanted, Sort("rank")) if key in in_post]


_Place = tuple[Wanting, tuple[str, str, str, str], str]


def _by_rank(ids: Sequence[int], cadres: dict[int, CadreRow]) -> list[int]:
    """Return cadres, the highest class of rank first, as the list came within a class."""
    ranks = code_list("rank")
    leading = ranks.label_of("leading")
    return sorted(ids, key=lambda key: ranks.group_of(ranks.value_of(cadres[key].rank)) != leading)


def _places(session: Session, ids: Sequence[int]) -> dict[int, _Place]:
    household, place = table("household"), household_place()
    levels = code_list("difficulty")
    hardness = {code: len(levels.items) - n for n, (code, _) in enumerate(levels.items)}
    statement = select(
        household.c.id,
        household.c.village_id,
        func.coalesce(household.c.group_id, 0).label("group_id"),
        func.coalesce(household.c.difficulty, "").label("difficulty"),
        *place.columns,
    ).select_from(place.join(household))
    found: dict[int, _Place] = {}
    for part in parts(ids):
        for row in session.execute(statement.where(household.c.id.in_(part))):
            wanting = Wanting(row.id, row.village_id, row.group_id, hardness.get(row.difficulty, 0))
            shown = (row.village, row.group, row.number, row.head)
            found[row.id] = wanting, shown, levels.label_of(row.difficulty)
    return found


def _already(session: Session, household_ids: Sequence[int], context: Context) -> Counter[int]:
    """Count each cadre's current households among the given ones."""
    pairing = table("pairing")
    found: Counter[int] = Counter()
    for part in parts(household_ids):
        statement = (
            select(pairing.c.cadre_id, func.count(pairing.c.household_id.distinct()))
            .where(pairing.c.household_id.in_(part), current_on(context.today()))
            .group_by(pairing.c.cadre_id)
        )
        found.update(dict(session.execute(statement).all()))
    return found


def _proposal(
    pairs: dict[int, int],
    cadres: dict[int, CadreRow],
    already: dict[int, int],
    places: dict[int, _Place],
) -> Proposal:
    order = {key: n for n, key in enumerate(cadres)}
    in_place = {key: n for n, key in enumerate(places)}
    listed = tuple(
        ProposedPair(
            cadre_id,
            cadres[cadre_id].name,
            household_id,
            *places[household_id][1],
            places[household_id][2],
        )
        for household_id, cadre_id in sorted(
            pairs.items(), key=lambda pair: (order[pair[1]], in_place[pair[0]])
        )
    )
    counts = Counter(pairs.values())
    shares = tuple(
        ProposedShare(key, row.name, row.rank, row.quota, already[key], counts[key])
        for key, row in cadres.items()
    )
    return Proposal(listed, shares, tuple(_notes(shares)))


def _notes(shares: Sequence[ProposedShare]) -> list[str]:
    without = [share for share in shares if share.quota is None]
    if len(without) == len(shares):
        return ["没有设定应联系户数，已平均分配。可先采用规则方案或填写应联系户数。"]
    notes = []
    if over := [share.excess for share in shares if share.excess]:
        notes.append(f"应联系户数合计不够，{len(over)} 名干部共超出 {sum(over)} 户。")
    if short := [share.missing for share in shares if share.missing]:
        notes.append(f"农户数少于应联系户数合计，{len(short)} 名干部还差 {sum(short)} 户。")
    if without:
        notes.append(f"{len(without)} 名干部没有应联系户数，参照其他干部的户数分配。")
    return notes
