"""One call of every money service on the world of `world.py`. A service that is in neither table fails the test."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from importlib import import_module
from inspect import isfunction, signature
from pkgutil import iter_modules
from typing import Any

import invoices.modules
from invoices.modules.billing import services as billing
from invoices.modules.billing.models import BillingTerms
from invoices.modules.books import services as books
from invoices.modules.books.models import BankReconciliation, FixedAssetDisposal, ManualVoucher
from invoices.modules.breakeven import services as breakeven
from invoices.modules.breakeven.domain.true_up import TrueUpOutcome
from invoices.modules.breakeven.models import CostVoucher, TrueUp
from invoices.modules.charges import services as charges
from invoices.modules.closing import services as closing
from invoices.modules.collections import services as collections
from invoices.modules.collections.domain.instalments import InstalmentDraft
from invoices.modules.collections.models import (
    Dispute,
    InstalmentPlan,
    LateChargeTerms,
    ReminderRun,
    WriteOff,
    WriteOffLine,
)
from invoices.modules.complaints import services as complaints
from invoices.modules.complaints.models import HoldRelease, WorkComplaint
from invoices.modules.counter import services as counter
from invoices.modules.counter.domain.tills import TillCount
from invoices.modules.counter.models import DayClose
from invoices.modules.credit_notes import services as credit_notes
from invoices.modules.credit_notes.models import CreditNote
from invoices.modules.deposits import services as deposits
from invoices.modules.deposits.models import Deposit, DepositKind, DepositUse
from invoices.modules.ledger import services as ledger
from invoices.modules.meters import services as meters
from invoices.modules.meters.models import SupplierBill
from invoices.modules.online_payments import services as online_payments
from invoices.modules.online_payments.domain.words import PaidFact, RefundWord
from invoices.modules.online_payments.models import OnlineOrder, OnlineRefund
from invoices.modules.opening import services as opening
from invoices.modules.opening.models import Opening
from invoices.modules.ownership import services as ownership
from invoices.modules.ownership.models import OwnerChange
from invoices.modules.payments import services as payments
from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.domain.movements import MoneyMovement
from invoices.modules.payments.models import PaymentCoding, Refund, RefundLink
from invoices.modules.proofs import services as proofs
from invoices.modules.receivables import services as receivables
from invoices.modules.receivables.public import PayerAccount
from invoices.modules.tax import services as tax
from property_ops.framework.approval.domain import ApprovalState
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Unit
from property_ops.modules.works.public import WorkOrder
from tests.invoices.june import JUNE, LIVED_IN, VACANT, bill_of
from tests.pairs.world import (
    AT,
    AUGUST,
    JULY,
    MAY,
    NOW,
    SEPTEMBER,
    TODAY,
    World,
    date,
    movement,
    refund_of,
    reminding,
    voucher,
)

Scene = Callable[[World], Any]
WAITING = {"state": ApprovalState.WAITING}

SCENES: dict[str, Scene] = {
    "billing.approve_bills": lambda w: billing.approve_bills(month=AUGUST, by=w.reviewer, now=NOW),
    "billing.draft_bills": lambda w: billing.draft_bills(month=AUGUST, by=w.accountant, now=NOW),
    "billing.issue_bills": lambda w: _issue(w, "BC01"),
    "billing.send_back": lambda w: billing.send_back(month=JULY, by=w.reviewer),
    "books.approve_disposal": lambda w: books.approve_disposal(
        disposal_id=FixedAssetDisposal.objects.get().pk, by=w.reviewer, now=NOW
    ),
    "books.approve_manual_voucher": lambda w: books.approve_manual_voucher(
        voucher_id=ManualVoucher.objects.get(memo="购材料").pk, by=w.reviewer, now=NOW
    ),
    "books.approve_reconciliation": lambda w: books.approve_reconciliation(
        reconciliation_id=BankReconciliation.objects.get(month=MAY.start).pk, by=w.reviewer, now=NOW
    ),
    "books.carry_forward": lambda w: books.carry_forward(month=Month(2022, 12), by=w.accountant),
    "books.depreciate": lambda w: books.depreciate(month=Month(2022, 12), by=w.accountant, today=TODAY),
    "books.number_vouchers": lambda w: books.number_vouchers(month=JULY, by=w.accountant, now=NOW),
    "books.prepare_manual_voucher": lambda w: books.prepare_manual_voucher(
        voucher=ManualVoucher(day=date(2022, 12, 31), memo="又购"), by=w.accountant, now=NOW,
        lines=[books.ManualLine("1403", Yuan(1_00)), books.ManualLine("2202", Yuan(-1_00))],
    ),
    "books.prepare_reconciliation": lambda w: books.prepare_reconciliation(
        account="1012.01", month=MAY, statement=Yuan(0), items=[], by=w.accountant, now=NOW
    ),
    "breakeven.approve_true_up": lambda w: breakeven.approve_true_up(
        true_up_id=TrueUp.objects.get(year=2022).pk, by=w.reviewer, **AT
    ),
    "breakeven.approve_vouchers": lambda w: breakeven.approve_vouchers(
        ids=list(CostVoucher.objects.filter(**WAITING).values_list("pk", flat=True)), by=w.reviewer, **AT
    ),
    "breakeven.post_work_costs": lambda w: breakeven.post_work_costs(month=JUNE, by=w.accountant, today=TODAY),
    "breakeven.prepare_true_up": lambda w: breakeven.prepare_true_up(
        estate=w.estate, year=2021, outcome=TrueUpOutcome.CARRY, basis="业主大会", by=w.accountant, **AT
    ),
    "breakeven.prepare_voucher": lambda w: breakeven.prepare_voucher(
        voucher=voucher(w, "记-3"), by=w.accountant, now=NOW
    ),
    "breakeven.reverse_voucher": lambda w: breakeven.reverse_voucher(
        voucher_id=CostVoucher.objects.get(state=ApprovalState.APPROVED).pk, reason="重复", by=w.accountant, now=NOW
    ),
    "charges.charge_month": lambda w: charges.charge_month(month=SEPTEMBER, by=w.accountant, today=TODAY),
    "closing.acknowledge": lambda w: closing.acknowledge(month=JULY, reason="已知", by=w.accountant, now=NOW),
    "closing.close": lambda w: closing.close(month=JUNE, by=w.accountant, **AT),
    "collections.approve_plan": lambda w: collections.approve_plan(
        plan_id=InstalmentPlan.objects.get().pk, by=w.reviewer, now=NOW
    ),
    "collections.approve_run": lambda w: collections.approve_run(
        run_id=ReminderRun.objects.get().pk, by=w.reviewer, **AT
    ),
    "collections.approve_terms": lambda w: collections.approve_terms(
        terms_id=LateChargeTerms.objects.get(**WAITING).pk, by=w.reviewer, now=NOW
    ),
    "collections.approve_write_off": lambda w: collections.approve_write_off(
        write_off_id=WriteOff.objects.get(total=Yuan(200_00)).pk, by=w.reviewer, **AT
    ),
    "collections.open_dispute": lambda w: collections.open_dispute(
        line=bill_of(VACANT).lines.order_by("position")[1], words="面积", channel="phone", by=w.accountant, **AT
    ),
    "collections.prepare_plan": lambda w: collections.prepare_plan(
        line_ids=[w.disputed.pk], parts=[InstalmentDraft(date(2023, 3, 1), Yuan(440_67))], reason="困难",
        by=w.accountant, **AT,
    ),
    "collections.prepare_run": lambda w: collections.prepare_run(
        estate=w.estate, stage=ReminderRun.objects.get().stage, terms=reminding(), pay_by=date(2023, 3, 1),
        by=w.manager, now=NOW,
    ),
    "collections.prepare_terms": lambda w: collections.prepare_terms(
        estate=w.estate, rate=Decimal("0.0003"), grace_days=0, cap_percent=30, start=date(2023, 5, 1), reason="续签",
        by=w.accountant, now=NOW,
    ),
    "collections.prepare_write_off": lambda w: collections.prepare_write_off(
        losses=[collections.Loss(w.disputed.pk, Yuan(300_00))], reason="收不回", by=w.accountant, now=NOW
    ),
    "collections.recover": lambda w: collections.recover(
        line_id=WriteOffLine.objects.get(write_off__state=ApprovalState.APPROVED).pk, amount=Yuan(5_00),
        reason="还了", by=w.accountant, today=TODAY,
    ),
    "collections.reject": lambda w: collections.reject(
        dispute_id=Dispute.objects.get().pk, new_due_on=date(2023, 3, 1), answer="面积无误", by=w.accountant, **AT
    ),
    "collections.uphold": lambda w: collections.uphold(
        dispute_id=Dispute.objects.get().pk, amount=Yuan(440_67), answer="面积有误", by=w.accountant, **AT
    ),
    "collections.withdraw_dispute": lambda w: collections.withdraw_dispute(
        dispute_id=Dispute.objects.get().pk, words="不争了", by=w.accountant, **AT
    ),
    "complaints.answer_complaints": lambda w: complaints.answer_complaints(
        work=WorkOrder.objects.get(number="GD-A"), words="已复查", upheld=False, by=w.manager, **AT,
        complaints=list(WorkComplaint.objects.filter(state="open").values_list("pk", flat=True)),
    ),
    "complaints.approve_release": lambda w: complaints.approve_release(
        release_id=HoldRelease.objects.get().pk, by=w.reviewer, **AT
    ),
    "complaints.propose_release": lambda w: complaints.propose_release(
        work=WorkOrder.objects.get(number="GD-B"), reason="已重做", new_due_on=date(2023, 3, 1), by=w.manager, **AT
    ),
    "counter.approve_close": lambda w: counter.approve_close(
        close_id=DayClose.objects.get(**WAITING).pk, by=w.reviewer, **AT
    ),
    "counter.close_day": lambda w: counter.close_day(
        day=TODAY, count=TillCount({100_00: 2}), note="备用金", by=w.accountant, **AT
    ),
    "counter.take": lambda w: counter.take(
        account=PayerAccount(LIVED_IN, w.party), amount=Yuan(25_00), channel=PaymentChannel.CASH, rest_stays=True,
        by=w.accountant, **AT,
    ),
    "credit_notes.approve_credit_note": lambda w: credit_notes.approve_credit_note(
        note_id=CreditNote.objects.get(total=Yuan(40_00)).pk, by=w.reviewer, **AT
    ),
    "credit_notes.prepare_credit_note": lambda w: credit_notes.prepare_credit_note(
        bill=w.bill, credits=[credit_notes.Credit(w.disputed.pk, Yuan(400_00))], reason="误", by=w.accountant, now=NOW
    ),
    "deposits.approve_use": lambda w: deposits.approve_use(
        use_id=DepositUse.objects.get().pk, by=w.reviewer, **AT
    ),
    "deposits.propose_return": lambda w: deposits.propose_return(
        deposit_id=Deposit.objects.get(amount=Yuan(200_00)).pk, amount=Yuan(120_00), reason="完工", by=w.accountant,
        payee=payments.Payee("张三", PaymentChannel.CASH), now=NOW,
    ),
    "deposits.propose_set_off": lambda w: deposits.propose_set_off(
        deposit_id=Deposit.objects.get(amount=Yuan(200_00)).pk, amount=Yuan(100_00), reason="抵扣", by=w.accountant,
        **AT,
    ),
    "deposits.take_deposit": lambda w: deposits.take_deposit(
        given=_giver(), by=w.accountant, **AT,
        movement=MoneyMovement(channel=PaymentChannel.CASH, transaction="", day=TODAY, amount=Yuan(30_00)),
    ),
    "deposits.turn_into_deposit": lambda w: deposits.turn_into_deposit(
        given=_giver(), receipt_number=w.receipt("W3").number, by=w.accountant, **AT,
        share=payments.Share(VACANT, str(bill_of(VACANT).payer_id), Yuan(40_00)),
    ),
    "deposits.undo_deposit": lambda w: deposits.undo_deposit(
        deposit_id=Deposit.objects.get(amount=Yuan(70_00)).pk, because="记错", by=w.reviewer, today=TODAY
    ),
    "ledger.ask_reopening": lambda w: ledger.ask_reopening(month=MAY, reason="补记", by=w.accountant, now=NOW),
    "ledger.close_month": lambda w: ledger.close_month(month=JULY, by=w.accountant, at=NOW),
    "ledger.reopen_month": lambda w: ledger.reopen_month(month=MAY, by=w.reviewer, now=NOW),
    "online_payments.approve_online_refund": lambda w: online_payments.approve_online_refund(
        refund=OnlineRefund.objects.get(**WAITING).pk, by=w.reviewer, now=NOW
    ),
    "online_payments.land": lambda w: online_payments.land(
        paid=PaidFact("ZF2", "WX2", Yuan(30_00), NOW), channel=PaymentChannel.WECHAT, by=w.accountant, **AT
    ),
    "online_payments.propose_online_refund": lambda w: online_payments.propose_online_refund(
        order=OnlineOrder.objects.get(number="ZF1"), amount=Yuan(12_00), reason="多缴", by=w.accountant, now=NOW
    ),
    "online_payments.take_refund_word": lambda w: online_payments.take_refund_word(
        number=OnlineRefund.objects.get(state=ApprovalState.APPROVED, amount=Yuan(3_00)).number,
        word=RefundWord(True, False, "WXR1", NOW), by=w.accountant, **AT,
    ),
    "ownership.approve_owner_change": lambda w: ownership.approve_owner_change(
        change_id=OwnerChange.objects.get(unit__code=LIVED_IN).pk, by=w.reviewer, **AT
    ),
    "ownership.prepare_owner_change": lambda w: ownership.prepare_owner_change(
        change=OwnerChange(unit=Unit.objects.get(code=VACANT), day=TODAY, buyer_name="孙乾", deed="鲁2"),
        by=w.accountant, now=NOW,
    ),
    "payments.aim": lambda w: payments.aim(
        receipt=w.receipt("W2"), account=PayerAccount(LIVED_IN, w.party), lines=(), by=w.accountant, **AT
    ),
    "opening.approve_opening": lambda w: opening.approve_opening(
        opening_id=Opening.objects.get(kind="deposits").pk, by=w.reviewer, now=NOW
    ),
    "opening.prepare_opening": lambda w: opening.prepare_opening(
        day=date(2022, 12, 31), reference="科目余额表", by=w.accountant, now=NOW,
        balances=[opening.BalanceLine("1002", Yuan(9_00)), opening.BalanceLine("3001", Yuan(-9_00))],
    ),
    "payments.approve_refund": lambda w: payments.approve_refund(
        refund=Refund.objects.get().pk, by=w.reviewer, **AT
    ),
    "payments.approve_refund_link": lambda w: payments.approve_refund_link(
        link=RefundLink.objects.get().pk, by=w.reviewer, **AT
    ),
    "payments.code_payment": lambda w: payments.code_payment(
        disbursement=w.payment("P1").pk, said=payments.PaymentCodingDraft("5603.01", Yuan(60_00)), by=w.accountant, **AT
    ),
    "payments.defer": lambda w: payments.defer(receipt=w.receipt("W2").pk, note="问业主", by=w.accountant),
    "payments.defer_all": lambda w: payments.defer_all(note="月末", by=w.accountant),
    "payments.enter": lambda w: payments.enter(
        movement=movement(30_00, "E2"), unit_code=LIVED_IN, party=w.party, by=w.accountant, **AT
    ),
    "payments.match": lambda w: payments.match(
        receipt=w.receipt("W1").pk, shares=[payments.Share(LIVED_IN, w.party, Yuan(80_00))], by=w.accountant, **AT
    ),
    "payments.propose_refund": lambda w: payments.propose_refund(**refund_of(w, 30_00)),
    "payments.propose_refund_link": lambda w: payments.propose_refund_link(
        disbursement=w.payment("P2").pk, receipt=w.receipt("W1").number, reason="退回", by=w.accountant, now=NOW
    ),
    "payments.record": lambda w: payments.record(
        movements=[
            movement(35_00, "R1", memo=LIVED_IN, name="李小华"),
            movement(20_00, "R2", is_out=True, refund_of="E1"),
        ],
        by=w.accountant, file="新.xlsx", **AT,
    ),
    "payments.record_later_fees": lambda w: payments.record_later_fees(
        movements=[movement(120_00, "W1", fee=Yuan(72))], by=w.accountant, **AT
    ),
    "payments.reverse": lambda w: payments.reverse(receipt=w.receipt("E1").pk, because="录错", by=w.reviewer, **AT),
    "payments.reverse_payment_out": lambda w: payments.reverse_payment_out(
        disbursement=w.payment("P2").pk, because="同一笔", by=w.reviewer, **AT
    ),
    "payments.transfer_in": lambda w: payments.transfer_in(
        receipt=w.receipt("W1").pk, account="1012.01", note="结算", by=w.accountant, **AT
    ),
    "payments.undo_coding": lambda w: payments.undo_coding(
        coding=PaymentCoding.objects.get(undone_on=None).pk, because="记错", by=w.accountant, today=TODAY
    ),
    "payments.undo_match": lambda w: payments.undo_match(
        receipt=w.receipt("E1").pk, because="认错户", by=w.accountant, **AT
    ),
    "meters.approve_supplier_bill": lambda w: meters.approve_supplier_bill(
        bill_id=SupplierBill.objects.get(**WAITING).pk, by=w.reviewer, **AT
    ),
    "proofs.seal_day": lambda w: proofs.seal_day(day=TODAY, by=w.manager, now=NOW),
    "receivables.allocate_what_is_free": lambda w: receivables.allocate_what_is_free(by=w.accountant, on=TODAY),
    "tax.post_vat": lambda w: tax.post_vat(month=JULY, by=w.accountant, today=TODAY),
    "tax.export_requests": lambda w: tax.export_requests(month=JUNE, by=w.accountant, now=NOW),
}  # fmt: skip

BESIDE = {"billing.issue_bills elsewhere": lambda w: _issue(w, "BC02")}
"""Once more, where nobody else's money is: they may go on while others do the same (ADR 0083)."""

