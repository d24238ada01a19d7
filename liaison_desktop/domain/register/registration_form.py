"""The registration form (民情登记卡) of one household: what its print carries (domain.md 4.1)."""

from dataclasses import dataclass
from datetime import date

# The six questions of a visit, in their order (domain.md R53).
SIX_QUESTIONS = (
    "一问基本情况（就业、子女入学、医疗、养老）",
    "二问困难问题",
    "三问致富愿望",
    "四问干部评价",
    "五问工作建议（村规民约、福利待遇、环境卫生、文化建设）",
    "六问发展计策",
)


@dataclass(frozen=True, slots=True)
class FormBlock:
    """One block of the form.

    Attributes:
        title: Its heading, e.g. 生产.
        pairs: Label and value as printed, the unit included; blank values print blank.
    """

    title: str
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FormMember:
    """One line of the members' table; every value as printed.

    Attributes:
        name, relation, sex, birth, ethnicity: Who it is; birth as 1990-02 or 1990.
        id_number: Masked by the caller (6+4, domain.md 10.3).
        education, political, health, occupation, whereabouts, phone: Labels, not codes.
    """

    name: str
    relation: str
    sex: str = ""
    birth: str = ""
    ethnicity: str = ""
    id_number: str = ""
    education: str = ""
    political: str = ""
    health: str = ""
    occupation: str = ""
    whereabouts: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class RegistrationContent:
    """Everything the form of one household prints.

    Attributes:
        title: Name of the form, e.g. 民情登记卡.
        station: 落款, e.g. 罗平县罗雄镇群众工作站.
        number: 户编号.
        village, group, door, grid: Where the household lives.
        head, phone: 户主 and the phone, masked by the caller where due.
        cadre, cadre_phone, way: 联系干部, the cadre's phone, 联户方式.
        made_on: 建卡日期, None leaves a line to fill in.
        blocks: Traits, output, income, housing, needs.
        members: The family in the order of the register.
        six_questions: Headings under which blank writing lines are printed.
        lines_per_question: Writing lines under each question.
        notice: The sentence that tells the household what is kept and why (PIPL 17).
    """

    title: str
    station: str
    number: str
    village: str
    group: str
    door: str
    head: str
    phone: str
    cadre: str
    cadre_phone: str
    made_on: date | None
    way: str = ""
    grid: str = ""
    blocks: tuple[FormBlock, ...] = ()
    members: tuple[FormMember, ...] = ()
    six_questions: tuple[str, ...] = SIX_QUESTIONS
    lines_per_question: int = 2
    notice: str = (
        "告知：本表由工作站为联系服务群众、办理民情事项登记，依法保密；"
        "您可以向工作站查询、复制、更正。"
    )
