"""Credits that are posted as the ledger wants them, for tests without the module that gives them."""

from datetime import date

from invoices.modules.ledger.public import RECEIVABLE, EntryDraft, Leg, post
from invoices.modules.receivables.domain.accounts import CreditDraft, PayerAccount
from invoices.modules.receivables.models import CreditKind
from invoices.modules.receivables.services import record_credits
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Unit


def posted_credit(
    account: PayerAccount, amount: Yuan, *, on: date, source: str, kind: str = CreditKind.PAYMENT, against: str = "1002"
) -> int:
    """A credit of the account, Dr `against` Cr 1122; returns its id."""
    estate = Unit.objects.select_related("estate").get(code=account.unit_code).estate
    legs = (
        Leg(against, estate.code, fen=amount.fen),
        Leg(RECEIVABLE, estate.code, account.unit_code, account.party, -amount.fen),
    )
    post([EntryDraft(source, on, Month.of(on).start, source, legs)])
    draft = CreditDraft(source, kind, estate.pk, account.unit_code, account.party, amount, on, on, Month.of(on))
    return record_credits([draft])[0]
