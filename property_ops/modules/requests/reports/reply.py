"""答复单: what was asked, what is answered and by whom, what stands behind it, and where it is rated. One page."""

from collections.abc import Sequence
from datetime import date

from property_ops.framework.pdf.papers import (
    Document,
    DocumentPart,
    Heading,
    LabelledFacts,
    Paragraph,
    QrCode,
    Signature,
    Signatures,
    render,
)
from property_ops.kernel.chinese_days import chinese_day
from property_ops.modules.estates.public import Company
from property_ops.modules.requests.domain.subjects import SubjectEvidence
from property_ops.modules.requests.models import Request
from property_ops.modules.requests.models.request import RatedBy

CHANNELS = {
    "visit": "来访",
    "online": "网信",
    "mailbox": "领导信箱",
    "hotline": "12345 热线",
    "phone": "来电",
    "household": "住户页面",
    "plate": "扫码报修",
    "home_visit": "入户走访",
    "meeting": "议事会",
}
SEE = "扫码查看办理过程；没有办好，可以在页面上要求重新办理。\n"
RATE = {
    RatedBy.PAPER: f"{SEE}在同一页评价本次答复（满意 / 一般 / 不满意）。评价由您本人作出，工作人员不得代评。",
    RatedBy.CODE: f"{SEE}评价时，验证码发到您留的手机上，只有您本人能评，工作人员不得代评。",
    None: f"{SEE}本单由经办人打印，不能用来评价。评价请索取由其他同事打印的答复单，或由物业电话回访。",
}
"""By the manner in which this paper's link rates."""
MOST_SENTENCE, SHORT = 160, 200
"""Signs: of a sentence of evidence; of what is asked and answered, to be printed large and still be one page."""


def draw_reply(
    request: Request, *, company: Company, evidence: Sequence[SubjectEvidence], address: str, rates: RatedBy | None
) -> bytes:
    """The PDF. Raises GlyphMissing."""
    return render(
        Document(
            title="信访事项答复单" if request.is_petition else "诉求答复单",
            issuer=company.name,
            subtitle=f"{request.estate.name} · 受理编号 {request.number}",
            foot=f"答复单 {request.number}　{company.name}　{company.phone}",
            parts=[
                *_facts(request),
                *(part for one in evidence for part in _behind(one)),
                QrCode(address, RATE[rates]),
                Signatures(
                    [Signature("承办人", "", request.handled_by, _day(request.answered_on)), Signature("诉求人签收")]
                ),
            ],
        )
    )


def _facts(request: Request) -> list[DocumentPart]:
    handler = request.handled_by or (str(request.answered_by) if request.answered_by else "")
    is_short = len(request.content) + len(request.result) <= SHORT
    pairs = [
        ("诉求人", request.person or "—"),
        ("渠道", CHANNELS[request.channel]),
        ("受理日期", _day(request.received_on)),
        ("办理期限", _day(request.due_on)),
        ("承办人", handler or "—"),
        ("答复日期", _day(request.answered_on)),
    ]
    parts: list[DocumentPart] = [
        LabelledFacts(pairs),
        Heading("反映事项"),
        Paragraph(request.content, large=is_short),
        Heading("办理结果"),
        Paragraph(request.result, large=is_short),
    ]
    return parts


def _behind(one: SubjectEvidence) -> list[DocumentPart]:
    parts: list[DocumentPart] = [Heading(f"依据：{one.heading}"), LabelledFacts(list(one.facts))]
    return parts + [Paragraph(sentence[:MOST_SENTENCE]) for sentence in one.sentences]


def _day(day: date | None) -> str:
    return chinese_day(day) if day else "—"
