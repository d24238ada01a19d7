"""A made-up dossier with every paper of the file."""

from liaison_desktop.domain.matters.dossier_paper import PaperHead, PaperPerson, paper
from liaison_desktop.domain.terms.dispute import PaperKind

NUMBER = "（2023）中和人调字第003号"
COMMITTEE = "罗雄镇中和村人民调解委员会"
FACTS = (
    "2023年4月，双方因宅基地滴水沟界址发生争执。张三称滴水沟在自家老宅基地以内，㛃䶮堃称该沟"
    "历来由两家共用，张三砌墙以后雨水倒灌入户，<b>墙体受潮</b>，损失约1200元。"
)
HEAD = PaperHead(0, NUMBER, COMMITTEE)


def sides(first, second):
    return (
        PaperPerson(first, "张三", "男", "彝族", "52岁", "务农", "13800001234", "中和村第3组12号"),
        PaperPerson(second, "㛃䶮堃", "女", "汉族", "45岁", "", "13900005678", "中和村第3组"),
    )


def inquiry(text, part=1):
    return paper(
        PaperKind.INQUIRY,
        {"time": "2023年4月23日9时", "place": "村委会", "text": text},
        sides("被调查人", "")[:1],
        head=PaperHead(part, NUMBER),
    )


def mediation(part=1, **values):
    return paper(
        PaperKind.MEDIATION,
        {"matter": "宅基地界址", "statements": FACTS, "result": "达成协议。"} | values,
        sides("甲方", "乙方"),
        head=PaperHead(part, NUMBER),
    )


def agreement(**values):
    return paper(
        PaperKind.AGREEMENT,
        {"facts": FACTS, "terms": "1.滴水沟由双方共用。\n2.张三补偿600元。", "copies": "3"}
        | values,
        sides("甲方", "乙方"),
        head=HEAD,
    )


def every_paper():
    """One paper of every kind, in the order of the file."""
    both = sides("甲方", "乙方")
    applying = sides("申请人", "被申请人")
    given = {
        PaperKind.COVER: paper(
            PaperKind.COVER,
            {"committee": COMMITTEE, "name": "张三与㛃䶮堃界址纠纷案", "number": NUMBER},
        ),
        PaperKind.APPLICATION: paper(
            PaperKind.APPLICATION, {"facts": FACTS, "requests": "1.恢复排水"}, applying, head=HEAD
        ),
        PaperKind.ACCEPTANCE: paper(
            PaperKind.ACCEPTANCE,
            {"accepted_on": "2023年4月22日", "source": "当事人申请", "facts": FACTS},
            applying,
            head=HEAD,
        ),
        PaperKind.IDENTITY: paper(
            PaperKind.IDENTITY, {}, items=(("张三", "居民身份证", "532324********0018", "1"),)
        ),
        PaperKind.MANDATE: paper(
            PaperKind.MANDATE, {"powers": "签署调解文书\n代为保管证件"}, sides("委托人", "受托人")
        ),
        PaperKind.INQUIRY: inquiry(FACTS),
        PaperKind.MEDIATION: mediation(),
        PaperKind.AGREEMENT: agreement(),
        PaperKind.ORAL_AGREEMENT: paper(
            PaperKind.ORAL_AGREEMENT, {"facts": FACTS, "terms": "共用。"}, both, head=HEAD
        ),
        PaperKind.CONFIRMATION: paper(
            PaperKind.CONFIRMATION,
            {"facts": FACTS, "court": "罗平县人民法院"},
            both,
            (("人民调解协议书", "1份", ""),),
        ),
        PaperKind.CLOSING_REPORT: paper(
            PaperKind.CLOSING_REPORT, {"source": "公安机关移交"}, both, head=HEAD
        ),
        PaperKind.BACK: paper(PaperKind.BACK, {}, head=HEAD),
    }
    return [given.get(kind) or paper(kind, {}, both, head=HEAD) for kind in PaperKind]
