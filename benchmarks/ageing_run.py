"""Pays a third of the town's accounts in part, and measures the ageing: `python -m benchmarks.ageing_run` prints JSON.

The baseline is one SQL statement on the same tables that takes nothing into account but amounts and settlements.
"""

import json
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import django

ISSUED, PAID, AS_OF = date(2022, 7, 1), date(2022, 8, 20), date(2022, 9, 30)
PLAIN = """
SELECT bill.estate_id, bill.due_on, SUM(line.amount - COALESCE(done.amount, 0))
FROM po_billing_billline line
JOIN po_billing_bill bill ON bill.id = line.bill_id
LEFT JOIN (
    SELECT line_id, SUM(amount) AS amount FROM po_receivables_settlement WHERE day <= %s AND line_id IS NOT NULL
    GROUP BY line_id
) done ON done.line_id = line.id
WHERE bill.state = 'issued' AND bill.issued_on <= %s
GROUP BY bill.estate_id, bill.due_on
"""


def main() -> None:
    django.setup()
    from django.db import connection

    from invoices.modules.collections.public import estate_ages, of_accounts, tie_out, total
    from invoices.modules.receivables.public import Settlement, open_lines
    from property_ops.kernel.money import Yuan
    from property_ops.modules.estates.public import Estate, Unit

    paid = pay_in_part()
    estate = Estate.objects.order_by("pk").values_list("pk", flat=True)[0]

    def estates() -> bool:
        return tie_out(as_of=AS_OF, ages=estate_ages(as_of=AS_OF).values()).holds

    def accounts() -> int:
        return len(of_accounts(as_of=AS_OF, estates=[estate]))

    def plain() -> Yuan:
        with connection.cursor() as cursor:
            cursor.execute(PLAIN, [AS_OF, AS_OF])
            return Yuan(sum(int(row[2]) for row in cursor.fetchall()))

    seconds_estates, ties = best_of(3, estates)
    seconds_accounts, of_one = best_of(3, accounts)
    seconds_plain, by_hand = best_of(3, plain)
    same = total(estate_ages(as_of=AS_OF).values()).open == by_hand
    print(
        json.dumps(
            {
                "estates": seconds_estates,
                "accounts": seconds_accounts,
                "plain": seconds_plain,
                "ties": ties and same,
                "same": "the same sum" if same else "NOT THE SAME SUM",
                "of_one": of_one,
                "lines": open_lines(as_of=AS_OF).count(),
                "units": Unit.objects.count(),
                "settlements": Settlement.objects.count(),
                "paid": paid,
            }
        )
    )


def pay_in_part() -> int:
    """Every third account pays ¥10.00, posted and allocated as the product does it."""
    from invoices.modules.billing.public import Bill
    from invoices.modules.ledger.public import RECEIVABLE, EntryDraft, post
    from invoices.modules.receivables.public import CreditDraft, CreditKind, PayerAccount, allocate, record_credits
    from property_ops.framework.models import User
    from property_ops.kernel.money import Yuan
    from property_ops.kernel.period import Month

    bills = list(
        Bill.objects.order_by("pk").values_list("number", "unit_code", "payer_id", "estate_id", "estate__code")
    )
    paying = [(number, unit, str(payer or ""), estate, code) for number, unit, payer, estate, code in bills[::3]]
    post(
        [
            EntryDraft(
                f"receipt/{number}",
                PAID,
                PAID.replace(day=1),
                "",
                (("1002", code, "", "", 10_00), (RECEIVABLE, code, unit, party, -10_00)),
            )
            for number, unit, party, _estate, code in paying
        ]
    )
    record_credits(
        [
            CreditDraft(
                f"receipt/{number}", CreditKind.PAYMENT, estate, unit, party, Yuan(10_00), PAID, PAID, Month.of(PAID)
            )
            for number, unit, party, estate, _code in paying
        ]
    )
    accounts = [PayerAccount(unit, party) for _number, unit, party, _estate, _code in paying]
    allocate(accounts=accounts, on=PAID, by=User.objects.get(username="prepares"))
    return len(paying)


def best_of(times: int, action: Callable[[], Any]) -> tuple[float, Any]:
    """(the least seconds it took, what it gave)."""
    taken, outcome = [], None
    for _ in range(times):
        began = time.perf_counter()
        outcome = action()
        taken.append(time.perf_counter() - began)
    return min(taken), outcome


if __name__ == "__main__":
    main()