LEFT_OUT = {
    "common_income.approve_lease": "a lease, and no money",
    "common_income.end_lease": "a lease, and no money",
    "common_income.post_rents": "pulls what is missing, as tax.post_vat",
    "common_income.prepare_lease": "a lease that waits, and no money",
    "visitor_fees.approve_visitor_tariff": "a price, for later cars",
    "visitor_fees.propose_visitor_tariff": "a price that waits",
    "meters.approve_meter": "a meter, and no money",
    "meters.approve_sheet": "readings, charged later",
    "meters.approve_terms": "a rule, for later charges",
    "meters.enter_supplier_bill": "a bill that waits, and no money",
    "meters.hand_in": "readings that wait",
    "meters.propose_terms": "a rule that waits",
    "meters.register_meter": "a meter that waits",
    "meters.take_out": "a meter, and no money",
    "meters.take_back_supplier_bill": "under the lock of charges: tests/invoices/meters",
    "meters.write_down_reading": "a reading, charged later",
    "billing.change_terms": f"one row of settings ({BillingTerms.__name__})",
    "books.approve_fixed_asset": "a card, depreciated later",
    "books.correct_card": "a card that waits",
    "books.prepare_fixed_asset": "a card that waits",
    "books.prepare_disposal": "a disposal that waits",
    "books.end_year": "posts what carry_forward left",
    "books.prepare_recurring": "prepares as prepare_manual_voucher",
    "books.reverse_manual_voucher": "prepares as prepare_manual_voucher",
    "billing.refuse_own_drafts": "asks, and changes nothing",
    "billing.approve_payer_change": "who pays, for bills drafted later",
    "billing.prepare_payer_change": "who pays, for bills drafted later",
    "breakeven.prepare_settlement_vouchers": "prepares as prepare_voucher",
    "charges.charge_given": "within approve_opening",
    "charges.recharge": "within approve_credit_note",
    "charges.start_run": "the first step of charge_month",
    "collections.letter_pdf": "reads",
    "collections.prepare_runs": "prepares each as prepare_run",
    "collections.print_run": "reads",
    "collections.note_on_dispute": "words",
    "collections.record_delivery": "how a letter went",
    "deposits.give_up": "within undo_opening",
    "deposits.hand_over": "within approve_owner_change",
    "deposits.take_over": "within approve_opening",
    "deposits.take_from_provider": "a receipt as payments.enter, coded as payments.code_receipt",
    "deposits.turn_into_providers_deposit": "codes a receipt as payments.code_receipt",
    "ledger.add_account": "the chart of accounts",
    "ledger.change_account": "the chart of accounts",
    "ledger.remove_account": "the chart of accounts",
    "ledger.export_ledger": "reads",
    "ledger.write_beancount": "reads",
    "month_end.start_step": "starts the services of billing and charges",
    "month_end.take_up": "starts them again",
    "month_end.drop": "leaves undone what nobody has begun",
    "online_payments.ask": "asks a service; what it is told is landed",
    "online_payments.take_proven": "lands what a notice says, as `land`",
    "online_payments.carry_out": "asks a service; what it is told is taken as a word of a refund",
    "online_payments.carry_out_all": "carries out one after the other",
    "online_payments.propose_payment_code": "one row that waits, and no money",
    "online_payments.approve_payment_code": "one row of settings",
    "online_payments.settle_open_orders": "asks for one after the other",
    "online_payments.take_in_bill": "imports a file",
    "online_payments.take_notice": "verifies; what it says is landed",
    "opening.undo_opening": "refused once a month is closed, as here",
    "ownership.certify_settled": "refused while anything is owed, as here; posts nothing",
    "payments.code_receipt": "within transfer_in, and land",
    "payments.enter_for_nobody": "within take_from_provider",
    "payments.take_back_coding": "within undo_coding and undo_deposit",
    "payments.propose_refunds": "proposes each as propose_refund",
    "proofs.seal_now": "within seal_day",
    "proofs.write_audit_pack": "reads",
    "receivables.allocate": "within those that bring credit",
    "receivables.put_back": "within undo_deposit",
    "receivables.release": "within approve_credit_note",
    "receivables.settle": "within approve_credit_note and approve_write_off",
    "receivables.undo": "within undo_match and recover",
    "receivables.withdraw": "within approve_refund, undo_match and recover",
    "tax.approve_rate": "a rate, for later days",
    "tax.open_batch": "reads",
    "tax.propose_rate": "a rate, for later days",
    "tax.propose_taxpayer": "for later days",
    "tax.enter_tax_number": "what is exported later",
    "tax.wish_invoice": "what is exported later",
}
"""Services that need no turn of their own, and why."""

