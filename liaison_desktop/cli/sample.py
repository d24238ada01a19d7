"""``sample``: a practice station full of made-up people."""

from liaison_desktop import paths
from liaison_desktop.cli.answer import Answer
from liaison_desktop.cli.arguments import CommandParser, Options
from liaison_desktop.services.system.practice import COUNTY, TOWNSHIP, make_practice_station


def add_arguments(parser: CommandParser) -> None:
    """The command takes no arguments of its own."""


def run(options: Options) -> Answer:
    """Make the practice station."""
    data = paths.data_dir(options.data)
    report = make_practice_station(data, options.database)
    counts = report.counts
    line = (
        f"已建立演练用的{COUNTY}{TOWNSHIP}群众工作站（人员均为虚构）："
        f"农户 {counts['households']} 户、{counts['residents']} 人，"
        f"干部 {counts['cadres']} 人，结对 {counts['pairings']} 户，"
        f"联系卡 {counts['cards']} 张；名册中有 {report.problems} 处需要核对。"
    )
    values = {
        "place": options.database or str(data),
        "station": f"{TOWNSHIP}群众工作站",
        **counts,
        "problems": report.problems,
    }
    return Answer((line, f"数据在 {options.database or data}。"), values)
