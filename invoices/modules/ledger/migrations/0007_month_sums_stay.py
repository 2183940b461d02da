from typing import Any

from django.db import migrations

from property_ops.framework.triggers import RefuseWhen

LEGS = (
    "po_ledger_leg leg JOIN po_ledger_entry entry ON entry.id = leg.entry_id "
    "JOIN po_ledger_ledgeraccount account ON account.id = leg.account_id"
)
TURNOVER = f"""
INSERT INTO po_ledger_monthturnover (close_id, belongs, account_id, estate, subledger, debit, credit)
SELECT %(close)s, entry.month, leg.account_id, leg.estate,
CASE WHEN account.kind IN ('income', 'expense') THEN leg.subledger ELSE '' END,
SUM(CASE WHEN leg.amount > 0 THEN leg.amount ELSE 0 END), SUM(CASE WHEN leg.amount < 0 THEN -leg.amount ELSE 0 END)
FROM {LEGS} WHERE entry.posted_on >= %(month)s AND entry.posted_on < %(until)s
GROUP BY 1, 2, 3, 4, 5
"""
BALANCES = f"""
INSERT INTO po_ledger_payerbalance (close_id, account_id, estate, subledger, party, balance)
SELECT %(close)s, leg.account_id, leg.estate, leg.subledger, leg.party, SUM(leg.amount)
FROM {LEGS} WHERE account.code IN ('1122', '2203') AND entry.posted_on < %(until)s AND entry.number <= %(head)s
GROUP BY 1, 2, 3, 4, 5
"""
STILL_CLOSED = "EXISTS (SELECT 1 FROM po_ledger_monthclose shut WHERE shut.id = OLD.close_id AND shut.reopened_at IS NULL)"
SUMS_STAY = "the sums of a closed month stay as they are"


def sum_up(apps: Any, schema_editor: Any) -> None:
    """Months that were closed before."""
    closes = apps.get_model("po_ledger", "MonthClose").objects.filter(reopened_at=None)
    with schema_editor.connection.cursor() as cursor:
        for pk, month, until, head in closes.values_list("pk", "month", "until", "head_number"):
            facts = {"close": pk, "month": str(month), "until": str(until), "head": head}
            cursor.execute(TURNOVER, facts)
            cursor.execute(BALANCES, facts)


class Migration(migrations.Migration):
    dependencies = [("po_ledger", "0006_month_sums")]
    operations = [
        RefuseWhen("po_ledger_monthturnover", "UPDATE", "TRUE", SUMS_STAY),
        RefuseWhen("po_ledger_monthturnover", "DELETE", STILL_CLOSED, SUMS_STAY),
        RefuseWhen("po_ledger_payerbalance", "UPDATE", "TRUE", SUMS_STAY),
        RefuseWhen("po_ledger_payerbalance", "DELETE", STILL_CLOSED, SUMS_STAY),
        migrations.RunPython(sum_up, migrations.RunPython.noop),
    ]