WITHOUT_MONEY = {"disclosure", "erpnext", "fees", "forecasts", "residents", "statements", "tariffs"}
"""Modules whose services publish, print, push or name rates: they move nothing in the books."""


def _issue(world: World, estate: str) -> object:
    return billing.issue_bills(month=JULY, by=world.accountant, today=TODAY, estate_codes=[estate])


def _giver() -> deposits.GivenDeposit:
    payer = bill_of(VACANT).payer
    assert payer is not None
    return deposits.GivenDeposit(payer.unit, payer, DepositKind.objects.get(code="renovation"))


def services() -> Iterator[str]:
    """`module.function` of every service of the money side that somebody calls: it takes `by`."""
    for found in iter_modules(invoices.modules.__path__):
        if found.name in WITHOUT_MONEY:
            continue
        try:
            own = import_module(f"invoices.modules.{found.name}.services")
        except ModuleNotFoundError:
            continue
        for name, value in vars(own).items():
            if isfunction(value) and not name.startswith("_") and "by" in signature(value).parameters:
                yield f"{found.name}.{name}"


# Approving pays out what the issue, the true-up and the others would use, and so on: run each time.
DANGEROUS = (
    ("payments.approve_refund", "billing.issue_bills"),
    ("payments.approve_refund", "payments.undo_match"),
    ("payments.approve_refund_link", "payments.match"),
    ("payments.reverse_payment_out", "payments.propose_refund_link"),
    ("payments.transfer_in", "payments.match"),
    ("collections.approve_write_off", "payments.enter"),
    ("credit_notes.approve_credit_note", "payments.reverse"),
    ("ledger.close_month", "payments.record"),
    ("payments.reverse", "payments.record"),
    ("breakeven.approve_true_up", "breakeven.approve_vouchers"),
    ("billing.issue_bills", "billing.issue_bills elsewhere"),
    ("billing.issue_bills elsewhere", "payments.enter"),
    ("billing.issue_bills elsewhere", "ledger.close_month"),
    ("billing.issue_bills elsewhere", "proofs.seal_day"),
)
