"""What happens in one month of the year only: deposits, unknown money, corrections, refunds, a sale, taxes."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from invoices.modules.billing.public import BillLine
from invoices.modules.books.public import (
    FixedAsset,
    PlannedDisposal,
    SaleVat,
    approve_disposal,
    approve_fixed_asset,
    approve_manual_voucher,
    correct_card,
    prepare_disposal,
)
from invoices.modules.books.services import reverse_manual_voucher
from invoices.modules.collections.models import WriteOffLine
from invoices.modules.collections.services import Loss, approve_write_off, prepare_write_off, recover
from invoices.modules.credit_notes.public import Credit, approve_credit_note, prepare_credit_note
from invoices.modules.deposits.models import Deposit, DepositKind, DepositUse
from invoices.modules.deposits.services import GivenDeposit, approve_use, propose_return, propose_set_off, take_deposit
from invoices.modules.fees.services import approve_delivery, order_fee, write_down_delivery
from invoices.modules.meters.models import Meter, SupplierBill, SupplyTerms
from invoices.modules.meters.services import (
    approve_meter,
    approve_sheet,
    approve_supplier_bill,
    approve_terms,
    enter_supplier_bill,
    hand_in,
    propose_terms,
    register_meter,
    write_down_reading,
)
from invoices.modules.ownership.models import OwnerChange
from invoices.modules.ownership.services import approve_owner_change, prepare_owner_change
from invoices.modules.payments.models import Disbursement, Receipt, Refund
from invoices.modules.payments.public import Payee, PaymentChannel, Share, defer, match, propose_refund
from invoices.modules.payments.services import PaymentCodingDraft, approve_refund, code_payment
from invoices.modules.receivables.public import open_lines
from invoices.modules.tariffs.models import FeeItem
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Tenure
from property_ops.modules.works.models.funding import Funding
from property_ops.modules.works.testing import WorkOrderFactory
from tests.invoices.books.a_year import AREAS, MACHINE, Year, home
from tests.invoices.books.kept_beside import fee, half_up, tax_in
from tests.property_ops.framework.pictures import photos


class EventfulYear(Year):
    def worn(self, month: Month) -> int:
        """The machine: 9,000.00 over 60 months; after six, 8,100.00 over 81, as its corrected life has them. The car:
        2,750.00 over 24 months, with an entry of its own for October."""
        machine = 150_00 if month < Month(2022, 7) else 100_00
        return machine + (114_58 if month < Month(2022, 10) else 0)

    def _correct_the_machine(self) -> None:
        was = FixedAsset.objects.get(code="GD-01")
        right = FixedAsset(**MACHINE | {"life": 111})
        made = correct_card(asset_id=was.pk, card=right, reason="说明书", by=self.accountant, now=self.now)
        approve_fixed_asset(asset_id=made.pk, by=self.reviewer, now=self.now)

    def _sell_the_car(self) -> None:
        """2,260.00 with 13 % of VAT in it; 2,000.00 + 10 × 114.58 were depreciated."""
        sale = SaleVat(Decimal("0.13"), Decimal("0.13"), "2221.01")
        planned = PlannedDisposal(self.today, Yuan(2_260_00), "卖给个人", sale)
        car = FixedAsset.objects.get(code="GD-02")
        made = prepare_disposal(asset=car, planned=planned, by=self.accountant, now=self.now)
        approve_disposal(disposal_id=made.pk, by=self.reviewer, now=self.now)
        worn = 2_000_00 + 10 * 114_58
        self.beside.post(("5602", 114_58), ("1602", -114_58))
        self.beside.post(
            ("1601", -5_000_00), ("1602", worn), ("1606", 2_260_00), ("2221.01", -260_00),
            ("5301.04", 5_000_00 - worn - 2_000_00),
        )  # fmt: skip
        self._comes(2_260_00, "1606")
        self.beside.came("1002", 2_260_00, "sold", ("1606", -2_260_00))

    def _deposit(self, room: str, fen: int) -> None:
        payer = Tenure.objects.get(pk=self.account(room).party)
        given = GivenDeposit(self.units[room], payer, DepositKind.objects.get(code="renovation"))
        cash = self._movement(fen, channel=PaymentChannel.CASH)
        take_deposit(given=given, movement=cash, by=self.accountant, **self.at)
        self.beside.came("1001", fen, "other_in", ("2241.04", -fen))

    def _use(self, use: DepositUse) -> None:
        approve_use(use_id=use.pk, by=self.reviewer, **self.at)

    def in_2_2022(self) -> None:
        self._deposit("102", 500_00)

    def in_3_2022(self) -> None:
        self._deposit("106", 300_00)
        unknown = Receipt.objects.get(transaction=self._record(88_00, name="不知何人"))
        defer(receipt=unknown.pk, note="查无此人", by=self.accountant)
        self.beside.came("1002", 88_00, "sales", ("2241.01", -88_00))
        self.office = self._voucher("办公费", ("5602", 30_00), ("2202", -30_00))

    def in_4_2022(self) -> None:
        receipt = Receipt.objects.get(amount=Yuan(88_00))
        shares = [Share(home("103"), self.account("103").party, Yuan(88_00))]
        match(receipt=receipt.pk, shares=shares, by=self.accountant, **self.at)
        self.beside.post(("2241.01", 88_00), ("1122", -88_00), home="103")
        again = reverse_manual_voucher(
            voucher_id=self.office.pk, reason="重复入账", on=self.today, by=self.accountant, now=self.now
        )
        approve_manual_voucher(voucher_id=again.pk, by=self.reviewer, now=self.now)
        self.beside.post(("5602", -30_00), ("2202", 30_00))
        deposit = Deposit.objects.get(amount=Yuan(500_00), opening="")
        payee = Payee("张三", PaymentChannel.BANK, "6217000010001234567")
        use = propose_return(
            deposit_id=deposit.pk, amount=Yuan(200_00), payee=payee, reason="完工", by=self.accountant, now=self.now
        )
        self._use(use)
        number = self._record(200_00, is_out=True, name="张三")
        said = PaymentCodingDraft("2241.05", Yuan(200_00), refund=Refund.objects.get().pk)
        paid = Disbursement.objects.get(transaction=number)
        code_payment(disbursement=paid.pk, said=said, by=self.accountant, **self.at)
        self.beside.went("1002", 200_00, "other_out", ("2241.04", 200_00))

    def in_5_2022(self) -> None:
        payer = Tenure.objects.get(pk=self.account("105").party)
        order = order_fee(
            unit=self.units["105"], payer=payer, item="access_card", applies_to="补办", quantity=Decimal(2),
            ordered_on=self.today, note="", by=self.accountant, now=self.now,
        )  # fmt: skip
        handed = write_down_delivery(
            order_id=order.pk, quantity=Decimal(2), day=self.today, signed_by="孙和", scan=photos.jpeg((120, 90)),
            by=self.accountant, **self.at,
        )  # fmt: skip
        approve_delivery(delivery_id=handed.pk, by=self.reviewer, now=self.now)

    def in_6_2022(self) -> None:
        WorkOrderFactory(number="GD-1", estate=self.estate)
        WorkOrderFactory(
            number="GD-2", estate=self.estate, funding=Funding.SUBSIDY, labour=Yuan(500_00), material=Yuan(200_00),
            machine=Yuan(100_00),
        )  # fmt: skip
        deposit = Deposit.objects.get(amount=Yuan(300_00))
        use = propose_set_off(deposit_id=deposit.pk, amount=Yuan(50_00), reason="抵欠费", by=self.accountant, **self.at)
        self._use(use)
        self.beside.post(("2241.04", 50_00), ("1122", -50_00), home="106")
        self._comes(100_00, "1012.01")
        self.beside.post(("1002", 100_00), ("1012.01", -100_00))

    def in_7_2022(self) -> None:
        self._correct_the_machine()
        self._comes(800_00, "1221.01", estate=self.estate)
        self.beside.came("1002", 800_00, "other_in", ("1221.01", -800_00))
        gross = fee("100", "1.2", "0.95")
        line = BillLine.objects.get(bill__unit_code=home("101"), bill__month=date(2022, 6, 1), item_code="service_fee")
        note = prepare_credit_note(
            bill=line.bill, credits=[Credit(line.pk, Yuan(10_00))], reason="服务有缺", by=self.accountant, now=self.now
        )
        approve_credit_note(note_id=note.pk, by=self.reviewer, **self.at)
        self.beside.post(("5001.01", 10_00), ("1122", -10_00), home="101")
        self.beside.tax["2022-07"] -= half_up(Fraction(tax_in("service_fee", gross) * 10_00, gross))

    def in_8_2022(self) -> None:
        line = open_lines().filter(bill__unit_code=home("106")).order_by("due_day", "pk")[0]
        lost = prepare_write_off(losses=[Loss(line.pk, Yuan(20_00))], reason="收不回", by=self.accountant, now=self.now)
        approve_write_off(write_off_id=lost.pk, by=self.reviewer, **self.at)
        self.beside.post(("5711.01", 20_00), ("1122", -20_00), home="106")

    def in_9_2022(self) -> None:
        recover(
            line_id=WriteOffLine.objects.get().pk, amount=Yuan(5_00), reason="还了", by=self.accountant,
            today=self.today,
        )  # fmt: skip
        self.beside.post(("1122", 5_00), ("5301.01", -5_00), home="106")
        self._enter("103", 200_00, PaymentChannel.CARD, "1012.03")

    def in_10_2022(self) -> None:
        refund = propose_refund(
            unit_code=home("103"), party=self.account("103").party, amount=Yuan(40_00), channel=PaymentChannel.CASH,
            payee_name="赵勤", payee_account="", reason="多交", by=self.accountant, now=self.now,
        )  # fmt: skip
        approve_refund(refund=refund.pk, by=self.reviewer, **self.at)
        self.beside.went("1001", 40_00, "other_out", ("1122", 40_00), home="103")
        self._comes(200_00, "1012.03")
        self.beside.post(("1002", 200_00), ("1012.03", -200_00))

        self._water()
        self._sell_the_car()

    def _water(self) -> None:
        """One meter of 8 tons at 3.00; the supplier billed 30.01 for the estate."""
        item, since = FeeItem.objects.get(code="water_fee"), date(2022, 9, 30)
        meter = Meter(unit=self.units["101"], item=item, number="S1", installed_on=since, first_value=Decimal(100))
        registered = register_meter(meter=meter, by=self.accountant, now=self.now)
        approve_meter(meter_id=registered.pk, by=self.reviewer, now=self.now)
        terms = SupplyTerms(
            estate=self.estate, item=item, supplier="水务集团", steps_by="year", shared_by="area", start=since,
            basis="业委会决议",
        )  # fmt: skip
        proposed = propose_terms(terms=terms, by=self.accountant, now=self.now)
        approve_terms(terms_id=proposed.pk, by=self.reviewer, now=self.now)
        write_down_reading(
            meter_id=meter.pk, day=self.today, value=Decimal(108), scan=None, by=self.accountant, **self.at
        )
        sheet = hand_in(estate=self.estate, item=item, month=Month(2022, 10), by=self.accountant, now=self.now)
        approve_sheet(sheet_id=sheet.pk, by=self.reviewer, now=self.now)
        bill = SupplierBill(
            estate=self.estate, item=item, month=date(2022, 10, 1), number="SW-10", quantity=Decimal(10),
            amount=Yuan(30_01),
        )  # fmt: skip
        entered = enter_supplier_bill(bill=bill, by=self.accountant, now=self.now)
        approve_supplier_bill(bill_id=entered.pk, by=self.reviewer, **self.at)
        self.beside.post(("2241.06", 30_01), ("2202", -30_01))

    def in_11_2022(self) -> None:
        change = OwnerChange(unit=self.units["104"], day=self.today, buyer_name="吴新", deed="鲁1")
        made = prepare_owner_change(change=change, by=self.accountant, now=self.now)
        approve_owner_change(change_id=made.pk, by=self.reviewer, **self.at)

    def in_12_2022(self) -> None:
        self._pay(60_00, "2221.01", "taxes")
        self._comes(3_000_00, "2001")
        self.beside.came("1002", 3_000_00, "borrowed", ("2001", -3_000_00))

    def left_of_residents(self) -> int:
        """What the bills of 2022 brought, without VAT and the supplier's, less what the residents pay for."""
        months = [Month(2022, number) for number in range(1, 13)]
        lines = [
            line for month in months for room in AREAS for line in self.lines(room, month) if line[0] != "water_fee"
        ]
        net = sum(gross - tax_in(item, gross) for item, gross in lines)
        gross = fee("100", "1.2", "0.95")
        credited = 10_00 - half_up(Fraction(tax_in("service_fee", gross) * 10_00, gross))
        costs = sum(400_00 + month.number + 100_00 for month in months) + 1000_00 + 20_00 - 5_00
        return net - credited - costs
