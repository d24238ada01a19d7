"""The filters of households that cards, forms and exports share."""

from liaison_desktop.cli.arguments import CommandParser, Options
from liaison_desktop.domain.register.household import HouseholdFilter


def add_filters(parser: CommandParser) -> None:
    """Add ``--village``, ``--group``, ``--cadre`` and ``--household``."""
    group = parser.add_argument_group("筛选（须同时满足）")
    group.add_argument("--village", metavar="村", default="", help="只要该村")
    group.add_argument("--group", metavar="组", default="", help="只要该村民小组")
    group.add_argument("--cadre", metavar="干部", default="", help="只要该干部联系的农户")
    group.add_argument(
        "--household", metavar="户编号", default="", help="只要该户，可写成 村/户编号"
    )


def household_filter(options: Options) -> HouseholdFilter:
    """Return the filter of a command line."""
    return HouseholdFilter(
        village=options.village,
        group=options.group,
        cadre=options.cadre,
        number=options.household,
    )
