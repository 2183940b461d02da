"""押金收据: what was given, for what, and when it is paid back; both sign."""

from typing import Any

from invoices.modules.deposits.models import Deposit
from invoices.modules.payments.public import WAYS, PaymentChannel, Receipt
from property_ops.framework.pdf.papers import (
    Document,
    LabelledFacts,
    Paragraph,
    Signature,
    Signatures,
    render,
)
from property_ops.kernel.chinese_days import chinese_day
from property_ops.modules.estates.public import Company, Unit

NO_INCOME = "本押金单独记账，不是物业服务收入，不开具发票。退还时请交回本收据；可能抵扣的欠费须经公司复核并书面告知。"


def draw_receipt(deposit: Deposit) -> bytes:
    issuer = Company.load().name or "物业公司"
    day = deposit.day
    facts = [
        ("编号", deposit.number),
        ("日期", chinese_day(day)),
        *_of_whom(deposit),
        ("交款人", deposit.whose),
        ("押金名称", deposit.kind.name),
        ("金额", f"¥{deposit.amount.grouped()}"),
        ("大写", deposit.amount.in_capitals()),
        ("来源", _source(deposit)),
        ("事由", deposit.about or "—"),
    ]
    parts: list[Any] = [
        LabelledFacts(facts),
        Paragraph(f"退还条件：{deposit.kind.terms}"),
        Paragraph(NO_INCOME),
        Signatures(
            [Signature("交款人"), Signature("收款人", name=str(deposit.taken_by)), Signature("物业公司（盖章）")]
        ),
    ]
    return render(Document("押金收据", issuer, deposit.number, f"{issuer}　押金收据 {deposit.number}", parts))


def _of_whom(deposit: Deposit) -> list[tuple[str, str]]:
    if deposit.unit is None:
        assert deposit.provider is not None
        return [("服务商编号", deposit.provider.code)]
    return [("房屋", _place(deposit.unit)), ("户号", deposit.unit.code)]


def _source(deposit: Deposit) -> str:
    """The receipt with its way of payment, the paper of the take-over, or the seller's deposit."""
    number = ""
    if deposit.credit is not None:
        number = deposit.credit.source.split("/")[1]
    elif deposit.coding is not None and deposit.coding.receipt is not None:
        number = deposit.coding.receipt.number
    if number:
        channel = Receipt.objects.values_list("channel", flat=True).get(number=number)
        return f"{WAYS[PaymentChannel(channel)]}（收款 {number}）"
    return f"过户转入，原编号 {deposit.was.number}" if deposit.was else f"期初接管 {deposit.opening}"


def _place(unit: Unit) -> str:
    return f"{unit.estate.name} {unit.building}号楼{unit.entrance}单元{unit.room}"
