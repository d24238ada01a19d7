"""The filters that commands share: those of households, and one village."""

from liaison_desktop.cli.arguments import CommandParser, Options
from liaison_desktop.domain.errors import InputRefusedError
from liaison_desktop.domain.figures.scope import EVERYWHERE, Dimension, Scope
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.register.place_name import village_stem
from liaison_desktop.services.office import Office


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


def village_scope(office: Office, name: str) -> Scope:
    """Return the limit to a village, as people write it: 中和 for 中和村; none for "".

    Raises:
        InputRefusedError: When there is no such village.
    """
    if not name:
        return EVERYWHERE
    for part in office.figures.scope_parts(Dimension.VILLAGE):
        if village_stem(part.label) == village_stem(name):
            return Scope((part,))
    raise InputRefusedError(f"没有叫“{name}”的村，请检查村名。")
