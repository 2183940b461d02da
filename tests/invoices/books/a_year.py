"""A year of one estate through the product's own services, and the same facts in the books kept beside it.

What every month has is here; what only one of them has stands in `once_a_year.py`.
"""

import tempfile
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from invoices.modules.billing.public import approve_bills, draft_bills, issue_bills
from invoices.modules.books.public import (
    FixedAsset,
    ManualLine,
    ManualVoucher,
    approve_fixed_asset,
    approve_manual_voucher,
    approve_reconciliation,
    carry_forward,
    depreciate,
    end_year,
    number_vouchers,
    prepare_fixed_asset,
    prepare_manual_voucher,
    prepare_reconciliation,
    unreconciled,
)
from invoices.modules.books.services import prepare_recurring
from invoices.modules.breakeven.models import CostKind
from invoices.modules.breakeven.public import CostVoucher, approve_vouchers, post_work_costs, prepare_voucher
from invoices.modules.charges.public import charge_month
from invoices.modules.closing.public import close
from invoices.modules.counter.domain.tills import DENOMINATIONS, TillCount
from invoices.modules.counter.selectors import tills
from invoices.modules.counter.services import approve_close, close_day, take
from invoices.modules.opening.models import Opening
from invoices.modules.opening.public import BalanceLine, approve_opening, prepare_opening
from invoices.modules.payments.models import Disbursement, Receipt
from invoices.modules.payments.public import MoneyMovement, PaymentChannel, enter, record
from invoices.modules.payments.services import (
    PaymentCodingDraft,
    code_payment,
    transfer_in,
)
from invoices.modules.receivables.public import PayerAccount
from invoices.modules.tariffs.models import FeeItem
from invoices.modules.tariffs.testing import TariffFactory
from invoices.modules.tax.public import post_vat
from property_ops.framework.importing import import_files
from property_ops.framework.testing import UserFactory
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.confirmations.testing import confirm
from property_ops.modules.estates.public import Role, Tenure
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from property_ops.modules.parking.testing import LeaseFactory, SpaceFactory
from tests.invoices.books.kept_beside import Beside, fee, half_up, shares
from tests.property_ops.framework.importing.papers import workbook

BEFORE = date(2021, 12, 31)
AREAS = {"101": "100", "102": "86.52", "103": "120.35", "104": "64.1", "105": "91.77", "106": "75"}
OPENING = {
    "1001": 1_000_00, "1002": 50_000_00, "1122": 300_00, "1403": 1_000_00, "1601": 20_000_00, "1602": -8_000_00,
    "2202": -3_000_00, "2203": -120_00, "2241.04": -500_00, "3001": -60_680_00,
}  # fmt: skip
RENT = 150_00
OFFICE_RENT = ("5602", RENT), ("2202", -RENT)
MACHINE = {
    "code": "GD-01", "name": "扫路机", "kind": "machine", "used_since": date(2019, 12, 3), "cost": Yuan(15_000_00),
    "life": 84, "residual_ratio": Decimal(0), "taken_over": Yuan(6_000_00), "until": date(2021, 12, 1),
}  # fmt: skip
"""9,000.00 is left for 60 months."""
CAR = {
    "code": "GD-02", "name": "电瓶车", "kind": "vehicle", "used_since": date(2019, 12, 3), "cost": Yuan(5_000_00),
    "life": 48, "residual_ratio": Decimal("0.05"), "taken_over": Yuan(2_000_00), "until": date(2021, 12, 1),
}  # fmt: skip
"""2,750.00 is left for 24 months."""


def home(room: str) -> str:
    return f"BC01-1-1-{room}"


