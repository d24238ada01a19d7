"""Every query there is; a key of the catalogue without one is a ledger never opened."""

from liaison_desktop.services.figures import (
    agreements,
    cadres,
    cards,
    concerns,
    disputes,
    register,
    visits,
)
from liaison_desktop.services.figures.query import Query

# Each noun brings its own indicators.
QUERIES: dict[str, Query] = {
    query.key: query
    for query in (
        *register.QUERIES,
        *cadres.QUERIES,
        *cards.QUERIES,
        *visits.QUERIES,
        *concerns.QUERIES,
        *disputes.QUERIES,
        *agreements.QUERIES,
    )
}
