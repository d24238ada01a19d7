"""``sheets``: make and print a visit sheet (走访单) of a village or a day's route."""

from pathlib import Path

from liaison_desktop.cli.answer import Answer
from liaison_desktop.cli.arguments import CommandParser, Options, Step, add_steps, word
from liaison_desktop.cli.disclosure import add_disclosure, named_purpose
from liaison_desktop.cli.filters import add_filters, household_filter
from liaison_desktop.cli.paper import missing_notes, output_file, write_paper
from liaison_desktop.cli.session import open_named
from liaison_desktop.documents.visit_sheet import undrawable
from liaison_desktop.domain.cadres.cadre import CadreFilter
from liaison_desktop.services.office import Office


def add_arguments(parser: CommandParser) -> None:
    """Say which arguments the command takes."""
    add_steps(
        parser,
        {
            "make": Step("用筛选出的农户制一张走访单，给出编号", _add_make),
            "print": Step("打印一张走访单，印上各户最近的民情", _add_print),
        },
    )


def _add_make(parser: CommandParser) -> None:
    parser.options.add_argument("--title", metavar="名称", default="", help="走访单叫什么")
    add_filters(parser)


def _add_print(parser: CommandParser) -> None:
    parser.values.add_argument(
        "number", metavar="编号", type=word, help="走访单编号，如 走2023-0001"
    )
    parser.options.add_argument(
        "--out", metavar="文件", type=Path, required=True, help="写到哪个 PDF 文件"
    )
    add_disclosure(parser)


def run(options: Options) -> Answer:
    """Make or print."""
    return _make(options) if options.step == "make" else _print(options)


def _make(options: Options) -> Answer:
    with open_named(options) as office:
        households = office.households.ids(household_filter(options))
        villages = (one.id for one in office.areas.villages() if one.name == options.village)
        key, changes = office.visit_sheets.make(
            options.title,
            households,
            cadre_id=_cadre(options.cadre, office),
            village_id=next(villages, None),
        )
        content = office.visit_sheets.content(key)
    line = f"已制走访单 {content.number} {content.title}，{len(households)} 户。"
    values = {"number": content.number, "code": content.code, "households": len(households)}
    return Answer((line,), values | {"operation": changes.operation})


def _print(options: Options) -> Answer:
    out, purpose = output_file(options.out, ".pdf", options), named_purpose(options)
    with open_named(options) as office:
        key = office.visit_sheets.by_code(options.number).id
        content = office.visit_sheets.content(key, purpose=purpose)
        write_paper(
            out, office.visit_sheets.pdf(key, purpose=purpose, out=out), private=bool(purpose)
        )
    values = {"number": content.number, "households": len(content.lines), "file": str(out)}
    line = f"已把走访单 {content.number} 打印到 {out}。"
    return Answer((line,), values | {"masked": not purpose}, missing_notes(undrawable([content])))


def _cadre(name: str, office: Office) -> int | None:
    """Return the only cadre of a name, None without or with several."""
    rows = office.cadres.rows(office.cadres.ids(CadreFilter())).values() if name else ()
    named = [row.id for row in rows if row.name == name]
    return named[0] if len(named) == 1 else None
