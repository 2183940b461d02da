"""What `property-ops verify` asks of the receipts: what waits is on 2241.01, numbers have no gaps, nothing twice."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Sum

from invoices.modules.ledger.public import balances_of_account
from invoices.modules.payments.domain.channels import GOING_OUT, UNMATCHED, PaymentChannel
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.models import Disbursement, Match, PaymentCoding, Receipt, Refund
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.text import gettext_noop


def verify() -> Iterator[Check]:
    yield _waiting()
    yield _coded()


def _waiting() -> Check:
    """Every receipt's balance on 2241.01 is what of it is neither matched nor given back."""
    in_ledger = {number: fen for (number, _party), fen in balances_of_account(UNMATCHED).items()}
    transfers: dict[int, Yuan] = dict(
        PaymentCoding.objects.filter(undone_on=None, receipt__isnull=False).values_list("receipt_id", "amount")
    )
    matched: dict[int, Yuan] = dict(
        Match.objects.filter(undone_on=None).order_by().values_list("receipt_id").annotate(sum=Sum("amount"))
    )
    differences, received, waiting = [], ZERO, ZERO
    rows = Receipt.objects.order_by("pk").values_list("pk", "number", "amount", "refunded", "state")
    for pk, number, amount, refunded, state in rows.iterator():
        is_reversed = state == ReceiptState.REVERSED
        transfer = transfers.get(pk, ZERO)
        left = ZERO if is_reversed else amount - refunded - matched.get(pk, ZERO) - transfer
        is_decided = not left and not is_reversed and not transfer
        posted = -in_ledger.pop(number, ZERO)
        received += amount
        waiting += left
        is_state = (state == ReceiptState.MATCHED, state == ReceiptState.TRANSFER) == (is_decided, bool(transfer))
        if posted != left or not is_state:
            facts = {"receipt": number, "left": left, "posted": posted}
            differences.append(
                Difference(
                    gettext_noop("of receipt %(receipt)s %(left)s is left to match, the ledger says %(posted)s"), facts
                )
            )
    differences += [
        Difference(
            gettext_noop("the ledger has %(sum)s waiting for an unknown receipt %(receipt)s"),
            {"sum": -fen, "receipt": number},
        )
        for number, fen in in_ledger.items()
        if fen
    ]
    return Check(
        name=gettext_noop("What is not matched yet is what waits in the ledger, receipt by receipt"),
        figures={
            gettext_noop("received (yuan)"): received.grouped(),
            gettext_noop("waiting (yuan)"): waiting.grouped(),
        },
        differences=tuple(differences),
    )


def _coded() -> Check:
    """What the ledger has on 2241.05 of each payment out is what is not coded; of each refund, what is not paid."""
    in_ledger = {number: fen for (number, _party), fen in balances_of_account(GOING_OUT).items()}
    standing = PaymentCoding.objects.filter(undone_on=None, disbursement__isnull=False)
    said: dict[int, Yuan] = dict(standing.order_by().values_list("disbursement_id").annotate(sum=Sum("amount")))
    wanted: dict[str, Yuan] = defaultdict(lambda: ZERO)
    paid_out = Disbursement.objects.values_list("pk", "identity", "amount", "receipt_id", "reversal__pk")
    for pk, number, amount, receipt, reversal in paid_out:
        wanted[number] += (ZERO if receipt or reversal else amount) - said.get(pk, ZERO)
    paid: dict[int, Yuan] = dict(standing.filter(refund__isnull=False).values_list("refund_id", "amount"))
    through_bank = Refund.objects.filter(state=ApprovalState.APPROVED).exclude(channel=PaymentChannel.CASH)
    for pk, refund, amount in through_bank.values_list("pk", "number", "amount"):
        wanted[str(refund)] += paid.get(pk, ZERO) - amount
    return Check(
        name=gettext_noop("What is not coded of payments out is what waits in the ledger, payment by payment"),
        figures={gettext_noop("waiting (yuan)"): sum(wanted.values(), ZERO).grouped()},
        differences=tuple(
            Difference(
                gettext_noop("of payment %(payment)s %(left)s is left to code, the ledger says %(posted)s"),
                {"payment": number, "left": wanted.get(number, ZERO), "posted": in_ledger.get(number, ZERO)},
            )
            for number in sorted({*wanted, *in_ledger})
            if wanted.get(number, ZERO) != in_ledger.get(number, ZERO)
        ),
    )
