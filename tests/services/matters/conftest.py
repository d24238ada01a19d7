"""Two desks need a server they share; without one their tests are not collected."""

from tests import postgres

collect_ignore = [] if postgres.programs() else ["test_two_desks.py"]