class Year:
    """`months()` keeps one month after the other; what happens in a month only is in the method of its number."""

    def __init__(self) -> None:
        self.accountant = UserFactory(username="year-kuaiji", role="accountant")
        self.reviewer = UserFactory(username="year-fuhe", role="reviewer")
        self.beside = Beside()
        self.estate = EstateFactory(code="BC01", name="牡丹花园")
        owners = zip(AREAS.items(), ("李小华", "张三", "赵勤", "钱多", "孙和", "周全"), strict=True)
        self.units = {
            room: owned_unit(owner=name, estate=self.estate, room=room, code=home(room), area=Decimal(area))
            for (room, area), name in owners
        }
        space = SpaceFactory(estate=self.estate, number="A001")
        LeaseFactory(space=space, unit=self.units["101"], start=date(2022, 1, 1), end=date(2022, 12, 1))
        for rate, start, end in (("1.2", date(2021, 1, 1), date(2022, 7, 1)), ("1.3", date(2022, 7, 1), None)):
            TariffFactory(estate=self.estate, rate=Decimal(rate), start=start, end=end)
        card = FeeItem.objects.get(code="access_card")
        TariffFactory(estate=self.estate, item=card, applies_to="补办", rate=Decimal(15), unit="元/张")
        water = FeeItem.objects.get(code="water_fee")
        TariffFactory(estate=self.estate, item=water, applies_to="住宅", rate=Decimal(3), unit="元/吨")
        self.today, self.moved, self.profit = BEFORE, 0, 0
        self.at_the_years_end: dict[str, int] = {}
        self.cash_of_the_year: dict[str, int] = {}
        self.result_of_the_year: dict[str, int] = {}

    @property
    def now(self) -> datetime:
        return datetime.combine(self.today, time(2, 0), UTC)

    @property
    def at(self) -> dict[str, Any]:
        return {"now": self.now, "today": self.today}

    def party(self, room: str) -> str:
        owners = Tenure.objects.filter(unit=self.units[room], role=Role.OWNER).order_by("-pk")
        return str(owners[0].pk)

    def account(self, room: str) -> PayerAccount:
        return PayerAccount(home(room), self.party(room))

    # Taking over

    def take_over(self) -> None:
        by = self.accountant
        paper = prepare_opening(
            day=BEFORE, reference="2021年账", by=by, now=self.now,
            balances=[BalanceLine(account, Yuan(fen)) for account, fen in OPENING.items()],
        )  # fmt: skip
        approve_opening(opening_id=paper.pk, by=self.reviewer, now=self.now)
        self._import("欠费清单", ["小区", "房号", "欠费月份", "期初欠费"], ["牡丹花园", "1-1-106", "2021-11", 300])
        self._import("预收清单", ["小区", "房号", "期初预收"], ["牡丹花园", "1-1-103", 120])
        self._import("押金清单", ["小区", "房号", "摘要", "期初押金"], ["牡丹花园", "1-1-101", "装修押金", 500])
        for one in Opening.objects.filter(Opening.WAITS).order_by("pk"):
            approve_opening(opening_id=one.pk, by=self.reviewer, now=self.now)
        for account, fen in OPENING.items():  # what was paid ahead stands on 1122, household by household
            self.beside.balance["1122" if account == "2203" else account] += fen
        self.beside.owed |= {"106": 300_00, "103": -120_00}
        self.today = date(2022, 1, 4)
        for said in (MACHINE, CAR):
            card = prepare_fixed_asset(asset=FixedAsset(**said), by=by, now=self.now)
            approve_fixed_asset(asset_id=card.pk, by=self.reviewer, now=self.now)
        self._close(Month(2021, 12))

    def _import(self, name: str, heads: list[str], row: list[Any]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = workbook(Path(folder) / f"{name}.xlsx", {name: [[f"{name} 截至2021年12月31日"], heads, row]})
            import_files(paths=[path], by=self.accountant, as_of=date(2022, 1, 3))

    # A month

    def keep(self, month: Month) -> None:
        self.today = month.start + timedelta(days=9)
        self._payments()
        self._costs(month)
        getattr(self, f"in_{month.number}_{month.year}", lambda: None)()
        self._count_the_till(over=1_00 if month.number == 8 else 0)
        confirm(self.estate, month, 保洁=("1", self.ratio(month)))
        self.today = month.end + timedelta(days=2)
        self._depreciate(month)
        if self.beside.tax[str(month)]:
            post_vat(month=month, by=self.accountant, today=self.today)
            self.beside.vat_of(str(month))
        if month.number == 12:
            self.result_of_the_year = dict(self.beside.result)
            self.profit = self.beside.carry()
            assert carry_forward(month=month, by=self.accountant) == Yuan(self.profit)
            self.beside.post(("3103", self.profit), ("3104", -self.profit))
            assert end_year(year=month.year, by=self.accountant) == Yuan(self.profit)
            self.at_the_years_end = dict(self.beside.balance)
            self.cash_of_the_year = dict(self.beside.cash)
        self._bill(month)
        self._close(month)

    def _depreciate(self, month: Month) -> None:
        """The car goes in October, and is depreciated then."""
        lost = self.worn(month)
        depreciate(month=month, by=self.accountant, today=self.today)
        self.beside.post(("5602", lost), ("1602", -lost))

    def worn(self, month: Month) -> int:
        raise NotImplementedError

    def _payments(self) -> None:
        for room in AREAS:
            owed = self.beside.owed[room]
            if owed <= 0:
                continue
            if room == "105":
                kept = half_up(Fraction(owed * 6, 1000))
                said = {"fee": Yuan(kept), "memo": f"{home(room)} 物业费", "name": "孙和"}
                self._record(owed, channel=PaymentChannel.WECHAT, **said)
                self.beside.came("1012.01", owed, "sales", ("1122", -owed), home=room)
                self.beside.went("1012.01", kept, "other_out", ("5603.01", kept))
            elif room == "106":
                part = owed // 400 * 100
                take(account=self.account(room), amount=Yuan(part), channel=PaymentChannel.CASH,
                     by=self.accountant, **self.at)  # fmt: skip
                self.beside.came("1001", part, "sales", ("1122", -part), home=room)
            else:
                self._enter(room, owed, PaymentChannel.BANK, "1002")

    def _enter(self, room: str, fen: int, channel: PaymentChannel, account: str) -> None:
        moved = self._movement(fen, channel=channel)
        enter(movement=moved, unit_code=home(room), party=self.account(room).party, by=self.accountant, **self.at)
        self.beside.came(account, fen, "sales", ("1122", -fen), home=room)

    def _movement(self, fen: int, channel: PaymentChannel = PaymentChannel.BANK, **said: Any) -> MoneyMovement:
        self.moved += 1
        return MoneyMovement(channel=channel, transaction=f"T{self.moved}", day=self.today, amount=Yuan(fen), **said)

    def _record(self, fen: int, **said: Any) -> str:
        movement = self._movement(fen, **said)
        record(movements=[movement], by=self.accountant, file="流水.xlsx", **self.at)
        return movement.transaction

    def _pay(self, fen: int, account: str, word: str, **more: Any) -> None:
        number = self._record(fen, is_out=True, name="收款人")
        said = PaymentCodingDraft(account, Yuan(fen), **more)
        code_payment(disbursement=Disbursement.objects.get(transaction=number).pk, said=said, by=self.accountant,
                     **self.at)  # fmt: skip
        self.beside.went("1002", fen, word, (account, fen))

    def _comes(self, fen: int, account: str, **more: Any) -> None:
        receipt = Receipt.objects.get(transaction=self._record(fen, name="付款人"))
        transfer_in(receipt=receipt.pk, account=account, note="", by=self.accountant, **self.at, **more)

    def _costs(self, month: Month) -> None:
        wages = 400_00 + month.number
        for kind, fen, account, owed in (
            ("salaries", wages, "5401.11", "2211"), ("cleaning", 100_00, "5401.12", "2202"),
        ):  # fmt: skip
            voucher = CostVoucher(
                estate=self.estate, month=month.start, reference=f"{kind}-{month}", amount=Yuan(fen), memo="费用",
                kind=CostKind.objects.get(code=kind),
            )  # fmt: skip
            made = prepare_voucher(voucher=voucher, by=self.accountant, now=self.now)
            approve_vouchers(ids=[made.pk], by=self.reviewer, **self.at)
            self.beside.post((account, fen), (owed, -fen))
        self._pay(wages, "2211", "wages", estate=self.estate)
        self._pay(80_00, "2202", "bought", estate=self.estate)
        self._pay(5_00, "5603.01", "other_out")
        if month == Month(2022, 1):
            self._voucher("办公用房租金", *OFFICE_RENT, monthly=True)
        else:
            prepare_recurring(month=month, by=self.accountant, now=self.now)
            for one in ManualVoucher.objects.filter(ManualVoucher.WAITS):
                approve_manual_voucher(voucher_id=one.pk, by=self.reviewer, now=self.now)
            self.beside.post(*OFFICE_RENT)

    def _voucher(self, memo: str, *legs: tuple[str, int], **more: Any) -> ManualVoucher:
        lines = [ManualLine(account, Yuan(fen)) for account, fen in legs]
        voucher = ManualVoucher(day=self.today, memo=memo, **more)
        made = prepare_manual_voucher(voucher=voucher, lines=lines, by=self.accountant, now=self.now)
        self.beside.post(*legs)
        return approve_manual_voucher(voucher_id=made.pk, by=self.reviewer, now=self.now)

    def _count_the_till(self, over: int) -> None:
        last = tills.last_close(self.accountant)
        since = tills.first_day(last, self.today)
        there = sum(one.amount.fen for one in tills.till_movements(
            self.accountant, since=since, day=self.today, last=last)) + over  # fmt: skip
        pieces = {}
        for fen in DENOMINATIONS:
            pieces[fen], there = divmod(there, fen)
        note = "多出，原因待查" if over else ""
        closed = close_day(day=self.today, count=TillCount(pieces), note=note, by=self.accountant, **self.at)
        approve_close(close_id=closed.pk, by=self.reviewer, **self.at)
        if over:
            self.beside.came("1001", over, "other_in", ("1901", -over))

    def earned(self, *heads: str) -> int:
        """By the year's end; debit above zero."""
        return sum(fen for account, fen in self.result_of_the_year.items() if account.startswith(heads))

    # Bills

    def ratio(self, month: Month) -> str:
        return "0.95" if month == Month(2022, 6) else "1"

    def lines(self, room: str, month: Month) -> list[tuple[str, int]]:
        rate = "1.2" if month < Month(2022, 7) else "1.3"
        found = [("service_fee", fee(AREAS[room], rate, self.ratio(month)))]
        if room == "101" and month < Month(2022, 12):
            found.append(("parking_fee", 150_00))
        if month == Month(2022, 6):
            found.append(("works_share", shares(1000_00, AREAS)[room]))
        if room == "105" and month == Month(2022, 5):
            found.append(("access_card", 30_00))
        if room == "101" and month == Month(2022, 10):
            found += [("water_fee", 24_00), ("water_fee", 6_01)]
        return found

    def _bill(self, month: Month) -> None:
        by = self.accountant
        charge_month(month=month, by=by, today=self.today)
        draft_bills(month=month, by=by, now=self.now)
        approve_bills(month=month, by=self.reviewer, now=self.now)
        issue_bills(month=month, by=by, today=self.today)
        for room in AREAS:
            self.beside.bill(room, str(month.next), self.lines(room, month))
        post_work_costs(month=month, by=by, today=self.today)
        if month == Month(2022, 6):
            for labour, material, machine in ((600_00, 300_00, 100_00), (500_00, 200_00, 100_00)):
                self.beside.post(
                    ("5401.01", labour), ("2211", -labour), ("5401.02", material), ("1403", -material),
                    ("5401.03", machine), ("2202", -machine),
                )  # fmt: skip
            self.beside.post(("1221.01", 800_00), ("5001.04", -800_00))

    def _close(self, month: Month) -> None:
        """The bank says what stands beside: nothing is in transit."""
        for account in unreconciled(month):
            found = prepare_reconciliation(
                account=account, month=month, statement=Yuan(self.beside.balance[account]), items=[],
                by=self.accountant, now=self.now,
            )  # fmt: skip
            approve_reconciliation(reconciliation_id=found.pk, by=self.reviewer, now=self.now)
        number_vouchers(month=month, by=self.accountant, now=self.now)
        close(month=month, by=self.accountant, **self.at)
