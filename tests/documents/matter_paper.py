"""Made-up contents of the desk's papers, and what every one of them must hold to."""

import re

from liaison_desktop.documents.page import Line, Rect, Text
from liaison_desktop.domain.matters.matter_number import MatterNumber, Noun
from tests.documents import paper

STATION = "罗平县罗雄镇群众工作站"
RARE = "㛃䶮堃𬭊"
LOST = "李\U0003134f"
IDENTITY = "532324197503120018"
LONG = "".join(f"第K{n}条记录，" for n in range(1000, 1700))
CONCERN = MatterNumber(Noun.CONCERN, 2023, 7)


def text_of(pdf):
    pages = (paper.page_text(pdf, page) for page in range(paper.page_count(pdf)))
    return "".join("".join(pages).split())


def beyond(pages, margin=5.0):
    """Marks that come nearer to the edge of the paper than printers reach."""
    found = []
    for page in pages:
        for part in page.parts:
            for mark in part.marks:
                match mark:
                    case Rect():
                        right, low = mark.x + mark.width, mark.y + mark.height
                    case Line():
                        right, low = max(mark.x1, mark.x2), max(mark.y1, mark.y2)
                    case Text():
                        right, low = mark.x, mark.y
                    case _:
                        continue
                if part.x + right > page.width - margin or part.y + low > page.height - margin:
                    found.append(mark)
    return found


def is_whole(text):
    """Whether every record of ``LONG`` is in a text, wherever lines and pages were broken."""
    return set(re.findall(r"K\d{4}", text)) == set(re.findall(r"K\d{4}", LONG))
