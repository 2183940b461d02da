"""Whose a receipt is, said by a person and taken back; entered by hand, refunded, reversed."""

from datetime import timedelta

import pytest
from django.db import transaction

from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.domain.errors import (
    AmountAboveZero,
    CannotBeReversed,
    GivenBackAlready,
    NoCreditToRefund,
    NoSuchAccount,
    NothingLeftToMatch,
    NotInTheFuture,
    NotMatched,
    ReceiptReversedAlready,
    RecordedAlready,
    TransactionNeeded,
)
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.models import Receipt, Refund
from invoices.modules.payments.selectors.candidates import candidates
from invoices.modules.payments.services import (
    Share,
    approve_refund,
    defer,
    enter,
    match,
    propose_refund,
    reverse,
    undo_match,
)
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.approval.services import reject
from property_ops.framework.models import AuditEvent
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import IllegalMove, NotAllowed, ReasonMissing, SamePerson
from property_ops.kernel.money import ZERO, Yuan
from tests.invoices.june import LIVED_IN, VACANT
from tests.invoices.payments.receipts import (
    DAY,
    NOW,
    TODAY,
    differences,
    movement,
    on_account,
    owes,
    party_of,
    recorded,
)

pytestmark = pytest.mark.django_db
MOMENT = {"now": NOW, "today": TODAY}


@pytest.fixture
def waiting(june, accountant) -> Receipt:
    return recorded(accountant, movement(500_00, memo="物业费", name="李小华", account="6228"))[0]


def share(code: str, fen: int) -> Share:
    return Share(code, party_of(code), Yuan(fen))


def refuses(error: type[Exception]):
    """A refused service leaves nothing behind."""
    return _Refuses(error)


class _Refuses:
    def __init__(self, error: type[Exception]) -> None:
        self.stack = (pytest.raises(error), transaction.atomic())

    def __enter__(self) -> None:
        for manager in self.stack:
            manager.__enter__()

    def __exit__(self, *error: object) -> bool:
        self.stack[1].__exit__(*error)
        return bool(self.stack[0].__exit__(*error))


def test_a_match_pays_and_an_undo_takes_all_of_it_back_and_keeps_both(waiting, accountant):
    match(receipt=waiting.pk, shares=[share(LIVED_IN, 500_00)], by=accountant, **MOMENT)
    assert (owes(LIVED_IN), on_account("2241.01")) == (Yuan(11_49), ZERO)
    assert Receipt.objects.get().state == ReceiptState.MATCHED
    assert differences() == []
    undo_match(receipt=waiting.pk, because="认错户了", by=accountant, **MOMENT)
    assert (owes(LIVED_IN), on_account("2241.01")) == (Yuan(511_49), Yuan(-500_00))
    found = Receipt.objects.get()
    assert found.state == ReceiptState.WAITING
    assert [(one.undone_because, one.undone_by) for one in found.matches.all()] == [("认错户了", accountant)]
    match(receipt=waiting.pk, shares=[share(VACANT, 500_00)], by=accountant, **MOMENT)
    assert (owes(LIVED_IN), owes(VACANT)) == (Yuan(511_49), Yuan(34_27))
    assert found.matches.count() == 2
    assert differences() == []
    actions = AuditEvent.objects.filter(action__startswith="payments.").values_list("action", flat=True)
    assert sorted(actions) == ["payments.matched", "payments.matched", "payments.unmatched"]


def test_a_receipt_is_split_over_accounts_and_the_rest_waits(waiting, accountant):
    match(receipt=waiting.pk, shares=[share(LIVED_IN, 300_00), share(VACANT, 150_00)], by=accountant, **MOMENT)
    assert (owes(LIVED_IN), owes(VACANT), on_account("2241.01")) == (Yuan(211_49), Yuan(384_27), Yuan(-50_00))
    assert Receipt.objects.get().state == ReceiptState.WAITING
    match(receipt=waiting.pk, shares=[share(VACANT, 50_00)], by=accountant, **MOMENT)
    assert Receipt.objects.get().state == ReceiptState.MATCHED
    assert differences() == []


