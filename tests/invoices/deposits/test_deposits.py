"""Deposits: kept apart from income and bills, paid back or set off by two, and followed when the unit is sold."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from invoices.modules.deposits import selectors
from invoices.modules.deposits.domain import errors
from invoices.modules.deposits.models import Deposit, DepositKind, DepositUse
from invoices.modules.deposits.services import (
    GivenDeposit,
    ProvidersDeposit,
    TakenOver,
    approve_use,
    give_up,
    propose_return,
    propose_set_off,
    take_deposit,
    take_from_provider,
    take_over,
    turn_into_deposit,
    turn_into_providers_deposit,
    undo_deposit,
)
from invoices.modules.deposits.verifiers import verify
from invoices.modules.ledger.public import balances_of_account, entry_of
from invoices.modules.opening.models import Opening
from invoices.modules.opening.public import approve_opening, undo_opening
from invoices.modules.ownership.models import OwnerChange
from invoices.modules.ownership.services import approve_owner_change, prepare_owner_change
from invoices.modules.payments.models import Disbursement, Receipt, Refund
from invoices.modules.payments.public import MoneyMovement, Payee, PaymentChannel, Share, enter, record
from invoices.modules.payments.services import PaymentCodingDraft, code_payment, reverse, undo_coding
from invoices.modules.receivables.public import MoreThanCredit, PayerAccount, balance_of
from property_ops.framework.approval.services import withdraw
from property_ops.framework.importing import import_files
from property_ops.framework.models import User
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed, ReasonMissing, SamePerson
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.estates.public import Unit
from property_ops.modules.providers.services.register import ProviderEntry, register_provider
from tests.invoices.june import LIVED_IN, VACANT, bill_of
from tests.property_ops.framework.importing.papers import workbook
from tests.verifying import differences
from tests.visitors import visitor

pytestmark = pytest.mark.django_db
NOW, TODAY = datetime(2022, 9, 1, 2, 0, tzinfo=UTC), date(2022, 9, 1)
AT = {"now": NOW, "today": TODAY}


@pytest.fixture
def home(issued_june) -> Unit:
    """It owes 14.38 + 16.44 + 40.00 + 440.67 = 511.49, all of it due."""
    return Unit.objects.get(code=LIVED_IN)


def whose(home) -> GivenDeposit:
    return GivenDeposit(home, bill_of(LIVED_IN).payer, DepositKind.objects.get(code="renovation"), "客厅装修")


def taken(home, by, fen: int = 2_000_00) -> Deposit:
    movement = MoneyMovement(channel=PaymentChannel.CASH, transaction="", day=TODAY, amount=Yuan(fen))
    return take_deposit(given=whose(home), movement=movement, by=by, **AT)


def back(deposit, by, fen: int, channel=PaymentChannel.CASH, reason="查验合格") -> DepositUse:
    payee = Payee("李小华", channel)
    return propose_return(deposit_id=deposit.pk, amount=Yuan(fen), payee=payee, reason=reason, by=by, now=NOW)


def account(home) -> PayerAccount:
    return PayerAccount(home.code, str(bill_of(LIVED_IN).payer_id))


def held(deposit) -> tuple[Yuan, Yuan]:
    one = selectors.with_left(Deposit.objects.filter(pk=deposit.pk)).get()
    return one.left, one.free


def legs(source: str) -> list[tuple[str, int]]:
    return [(leg.account.code, leg.amount.fen) for leg in entry_of(source).legs.order_by("pk")]


def on(code: str) -> Yuan:
    return sum(balances_of_account(code).values(), ZERO)


def test_a_deposit_is_owed_to_its_giver_and_pays_no_bill(home, accountant):
    before = on("5001.01")
    deposit = taken(home, accountant)
    assert balances_of_account("2241.04") == {tuple(account(home)): Yuan(-2_000_00)}
    assert (balance_of(account(home)).open, balance_of(account(home)).credit) == (Yuan(511_49), ZERO)
    assert (on("1001"), on("5001.01"), held(deposit)) == (Yuan(2_000_00), before, (Yuan(2_000_00), Yuan(2_000_00)))
    assert Receipt.objects.get().state == "matched"
    assert differences() == []


@pytest.mark.parametrize("fen", [0, -1])
def test_nothing_is_no_deposit_and_nothing_of_one(home, accountant, fen):
    with pytest.raises(errors.DepositNeedsAmount):
        taken(home, accountant, fen)
    deposit = taken(home, accountant)
    with pytest.raises(errors.DepositNeedsAmount):
        back(deposit, accountant, fen)
    with pytest.raises(ReasonMissing):
        back(deposit, accountant, 1_00, reason=" ")
    assert (Deposit.objects.count(), DepositUse.objects.count()) == (1, 0)


def test_nobody_of_another_unit_gives_a_deposit_for_it(home, accountant):
    given = replace(whose(home), payer=bill_of(VACANT).payer)
    movement = MoneyMovement(channel=PaymentChannel.CASH, transaction="", day=TODAY, amount=Yuan(1_00))
    with pytest.raises(errors.NotThisPayer):
        take_deposit(given=given, movement=movement, by=accountant, **AT)
    assert not Receipt.objects.exists()


def test_it_is_paid_back_in_parts_once_another_person_approves(home, accountant, reviewer):
    deposit = taken(home, accountant)
    first = back(deposit, accountant, 1_500_00)
    assert held(deposit) == (Yuan(2_000_00), Yuan(500_00))
    with pytest.raises(errors.MoreThanHeld):
        back(deposit, accountant, 500_01)
    with pytest.raises(NotAllowed):
        approve_use(use_id=first.pk, by=accountant, **AT)
    approve_use(use_id=first.pk, by=reviewer, **AT)
    assert (held(deposit)[0], on("1001"), on("2241.04")) == (Yuan(500_00), Yuan(500_00), Yuan(-500_00))
    refund = Refund.objects.get()
    assert (refund.number, refund.amount, refund.prepared_by, refund.decided_by) == (
        "TK2022-000001", Yuan(1_500_00), accountant, reviewer,
    )  # fmt: skip
    assert balance_of(account(home)).open == Yuan(511_49)
    assert differences() == []


def test_through_the_bank_it_waits_for_the_banks_file(home, accountant, reviewer):
    deposit = taken(home, accountant)
    approve_use(use_id=back(deposit, accountant, 2_000_00, PaymentChannel.BANK).pk, by=reviewer, **AT)
    assert (on("1001"), on("2241.05"), on("2241.04")) == (Yuan(2_000_00), Yuan(-2_000_00), ZERO)


def test_it_is_set_off_against_what_is_due_and_no_more(home, accountant, reviewer):
    deposit = taken(home, accountant)
    said = {"deposit_id": deposit.pk, "reason": "业主同意抵扣", "by": accountant}
    with pytest.raises(errors.MoreThanDue):
        propose_set_off(amount=Yuan(511_50), **said, **AT)
    with pytest.raises(errors.MoreThanDue):
        propose_set_off(amount=Yuan(1), **said, now=NOW, today=date(2022, 7, 5))
    use = propose_set_off(amount=Yuan(30_82), **said, **AT)
    assert balance_of(account(home)).open == Yuan(511_49)
    approve_use(use_id=use.pk, by=reviewer, **AT)
    assert (balance_of(account(home)).open, held(deposit)[0]) == (Yuan(480_67), Yuan(1_969_18))
    assert differences() == []


def test_what_was_paid_meanwhile_is_not_set_off(home, accountant, reviewer):
    deposit = taken(home, accountant)
    use = propose_set_off(deposit_id=deposit.pk, amount=Yuan(511_49), reason="抵扣", by=accountant, **AT)
    bill_paid = MoneyMovement(channel=PaymentChannel.CASH, transaction="", day=TODAY, amount=Yuan(500_00))
    enter(movement=bill_paid, unit_code=home.code, party=account(home).party, by=accountant, **AT)
    with pytest.raises(errors.MoreThanDue):
        approve_use(use_id=use.pk, by=reviewer, **AT)
    assert held(deposit)[0] == Yuan(2_000_00)


def test_a_receipt_that_waits_becomes_a_deposit_and_the_rest_goes_on_waiting(home, accountant):
    moved = MoneyMovement(channel=PaymentChannel.BANK, transaction="T1", day=TODAY, amount=Yuan(2_100_00), memo="押金")
    (receipt,) = record(movements=[moved], by=accountant, now=NOW, today=TODAY, file="银行流水.xlsx")
    share = Share(home.code, account(home).party, Yuan(2_000_00))
    turn_into_deposit(given=whose(home), receipt_number=receipt.number, share=share, by=accountant, **AT)
    receipt.refresh_from_db()
    assert (receipt.state, on("2241.01"), on("2241.04")) == ("waiting", Yuan(-100_00), Yuan(-2_000_00))
    with pytest.raises(errors.NoSuchReceipt):
        turn_into_deposit(given=whose(home), receipt_number="SJ1", share=share, by=accountant, **AT)
    assert differences() == []


def test_what_was_none_is_undone_by_another_and_is_an_advance_again(home, accountant, reviewer):
    deposit = taken(home, accountant, 100_00)
    with pytest.raises(MoreThanCredit):
        reverse(receipt=Receipt.objects.get().pk, because="记错", by=reviewer, **AT)
    with pytest.raises(ReasonMissing):
        undo_deposit(deposit_id=deposit.pk, because=" ", by=reviewer, today=TODAY)
    undo_deposit(deposit_id=deposit.pk, because="是物业费", by=reviewer, today=TODAY)
    assert (held(deposit)[0], balance_of(account(home)).credit, on("2241.04")) == (ZERO, Yuan(100_00), ZERO)
    assert differences() == []
    with pytest.raises(errors.DepositUsed):
        undo_deposit(deposit_id=deposit.pk, because="再来", by=reviewer, today=TODAY)


def test_who_took_it_does_not_undo_it_and_what_was_used_is_not_undone(home, manager, accountant, reviewer):
    deposit = taken(home, accountant, 100_00)
    Deposit.objects.update(undone_on=None)
    accountant.groups.add(*manager.groups.all())
    with pytest.raises(SamePerson):
        undo_deposit(
            deposit_id=deposit.pk, because="记错", by=type(accountant).objects.get(pk=accountant.pk), today=TODAY
        )
    back(deposit, accountant, 1)
    with pytest.raises(errors.DepositUsed):
        undo_deposit(deposit_id=deposit.pk, because="记错", by=reviewer, today=TODAY)


def test_the_database_lets_no_more_be_used_than_is_held(home, accountant, reviewer):
    deposit = taken(home, accountant, 100_00)
    use = back(deposit, accountant, 60_00)
    use.pk = None
    for wrong in (
        lambda: use.save(force_insert=True),
        lambda: Deposit.objects.update(amount=Yuan(1)),
        lambda: Deposit.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.integers(1, 120_00), min_size=1, max_size=5))
def test_what_is_left_is_what_was_given_less_what_went_to_the_fen(home, accountant, reviewer, parts):
    with transaction.atomic():
        deposit, went = taken(home, accountant, 200_00), 0
        for fen in parts:
            if fen > 200_00 - went:
                with pytest.raises(errors.MoreThanHeld):
                    back(deposit, accountant, fen)
                continue
            approve_use(use_id=back(deposit, accountant, fen).pk, by=reviewer, **AT)
            went += fen
        assert (held(deposit)[0].fen, -on("2241.04").fen) == (200_00 - went, 200_00 - went)
        assert not any(check.differences for check in verify())
        transaction.set_rollback(True)


def test_deposits_taken_over_with_the_books_are_deposits(home, accountant, reviewer, tmp_path):
    rows = [
        ["押金清单 截至2022年5月31日"],
        ["小区", "房号", "摘要", "期初押金"],
        ["牡丹花园", "5-2-301", "2020年装修押金", 800],
    ]
    import_files(paths=[workbook(tmp_path / "押金.xlsx", {"押金": rows})], by=accountant, as_of=TODAY)
    opening = approve_opening(opening_id=Opening.objects.get().pk, by=reviewer, now=NOW)
    deposit = Deposit.objects.get()
    assert (deposit.kind.code, deposit.amount, deposit.opening) == ("renovation", Yuan(800_00), opening.number)
    assert not any(check.differences for check in verify())
    with pytest.raises(errors.NotTakenHere):
        undo_deposit(deposit_id=deposit.pk, because="错", by=reviewer, today=TODAY)
    waits = back(deposit, accountant, 300_00)
    with pytest.raises(errors.DepositSpokenFor):
        undo_opening(opening_id=opening.pk, because="重来", by=reviewer, today=TODAY)
    withdraw(DepositUse, waits.pk, by=accountant, now=NOW)
    undo_opening(opening_id=opening.pk, because="重来", by=reviewer, today=TODAY)
    assert (held(deposit)[0], on("2241.04")) == (ZERO, ZERO)
    assert not any(check.differences for check in verify())


def test_taken_over_and_used_it_cannot_be_given_up_any_more(home, accountant, reviewer):
    row = TakenOver(home, bill_of(LIVED_IN).payer, Yuan(800_00), "装修押金")
    take_over(opening="QC2021-000001", rows=[row], day=TODAY, by=accountant, now=NOW)
    deposit = Deposit.objects.get()
    approve_use(use_id=back(deposit, accountant, 300_00).pk, by=reviewer, **AT)
    with pytest.raises(errors.DepositUsed):
        give_up(opening="QC2021-000001", because="重来", by=reviewer, today=TODAY)
    assert held(deposit)[0] == Yuan(500_00)


def test_sold_with_the_unit_it_is_the_buyers(home, accountant, reviewer):
    deposit = taken(home, accountant, 300_00)
    change = OwnerChange(
        unit=home, day=TODAY + timedelta(days=1), buyer_name="丁雨桐", deed="鲁1", deposit_goes="buyer",
        signed_paper="结算单",
    )  # fmt: skip
    change = prepare_owner_change(change=change, by=accountant, now=NOW)
    asked = back(deposit, accountant, 1_00)
    with pytest.raises(errors.DepositSpokenFor):
        approve_owner_change(change_id=change.pk, by=reviewer, now=NOW, today=TODAY)
    withdraw(DepositUse, asked.pk, by=accountant, now=NOW)
    change = approve_owner_change(change_id=change.pk, by=reviewer, now=NOW, today=TODAY)
    buyers = Deposit.objects.get(was=deposit)
    assert (buyers.payer, buyers.amount, held(deposit)[0]) == (change.buyer, Yuan(300_00), ZERO)
    assert differences() == []


def test_what_stays_with_the_seller_is_not_the_buyers(home, accountant, reviewer):
    deposit = taken(home, accountant, 300_00)
    change = OwnerChange(
        unit=home, day=TODAY + timedelta(days=1), buyer_name="丁雨桐", deed="鲁1", deposit_goes="stays"
    )
    change = prepare_owner_change(change=change, by=accountant, now=NOW)
    approve_owner_change(change_id=change.pk, by=reviewer, now=NOW, today=TODAY)
    assert (Deposit.objects.get(), held(deposit)[0]) == (deposit, Yuan(300_00))


def test_a_deposit_is_taken_and_paid_back_on_the_pages(home, accountant):
    clerk, second = visitor("accountant"), visitor("reviewer")
    counter = f"/counter/{LIVED_IN}/?party={account(home).party}"
    assert f"/deposits/take/{LIVED_IN}/?party={account(home).party}" in clerk.text(counter)
    said = {"payer": account(home).party, "kind": "renovation", "amount": "2000", "channel": "cash", "about": "装修"}
    made = clerk.post(f"/deposits/take/{LIVED_IN}/", said)
    assert made.status_code == 302, made.context["form"].errors
    deposit = Deposit.objects.get()
    for page in (counter, f"/units/{LIVED_IN}/", "/deposits/", made.url):
        assert "2,000.00" in clerk.text(page), page
    assert clerk.get(f"/deposits/{deposit.pk}/receipt.pdf").content.startswith(b"%PDF")
    asked = {"amount": "1999.99", "channel": "cash", "payee_name": "李小华", "reason": "完工"}
    use = clerk.post(f"/deposits/{deposit.pk}/return/", asked)
    assert use.status_code == 302, use.context["form"].errors
    assert second.post(f"/approvals/deposit_use/{DepositUse.objects.get().pk}/approve/").status_code == 302
    assert held(deposit)[0] == Yuan(1)
    assert "TK" in second.text(use.url)
    assert "440.67" in clerk.text(f"/deposits/{deposit.pk}/set-off/")


@pytest.fixture
def provider(shipped):
    entry = ProviderEntry("安心开锁服务部", ["locks"], "", "")
    return register_provider(entry=entry, by=UserFactory(role="dispatcher"), on=TODAY)


def agreed(provider) -> ProvidersDeposit:
    return ProvidersDeposit(provider, DepositKind.objects.get(code="agreement"), "HZ-2022-01")


def of_provider(provider, by, fen: int = 2_000_00, channel=PaymentChannel.CASH) -> Deposit:
    movement = MoneyMovement(channel=channel, transaction="" if channel is PaymentChannel.CASH else "T1", day=TODAY,
                             amount=Yuan(fen), name=provider.name)  # fmt: skip
    return take_from_provider(given=agreed(provider), movement=movement, by=by, **AT)


def test_a_providers_deposit_is_owed_to_the_provider(provider, accountant):
    deposit = of_provider(provider, accountant)
    assert balances_of_account("2241.04") == {("FW001", ""): Yuan(-2_000_00)}
    assert (on("1001"), on("2241.01"), on("2241.09")) == (Yuan(2_000_00), ZERO, ZERO)
    assert (deposit.whose, deposit.unit, Receipt.objects.get().state) == ("安心开锁服务部", None, "transfer")
    assert differences() == []


def test_a_receipt_that_waits_becomes_a_providers_deposit_and_rests_there(provider, accountant, reviewer):
    moved = MoneyMovement(PaymentChannel.BANK, "B1", TODAY, Yuan(3_000_00), name="安心开锁")
    (receipt,) = record(movements=[moved], by=accountant, file="流水.xlsx", **AT)
    said = {"given": agreed(provider), "by": accountant}
    with pytest.raises(errors.NoSuchReceipt):
        turn_into_providers_deposit(receipt_number="SK2022-999999", **said, **AT)
    deposit = turn_into_providers_deposit(receipt_number=receipt.number, **said, **AT)
    with pytest.raises(errors.DepositRestsOnIt):
        undo_coding(coding=deposit.coding_id, because="错了", by=accountant, today=TODAY)
    with pytest.raises(SamePerson):
        undo_deposit(deposit_id=deposit.pk, because="错了", by=boss(accountant), today=TODAY)
    undo_deposit(deposit_id=deposit.pk, because="不是押金", by=reviewer, today=TODAY)
    receipt.refresh_from_db()
    assert (receipt.state, on("2241.01"), on("2241.04"), on("2241.09")) == ("waiting", Yuan(-3_000_00), ZERO, ZERO)
    assert differences() == []


def boss(user):
    """The same person with the reviewer's rights, too."""
    user.groups.add(Group.objects.get(name="reviewer"))
    return User.objects.get(pk=user.pk)


