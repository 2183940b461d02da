"""支付宝 业务明细 (csv in GBK): lines that begin with # above and below, cells padded with tabs, refunds below zero."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.domain.movements import MoneyMovement
from invoices.modules.payments.importers.contract import (
    CHECK_THE_FILE,
    PaymentFormat,
    as_it_is,
    check_fee,
    compare,
    distinct,
    fen,
    order_number,
    text_of,
    whole_fen,
)
from invoices.modules.payments.importers.moments import moment
from property_ops.framework.importing.cells import code, signed_money
from property_ops.framework.importing.columns import Column, optional
from property_ops.framework.importing.tables import RegisterRow, RegisterTable, RowOutcome
from property_ops.kernel.money import ZERO
from property_ops.kernel.text import gettext_noop

NOUGHT = Decimal(0)
PAID, GIVEN_BACK = {"交易", "收款", "支付", "在线支付", "交易付款"}, {"退款", "交易退款"}
_TOTAL = re.compile(r"#(交易|退款)合计[:：](\d+)笔[,，]商家实收(?:退款)?共(-?[\d,]*\.?\d+)元")


class AlipayBill(PaymentFormat):
    name = "payments.alipay"
    title = gettext_noop("Alipay bill")
    channel = PaymentChannel.ALIPAY
    columns = (
        Column("transaction", ("支付宝交易号",), order_number, key=True),
        optional("order", ("商户订单号",), as_it_is),
        Column("kind", ("业务类型",), code(20)),
        optional("goods", ("商品名称",), as_it_is),
        optional("created", ("创建时间",), moment, None),
        Column("at", ("完成时间", "付款时间"), moment),
        optional("payer", ("对方账户",), as_it_is),
        optional("ordered", ("订单金额",), signed_money, NOUGHT),
        Column("amount", ("商家实收",), signed_money, is_money=True, counts_once=True),
        optional("refund", ("退款批次号/请求号", "退款批次号"), order_number),
        optional("fee", ("服务费",), signed_money, NOUGHT),
        optional("remark", ("备注",), as_it_is),
    )

    def is_foot(self, row: Sequence[Any]) -> bool:
        return bool(row) and isinstance(row[0], str) and row[0].startswith("#")

    def movement(self, row: RegisterRow) -> MoneyMovement | None:
        kind, amount = row["kind"], whole_fen(row, "amount")
        if kind not in PAID | GIVEN_BACK and amount:
            row.error(
                "kind", gettext_noop("This kind of transaction is neither a payment nor a refund."), CHECK_THE_FILE
            )
        elif kind not in PAID | GIVEN_BACK:
            row.outcome = RowOutcome.SKIPPED
            row.warn("kind", gettext_noop("This kind of transaction is neither a payment nor a refund."), "")
            return None
        if row.is_good and ((amount > ZERO) == (kind in GIVEN_BACK) or not amount):
            row.error("amount", gettext_noop("A payment is above zero, a refund below."), CHECK_THE_FILE)
        check_fee(row, -fen(row["fee"]), amount)
        if not row.is_good:
            return None
        day, at = row["at"]
        is_out = kind in GIVEN_BACK
        return MoneyMovement(
            channel=self.channel,
            transaction=(row["refund"] or f"{row['transaction']}/refund") if is_out else row["transaction"],
            day=day,
            at=at,
            amount=-amount if is_out else amount,
            is_out=is_out,
            refund_of=row["transaction"] if is_out else "",
            fee=-fen(row["fee"]),
            account=text_of(row, "payer", 64),
            memo=" ".join(filter(None, (text_of(row, "goods", 120), text_of(row, "remark", 79)))),
        )

    def check(self, table: RegisterTable, movements: Sequence[tuple[RegisterRow, MoneyMovement]]) -> None:
        for cells in table.foot:
            line = ",".join(str(cell) for cell in cells if cell not in ("", None))
            found = _TOTAL.match(line)
            if found:
                is_out = found[1] == "退款"
                of_kind = [pair for pair in movements if pair[1].is_out == is_out]
                each = [distinct(of_kind), of_kind]
                compare(table, f"{found[1]}合计", Decimal(found[2]), [Decimal(len(rows)) for rows in each])
                sums = [sum((row["amount"] for row, _ in rows), NOUGHT) for rows in each]
                compare(table, "商家实收", Decimal(found[3].replace(",", "")), sums)