def test_what_cannot_be_matched_is_refused(waiting, accountant, reviewer):
    with refuses(NothingLeftToMatch):
        match(receipt=waiting.pk, shares=[share(LIVED_IN, 500_01)], by=accountant, **MOMENT)
    with refuses(AmountAboveZero):
        match(receipt=waiting.pk, shares=[share(LIVED_IN, 0)], by=accountant, **MOMENT)
    with refuses(NoSuchAccount):
        match(receipt=waiting.pk, shares=[Share("BC01-9-9-999", "", Yuan(1))], by=accountant, **MOMENT)
    with refuses(NoSuchAccount):
        match(receipt=waiting.pk, shares=[Share(LIVED_IN, party_of(VACANT), Yuan(1))], by=accountant, **MOMENT)
    with refuses(NotAllowed):
        match(receipt=waiting.pk, shares=[share(LIVED_IN, 1)], by=reviewer, **MOMENT)
    with refuses(NotMatched):
        undo_match(receipt=waiting.pk, because="x", by=accountant, **MOMENT)
    match(receipt=waiting.pk, shares=[share(LIVED_IN, 500_00)], by=accountant, **MOMENT)
    with refuses(NothingLeftToMatch):
        match(receipt=waiting.pk, shares=[share(LIVED_IN, 1)], by=accountant, **MOMENT)
    with refuses(NothingLeftToMatch):
        defer(receipt=waiting.pk, note="x", by=accountant)
    with refuses(ReasonMissing):
        undo_match(receipt=waiting.pk, because=" ", by=accountant, **MOMENT)
    assert owes(LIVED_IN) == Yuan(11_49)


def test_a_parked_receipt_keeps_its_note_and_can_still_be_matched(waiting, accountant):
    assert defer(receipt=waiting.pk, note="等业主回电", by=accountant).state == ReceiptState.DEFERRED
    assert defer(receipt=waiting.pk, note="", by=accountant).state == ReceiptState.WAITING
    defer(receipt=waiting.pk, note="等业主回电", by=accountant)
    match(receipt=waiting.pk, shares=[share(LIVED_IN, 500_00)], by=accountant, **MOMENT)
    assert Receipt.objects.get().state == ReceiptState.MATCHED


def test_candidates_are_ranked_with_what_speaks_for_them(waiting, accountant):
    by_name = candidates(waiting, on=TODAY)
    assert [(one.unit_code, one.name, one.open, one.reasons) for one in by_name] == [
        (LIVED_IN, "李小华", Yuan(511_49), ["same_name"])
    ]
    full = recorded(accountant, movement(534_27, "T2", memo="物业费", account="6228"))[-1]
    assert [(one.unit_code, one.reasons) for one in candidates(full, on=TODAY)] == [(VACANT, ["open_amount"])]
    match(receipt=waiting.pk, shares=[share(LIVED_IN, 500_00)], by=accountant, **MOMENT)
    assert [(one.unit_code, one.reasons) for one in candidates(full, on=TODAY)] == [
        (LIVED_IN, ["paid_before"]), (VACANT, ["open_amount"]),
    ]  # fmt: skip


def cash(fen: int, **more):
    return movement(fen, "", channel=PaymentChannel.CASH, **more)


def test_cash_is_entered_for_an_account_and_numbered(june, accountant):
    receipt = enter(movement=cash(511_49), unit_code=LIVED_IN, party=party_of(LIVED_IN), by=accountant, **MOMENT)
    assert (receipt.number, receipt.payer_name, receipt.state) == ("SJ2022-000001", "李小华", ReceiptState.MATCHED)
    assert (owes(LIVED_IN), on_account("1001")) == (ZERO, Yuan(511_49))
    assert differences() == []


def test_what_cannot_be_entered_is_refused(june, accountant, reviewer):
    order = {"unit_code": LIVED_IN, "party": party_of(LIVED_IN), "by": accountant, **MOMENT}
    with refuses(AmountAboveZero):
        enter(movement=cash(0), **order)
    with refuses(NotInTheFuture):
        enter(movement=cash(1, day=TODAY + timedelta(days=1)), **order)
    with refuses(TransactionNeeded):
        enter(movement=movement(1, ""), **order)
    with refuses(NoSuchAccount):
        enter(movement=cash(1), **order | {"party": ""})
    with refuses(NotAllowed):
        enter(movement=cash(1), **order | {"by": reviewer})
    enter(movement=movement(1), **order)
    with refuses(RecordedAlready):
        enter(movement=movement(1), **order)
    assert Receipt.objects.count() == 1


def test_a_receipt_entered_by_mistake_is_reversed_by_another_person(june, accountant, reviewer):
    receipt = enter(movement=cash(100_00), unit_code=LIVED_IN, party=party_of(LIVED_IN), by=accountant, **MOMENT)
    with refuses(SamePerson):
        reverse(receipt=receipt.pk, because="重复录入", by=accountant, **MOMENT)
    with refuses(ReasonMissing):
        reverse(receipt=receipt.pk, because="", by=reviewer, **MOMENT)
    assert reverse(receipt=receipt.pk, because="重复录入", by=reviewer, **MOMENT).state == ReceiptState.REVERSED
    assert (owes(LIVED_IN), on_account("1001"), on_account("2241.01")) == (Yuan(511_49), ZERO, ZERO)
    with refuses(ReceiptReversedAlready):
        reverse(receipt=receipt.pk, because="重复录入", by=reviewer, **MOMENT)
    assert Receipt.objects.get().number == receipt.number
    assert differences() == []


