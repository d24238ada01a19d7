"""Receipts (回执): what a villager takes home after saying something."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from liaison_desktop.documents.receipt import receipts_pdf
from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.concern import ConcernDetail
from liaison_desktop.domain.matters.dispute import DisputeDetail
from liaison_desktop.domain.matters.receipt import ReceiptContent
from liaison_desktop.domain.terms.concern import ConcernState
from liaison_desktop.domain.terms.dispute import Side
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.matters.concern_rows import concern_detail
from liaison_desktop.services.matters.dispute_detail import read_dispute
from liaison_desktop.services.register.contact_cards_rows import station_lines

CONCERN_TITLE, DISPUTE_TITLE = "民情事项受理回执", "矛盾纠纷登记回执"


class Receipts:
    """The receipts of concerns and disputes."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def content(self, kind: Kind, record_id: int) -> ReceiptContent:
        """Return what the receipt of a matter prints.

        Args:
            kind: ``Kind.CONCERN`` or ``Kind.DISPUTE``.
            record_id: Its key.

        Raises:
            RefusedError: When the matter is gone, or nothing of this kind gets a receipt.
        """
        today = self._context.today()
        with self._context.store.reading() as session:
            if kind is Kind.CONCERN:
                return _of_concern(session, concern_detail(session, record_id, today))
            if kind is Kind.DISPUTE:
                return _of_dispute(session, read_dispute(session, record_id, today))
        raise RefusedError("只有民情事项和矛盾纠纷有回执。")

    def pdf(self, kind: Kind, record_id: int) -> bytes:
        """Return the receipt of a matter as PDF; arguments and errors as in ``content``."""
        return receipts_pdf([self.content(kind, record_id)])


def _of_concern(session: Session, concern: ConcernDetail) -> ReceiptContent:
    values, station = concern.values, station_lines(session)
    answered = concern.state is ConcernState.ANSWERED
    received = values["received_on"]
    promised = str(values.get("result" if answered else "promised", ""))
    return ReceiptContent(
        title=CONCERN_TITLE,
        station=station["station"],
        number=concern.number,
        code=concern.code,
        received_on=received if isinstance(received, date) else date.min,
        applicant=str(values.get("applicant", "")),
        place=place_of(session, concern.household_id, concern.village_id),
        matter=str(values.get("title", "")),
        said=str(values.get("content", "")),
        owner=concern.owner,
        owner_phone=_phone_of(session, concern.owner_id, station["hotline"]),
        limit_on=concern.limit_today,
        answer=promised,
        station_phone=station["hotline"],
        receiver=concern.first_receiver,
    )


def _of_dispute(session: Session, dispute: DisputeDetail) -> ReceiptContent:
    values, station = dispute.values, station_lines(session)
    found = values["found_on"]
    asking = [party.name for party in dispute.parties if party.side is Side.FIRST]
    return ReceiptContent(
        title=DISPUTE_TITLE,
        station=station["station"],
        number=dispute.number,
        code=dispute.code,
        received_on=found if isinstance(found, date) else date.min,
        applicant="、".join(asking),
        place=dispute.village + dispute.group.removeprefix(dispute.village),
        matter=str(values.get("title", "")),
        said=str(values.get("demands", "") or values.get("facts", "")),
        owner=dispute.owner,
        owner_phone=_phone_of(session, dispute.owner_id, station["hotline"]),
        limit_on=dispute.limit_today,
        station_phone=station["hotline"],
    )


def _phone_of(session: Session, cadre_id: int | None, hotline: str) -> str:
    """Return where the owner is reached: his own number, else the station's, said to be that."""
    own = cadre_phone(session, cadre_id)
    return own or (f"{hotline}（工作站）" if hotline else "")


def cadre_phone(session: Session, cadre_id: int | None) -> str:
    """Return the office's number to reach a cadre of the register, "" without one."""
    cadre = table("cadre").c
    return session.scalars(select(cadre.phone).where(cadre.id == cadre_id)).first() or ""


def place_of(session: Session, household_id: int | None, village_id: int | None) -> str:
    """Return village and group of a household, or the village alone; never an address."""
    household, group = table("household"), table("area").alias("village_group")
    village = table("area").alias("village")
    columns = (func.coalesce(village.c.name, ""), func.coalesce(group.c.name, ""))
    statement = (
        select(*columns)
        .select_from(household)
        .outerjoin(village, village.c.id == household.c.village_id)
        .outerjoin(group, group.c.id == household.c.group_id)
        .where(household.c.id == household_id)
    )
    row = session.execute(statement).first()
    if row is not None:
        return f"{row[0]}{row[1].removeprefix(row[0])}"
    return session.scalars(select(village.c.name).where(village.c.id == village_id)).first() or ""
