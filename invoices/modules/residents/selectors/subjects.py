"""What petitions speak of on the side of the money: of slot `request_subjects`."""

from django.utils import translation

from invoices.modules.billing.public import BillLine, BillState, frozen_lines
from invoices.modules.charges.public import EvidenceBlock, evidence_of
from property_ops.framework.web.display import shown
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import Estate
from property_ops.modules.requests.public import RequestSubjectKind, SubjectEvidence, SubjectFound

CHINESE = "zh-hans"
"""Papers are in Chinese, whoever prints them."""
_MOST_DIGITS = 4


class BillLineSubject(RequestSubjectKind):
    """`ZD2022-BC01-000012/2`: a line of an issued bill by its position; its evidence is what residents see of it."""

    kind = "bill_line"
    title = gettext_noop("Line of a bill")

    def find(self, estate: Estate, text: str) -> SubjectFound | None:
        line = _line(estate, text)
        if line is None:
            return None
        number = f"{line.bill.number}/{line.position}"
        return SubjectFound(number, f"{number} {line.item_name} {line.amount.grouped()} 元")

    def evidence(self, estate: Estate, key: str) -> SubjectEvidence | None:
        line = _line(estate, key)
        if line is None:
            return None
        (_bill, frozen), *_more = frozen_lines(BillLine.objects.filter(pk=line.pk))
        block = evidence_of(frozen)
        with translation.override(CHINESE):
            period = f"{frozen.period.start} 至 {frozen.period.last_day}"
            facts = [("收费项目", frozen.item_name), ("期间", period), ("金额", f"{frozen.amount.grouped()} 元")]
            more = _facts(block.for_residents()) if block else []
            sentences = tuple(str(shown(one)) for one in block.for_residents().sentences) if block else ()
        return SubjectEvidence(f"账单 {key}", tuple(facts + more), sentences)


def _facts(block: EvidenceBlock) -> list[tuple[str, str]]:
    return [(translation.gettext(fact.label), str(shown(fact.value))) for fact in block.facts]


def _line(estate: Estate, text: str) -> BillLine | None:
    number, _slash, position = text.rpartition("/")
    if not (position.isascii() and position.isdecimal() and len(position) <= _MOST_DIGITS):
        return None
    lines = BillLine.objects.select_related("bill").filter(bill__estate=estate, bill__state=BillState.ISSUED)
    return lines.filter(bill__number=number, position=int(position)).first()


BILL_LINE = BillLineSubject()
