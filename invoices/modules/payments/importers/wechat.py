"""微信支付 merchant bill (交易账单, all transactions): csv with backticks, its totals in two lines at the foot."""

from collections.abc import Sequence
from datetime import time
from decimal import Decimal
from typing import Any

from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.domain.movements import MoneyMovement
from invoices.modules.payments.domain.states import ChannelRefundState
from invoices.modules.payments.importers.contract import (
    CHECK_THE_FILE,
    PaymentFormat,
    as_it_is,
    check_fee,
    compare,
    distinct,
    fen,
    figure,
    order_number,
    text_of,
    whole_fen,
)
from invoices.modules.payments.importers.moments import Moment, moment
from property_ops.framework.importing.cells import code, signed_money
from property_ops.framework.importing.columns import Column, optional
from property_ops.framework.importing.tables import RegisterRow, RegisterTable, RowOutcome
from property_ops.kernel.money import ZERO
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import squeezed

PAID = {"SUCCESS", "支付成功", "交易成功", "买家已支付"}
GIVEN_BACK = {"REFUND", "REVOKED", "转入退款", "已撤销"}
MOVED_NOTHING = {"NOTPAY", "CLOSED", "USERPAYING", "PAYERROR", "ACCEPT", "未支付", "已关闭", "支付失败", "支付中"}
REFUND_STATES = {
    "": ChannelRefundState.PAID,
    "SUCCESS": ChannelRefundState.PAID,
    "PROCESSING": ChannelRefundState.UNDER_WAY,
    "FAIL": ChannelRefundState.FAILED,
    "CHANGE": ChannelRefundState.FAILED,
    "CLOSED": ChannelRefundState.FAILED,
    "REFUNDCLOSE": ChannelRefundState.FAILED,
    "ABNORMAL": ChannelRefundState.FAILED,  # the payer's bank took nothing: the merchant must try another way
    "退款成功": ChannelRefundState.PAID,
    "已退款": ChannelRefundState.PAID,
    "退款中": ChannelRefundState.UNDER_WAY,
    "退款处理中": ChannelRefundState.UNDER_WAY,
    "退款失败": ChannelRefundState.FAILED,
    "退款关闭": ChannelRefundState.FAILED,
    "退款异常": ChannelRefundState.FAILED,
}
NOUGHT = Decimal(0)
TOTALS = {
    "应结订单总金额": "amount",
    "订单总金额": "ordered",
    "退款总金额": "refunded",
    "申请退款总金额": "asked_back",
    "手续费总金额": "fee",
}


def _sum(name: str, *heads: str) -> Column:
    return optional(name, heads, signed_money, NOUGHT)


class WeChatBill(PaymentFormat):
    name = "payments.wechat"
    title = gettext_noop("WeChat merchant bill")
    channel = PaymentChannel.WECHAT
    columns = (
        Column("at", ("交易时间",), moment),
        Column("transaction", ("微信订单号",), order_number, key=True),
        optional("order", ("商户订单号",), as_it_is),
        optional("payer", ("用户标识",), as_it_is),
        Column("state", ("交易状态",), code(20)),
        Column(
            "amount", ("应结订单金额",), signed_money, needed=False, default=NOUGHT, is_money=True, counts_once=True
        ),
        _sum("ordered", "订单金额"),
        optional("refund", ("微信退款单号",), order_number),
        optional("asked_at", ("退款申请时间",), moment, None),
        optional("back_at", ("退款成功时间",), moment, None),
        _sum("refunded", "退款金额"),
        _sum("asked_back", "申请退款金额"),
        optional("refund_state", ("退款状态",), code(20)),
        optional("goods", ("商品名称",), as_it_is),
        _sum("fee", "手续费"),
    )

    def is_foot(self, row: Sequence[Any]) -> bool:
        return bool(row) and isinstance(row[0], str) and squeezed(row[0]).startswith("总交易单数")

    def movement(self, row: RegisterRow) -> MoneyMovement | None:
        state = row["state"]
        if state in GIVEN_BACK:
            return self._given_back(row)
        if state in PAID:
            return self._paid(row)
        if state not in MOVED_NOTHING:
            row.error("state", gettext_noop("This state of a transaction is not known here."), CHECK_THE_FILE)
            return None
        row.outcome = RowOutcome.SKIPPED
        row.warn("state", gettext_noop("The transaction was not completed: nothing moved."), "")
        return None

    def _paid(self, row: RegisterRow) -> MoneyMovement | None:
        amount = whole_fen(row, "amount")
        if amount <= ZERO and row.is_good:
            row.error("amount", gettext_noop("A payment must be above zero."), CHECK_THE_FILE)
        check_fee(row, fen(row["fee"]), amount)
        if not row.is_good:
            return None
        return MoneyMovement(
            amount=amount, transaction=row["transaction"], fee=fen(row["fee"]), **self._rest(row, row["at"])
        )

    def _given_back(self, row: RegisterRow) -> MoneyMovement | None:
        state = REFUND_STATES.get(row["refund_state"] or "")
        if state is None:
            row.error("refund_state", gettext_noop("This state of a refund is not known here."), CHECK_THE_FILE)
            return None
        amount = whole_fen(row, "refunded" if row["refunded"] else "asked_back")
        if amount <= ZERO and row.is_good:
            row.error("refunded", gettext_noop("A refund must be above zero."), CHECK_THE_FILE)
        check_fee(row, fen(row["fee"]), -amount)
        if not row.is_good:
            return None
        known = row["refund"] if row["refund"] not in ("", "0") else ""
        return MoneyMovement(
            amount=amount,
            transaction=known or f"{row['transaction']}/refund",
            is_out=True,
            refund_state=state,
            refund_of=row["transaction"],
            fee=fen(row["fee"]),
            **self._rest(row, row["back_at"] or row["asked_at"] or row["at"]),
        )

    def _rest(self, row: RegisterRow, when: Moment) -> dict[str, Any]:
        """`when` it moved: a refund on its own day, not on that of the order."""
        day, at = when
        return {
            "channel": self.channel,
            "day": day,
            "at": at or time(),
            "account": text_of(row, "payer", 64),
            "memo": text_of(row, "goods", 200),
        }

    def check(self, table: RegisterTable, movements: Sequence[tuple[RegisterRow, MoneyMovement]]) -> None:
        for heads, figures in zip(table.foot, table.foot[1:], strict=False):
            if self.is_foot(heads):
                self._check_totals(table, heads, figures, movements)

    def _check_totals(
        self,
        table: RegisterTable,
        heads: Sequence[Any],
        figures: Sequence[Any],
        movements: Sequence[tuple[RegisterRow, MoneyMovement]],
    ) -> None:
        once = distinct(movements)
        paid = [pair for pair in once if pair[1].refund_state is ChannelRefundState.PAID]
        for head, raw in zip(heads, figures, strict=False):
            said = figure(raw)
            if said is None:
                continue
            if str(head) == "总交易单数":
                compare(table, str(head), said, [Decimal(len(table.rows)), Decimal(len(once))])
            elif TOTALS.get(str(head)) in table.match.places:
                column = TOTALS[str(head)]
                sums = [sum((row[column] for row, _ in rows), NOUGHT) for rows in (once, movements, paid)]
                compare(table, str(head), said, sums)