def test_it_is_paid_back_through_the_bank_or_kept_by_the_agreement(provider, accountant, reviewer):
    deposit = of_provider(provider, accountant)
    with pytest.raises(errors.NotInCash):
        back(deposit, accountant, 1_00)
    kept = propose_set_off(deposit_id=deposit.pk, amount=Yuan(300_00), reason="违约一次", by=accountant, **AT)
    use = back(deposit, accountant, 1_700_00, PaymentChannel.BANK)
    with pytest.raises(errors.MoreThanHeld):
        back(deposit, accountant, 1, PaymentChannel.BANK)
    for one in (kept, use):
        with pytest.raises(NotAllowed):
            approve_use(use_id=one.pk, by=accountant, **AT)
        approve_use(use_id=one.pk, by=reviewer, **AT)
    assert (on("2241.04"), on("2241.09"), on("5301.03")) == (ZERO, Yuan(-1_700_00), Yuan(-300_00))
    assert not Refund.objects.exists()
    paid = MoneyMovement(PaymentChannel.BANK, "B2", TODAY, Yuan(1_700_00), name=provider.name, is_out=True)
    record(movements=[paid], by=accountant, file="流水.xlsx", **AT)
    said = PaymentCodingDraft("2241.09", Yuan(1_700_00))
    code_payment(disbursement=Disbursement.objects.get().pk, said=said, by=accountant, **AT)
    assert (on("2241.09"), on("2241.05"), on("1002")) == (ZERO, ZERO, Yuan(-1_700_00))
    assert differences() == []


def test_a_deposit_is_of_a_unit_or_of_a_provider(home, provider, accountant):
    deposit = taken(home, accountant)
    with pytest.raises(IntegrityError), transaction.atomic():
        Deposit.objects.filter(pk=deposit.pk).update(provider=provider)
    with pytest.raises(IntegrityError), transaction.atomic():
        Deposit.objects.filter(pk=of_provider(provider, accountant).pk).update(provider=None)
