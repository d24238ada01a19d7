"""``init``: make the store and its station."""

from liaison_desktop.cli.answer import Answer
from liaison_desktop.cli.arguments import CommandParser, Options, word
from liaison_desktop.cli.session import open_named


def add_arguments(parser: CommandParser) -> None:
    """Say which arguments the command takes."""
    parser.options.add_argument(
        "--county", metavar="县", type=word, required=True, help="如 罗平县"
    )
    parser.options.add_argument(
        "--township", metavar="乡镇", type=word, required=True, help="如 罗雄镇"
    )


def run(options: Options) -> Answer:
    """Make the store and its station."""
    with open_named(options, create=True) as office:
        changes = office.areas.set_up_station(options.county, options.township)
        station = office.areas.station()
        folder = office.data
    assert station is not None  # noqa: S101 - it was just set up
    place = options.database or folder
    values = {
        "county": station.county,
        "township": station.township,
        "station": station.name,
        "place": str(place),
        "operation": changes.operation,
    }
    return Answer((f"已建立{station.county}{station.name}，数据在 {place}。",), values)
