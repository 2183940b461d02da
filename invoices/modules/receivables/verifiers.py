"""What `property-ops verify` asks of the open items: they are the ledger's 1122, account by account."""

from collections.abc import Iterator

from django.db.models import Count, F, Q, Sum

from invoices.modules.ledger.public import RECEIVABLE, balances_of_account
from invoices.modules.receivables import selectors
from invoices.modules.receivables.domain.accounts import AccountBalance, PayerAccount
from invoices.modules.receivables.models import Credit, Settlement
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.text import gettext_noop


def verify() -> Iterator[Check]:
    yield _control_account()
    yield _credits()


def _control_account() -> Check:
    """docs/product.md rules 16 and 21: sub-ledger = control account, for every account and as a whole."""
    ledger = balances_of_account(RECEIVABLE)
    known = selectors.balances()
    differences = [
        Difference(
            gettext_noop("account %(account)s: the ledger says %(ledger)s, its open lines less its credit %(items)s"),
            {"account": account.unit_code, "ledger": owed, "items": items},
        )
        for account, owed, items in _pairs(ledger, known)
        if owed != items
    ]
    open_, credit = (sum((getattr(one, name) for one in known.values()), ZERO) for name in ("open", "credit"))
    return Check(
        name=gettext_noop("The open lines less the credit are the ledger's receivables, account by account"),
        figures={
            gettext_noop("billing accounts"): f"{len(known):,}",
            gettext_noop("open (yuan)"): open_.grouped(),
            gettext_noop("credit (yuan)"): credit.grouped(),
            gettext_noop("ledger (yuan)"): sum(ledger.values(), ZERO).grouped(),
        },
        differences=tuple(differences),
    )


def _pairs(
    ledger: dict[tuple[str, str], Yuan], known: dict[PayerAccount, AccountBalance]
) -> Iterator[tuple[PayerAccount, Yuan, Yuan]]:
    for key in sorted(ledger.keys() | known.keys()):
        account = PayerAccount(*key)
        yield account, ledger.get(key, ZERO), known.get(account, AccountBalance()).balance


def _credits() -> Check:
    """No credit is used beyond its amount, no line settled beyond its own, nothing is below zero."""
    given = Credit.objects.aggregate(count=Count("pk"), sum=Sum("amount"))
    return Check(
        name=gettext_noop("No line and no credit is used beyond its amount"),
        figures={
            gettext_noop("credits"): f"{given['count']:,}",
            gettext_noop("yuan"): (given["sum"] or ZERO).grouped(),
        },
        differences=(*_credits_out_of_range(), *_lines_out_of_range(), *_strangers()),
    )


def _credits_out_of_range() -> Iterator[Difference]:
    sums = Settlement.objects.order_by().values("credit_id").annotate(used=Sum("amount"))
    wrong = sums.exclude(used__gte=ZERO, used__lte=F("credit__amount"))
    for credit, amount, used in wrong.values_list("credit__source", "credit__amount", "used"):
        facts = {"credit": credit, "amount": amount, "used": used}
        yield Difference(gettext_noop("credit %(credit)s is %(amount)s, used are %(used)s"), facts)


def _lines_out_of_range() -> Iterator[Difference]:
    sums = Settlement.objects.exclude(line=None).order_by().values("line_id").annotate(settled=Sum("amount"))
    wrong = sums.exclude(settled__gte=ZERO, settled__lte=F("line__amount"))
    for bill, amount, settled in wrong.values_list("line__bill__number", "line__amount", "settled"):
        facts = {"bill": bill, "amount": amount, "settled": settled}
        yield Difference(gettext_noop("a line of bill %(bill)s is %(amount)s, settled are %(settled)s"), facts)


def _strangers() -> Iterator[Difference]:
    same = Q(line__bill__unit_code=F("credit__unit_code"), line__bill__estate=F("credit__estate"))
    found = Settlement.objects.exclude(line=None).exclude(same).order_by("credit__source")
    for source in found.values_list("credit__source", flat=True).distinct():
        yield Difference(gettext_noop("credit %(credit)s settles a line of another account"), {"credit": source})