def test_what_is_given_back_of_a_reversed_receipt_waits_to_be_coded(june, accountant, reviewer):
    receipt = enter(
        movement=movement(100_00, "E1"), unit_code=LIVED_IN, party=party_of(LIVED_IN), by=accountant, **MOMENT
    )
    reverse(receipt=receipt.pk, because="重复录入", by=reviewer, **MOMENT)
    recorded(accountant, movement(100_00, "R1", is_out=True, refund_of="E1"))
    receipt.refresh_from_db()
    assert (receipt.refunded, receipt.state, on_account("2241.05")) == (ZERO, ReceiptState.REVERSED, Yuan(100_00))
    assert differences() == []


def test_what_was_partly_given_back_cannot_be_reversed(june, accountant, reviewer):
    account = {"unit_code": LIVED_IN, "party": party_of(LIVED_IN)}
    receipt = enter(movement=movement(100_00, "E1"), **account, by=accountant, **MOMENT)
    recorded(accountant, movement(20_00, "R1", is_out=True, refund_of="E1"))
    with refuses(GivenBackAlready):
        reverse(receipt=receipt.pk, because="重复录入", by=reviewer, **MOMENT)
    assert differences() == []


def test_what_a_banks_file_says_cannot_be_reversed(waiting, reviewer):
    with refuses(CannotBeReversed):
        reverse(receipt=waiting.pk, because="x", by=reviewer, **MOMENT)


def proposal(by, fen: int = 88_51, **more) -> Refund:
    order = {
        "unit_code": LIVED_IN, "party": party_of(LIVED_IN), "amount": Yuan(fen), "channel": PaymentChannel.CASH,
        "payee_name": "李小华", "payee_account": "", "reason": "多交", "by": by, "now": NOW,
    }  # fmt: skip
    return propose_refund(**order | more)


def test_a_refund_is_proposed_by_one_and_approved_by_another(june, accountant, reviewer):
    enter(movement=cash(600_00), unit_code=LIVED_IN, party=party_of(LIVED_IN), by=accountant, **MOMENT)
    refund = proposal(accountant)
    assert (owes(LIVED_IN), refund.state, refund.number) == (Yuan(-88_51), ApprovalState.WAITING, None)
    both = UserFactory(username="jingli", role="manager")
    decided = approve_refund(refund=refund.pk, by=both, **MOMENT)
    assert (decided.number, decided.state, owes(LIVED_IN)) == ("TK2022-000001", ApprovalState.APPROVED, ZERO)
    assert on_account("1001") == Yuan(511_49)
    with refuses(IllegalMove):
        reject(Refund, refund.pk, reason="不退", by=both, now=MOMENT["now"])
    assert differences() == []


def test_a_refund_by_transfer_waits_for_the_banks_file(june, accountant, reviewer):
    enter(movement=cash(600_00), unit_code=LIVED_IN, party=party_of(LIVED_IN), by=accountant, **MOMENT)
    refund = proposal(accountant, channel=PaymentChannel.BANK, payee_account="6228")
    approve_refund(refund=refund.pk, by=reviewer, **MOMENT)
    assert (on_account("1002"), on_account("2241.05")) == (ZERO, Yuan(-88_51))
    recorded(accountant, movement(88_51, "OUT", is_out=True, name="李小华"))
    assert (on_account("1002"), on_account("2241.05")) == (Yuan(-88_51), ZERO)


def test_no_more_than_the_credit_is_refunded_and_never_alone(june, accountant, reviewer):
    enter(movement=cash(600_00), unit_code=LIVED_IN, party=party_of(LIVED_IN), by=accountant, **MOMENT)
    with refuses(NoCreditToRefund):
        proposal(accountant, 88_52)
    with refuses(ReasonMissing):
        proposal(accountant, reason=" ")
    with refuses(NotAllowed):
        proposal(reviewer)
    first, second = proposal(accountant), proposal(accountant)
    with refuses(NotAllowed):
        approve_refund(refund=first.pk, by=accountant, **MOMENT)
    admin = UserFactory(username="root", is_superuser=True)
    own = proposal(admin)
    with refuses(SamePerson):
        approve_refund(refund=own.pk, by=admin, **MOMENT)
    approve_refund(refund=first.pk, by=reviewer, **MOMENT)
    with refuses(NoCreditToRefund):
        approve_refund(refund=second.pk, by=reviewer, **MOMENT)
    assert reject(Refund, second.pk, reason="不退", by=reviewer, now=MOMENT["now"]).number is None
    assert owes(LIVED_IN) == ZERO
    assert DAY < TODAY
