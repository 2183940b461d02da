"""The sums of a month are written when it is closed, and taken away when it is reopened (docs/adr/0049)."""

from django.db import connection

from invoices.modules.ledger.models import MonthClose, MonthTurnover, PayerBalance
from invoices.modules.ledger.selectors.sums import BALANCES, TURNOVER, facts_of


def sum_up(close: MonthClose) -> None:
    """In the transaction that closes the month."""
    facts = facts_of(close) | {"close": close.pk}
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO po_ledger_monthturnover (close_id, belongs, account_id, estate, subledger, debit, credit) "
            f"SELECT %(close)s, turnover.* FROM ({TURNOVER}) turnover",
            facts,
        )
        cursor.execute(
            "INSERT INTO po_ledger_payerbalance (close_id, account_id, estate, subledger, party, balance) "
            f"SELECT %(close)s, balances.* FROM ({BALANCES}) balances",
            facts,
        )


def take_back(close: MonthClose) -> None:
    """In the transaction that reopened the month."""
    for rows in (MonthTurnover, PayerBalance):
        rows.objects.filter(close=close).delete()
