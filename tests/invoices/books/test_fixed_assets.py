"""Fixed assets: cards by two persons, a straight line to the fen, disposals; verify replays it all."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from invoices.modules import books, opening
from invoices.modules.books import selectors
from invoices.modules.books.domain.depreciation import StraightLine
from invoices.modules.books.domain.errors import (
    AssetCodeTaken,
    AssetDiffers,
    AssetNotInUse,
    CorrectionWaits,
    DepreciatedSince,
    DepreciatedTooEarly,
    NotAnExpense,
    NothingCorrected,
    NothingToDepreciate,
    VatAboveProceeds,
)
from invoices.modules.books.models import Depreciation
from invoices.modules.books.public import (
    FixedAsset,
    ManualLine,
    ManualVoucher,
    PlannedDisposal,
    SaleVat,
    approve_disposal,
    approve_fixed_asset,
    approve_manual_voucher,
    correct_card,
    depreciate,
    prepare_disposal,
    prepare_fixed_asset,
    prepare_manual_voucher,
    register_and_ledger,
    undepreciated,
)
from invoices.modules.ledger.public import MonthIsClosed, close_month, trial_balance
from invoices.modules.tax.domain.asset_sales import ways_of_selling
from property_ops.framework.importing import import_files
from property_ops.kernel.errors import NotAllowed, SamePerson
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from tests.property_ops.framework.importing.papers import approve_all, only_error, register, workbook
from tests.verifying import differences

NOW, TODAY = datetime(2022, 7, 5, 9, 0, tzinfo=UTC), date(2022, 7, 5)
MAY, JUNE, JULY = Month(2022, 5), Month(2022, 6), Month(2022, 7)


def standing() -> dict[str, int]:
    return {code: (debit - credit).fen for code, _name, debit, credit in trial_balance() if debit != credit}


def card(**more):
    said = {
        "code": "GD-01", "name": "扫路机", "kind": "machine", "used_since": date(2022, 4, 20), "cost": Yuan(1_000_00),
        "life": 36, "residual_ratio": Decimal("0.05"),
    }  # fmt: skip
    return FixedAsset(**said | more)


def stood(accountant, reviewer, **more):
    asset = prepare_fixed_asset(asset=card(**more), by=accountant, now=NOW)
    return approve_fixed_asset(asset_id=asset.pk, by=reviewer, now=NOW)


@given(base=st.integers(1, 10**9), life=st.integers(1, 600), share=st.integers(0, 100), months=st.integers(0, 400))
def test_its_months_add_up_to_what_it_loses_and_no_part_is_below_nothing(base, life, share, months):
    used, taken_over = Month(2000, 1), Yuan(base * share // 100)
    until = Month(2000 + months // 12, months % 12 + 1) if taken_over else None
    line = StraightLine(Yuan(base), used, life, taken_over if until else ZERO, until)
    parts, month, stood_at = [], line.first, ZERO
    for _ in range(line.months_left):
        parts.append(line.through(month) - stood_at)
        stood_at, month = line.through(month), month.next
    assert sum(parts, ZERO) == line.rest == line.through(Month(2900, 1))
    assert all(part >= ZERO for part in parts)
    assert all(part <= line.monthly for part in parts[:-1])
    assert line.through(line.first.previous) == ZERO


def test_what_36_months_leave_comes_with_the_last():
    line = StraightLine(Yuan(950_00), Month(2022, 4), 36)
    assert (line.first, line.monthly) == (MAY, Yuan(26_39))
    last = Month(2025, 4)
    assert line.through(last) - line.through(last.previous) == Yuan(950_00 - 35 * 26_39) == Yuan(26_35)
    taken_over = StraightLine(Yuan(950_00), Month(2020, 6), 36, Yuan(480_00), Month(2021, 12))
    assert (taken_over.first, taken_over.months_left, taken_over.monthly) == (Month(2022, 1), 18, Yuan(26_11))
    too_long = StraightLine(Yuan(950_00), Month(2010, 6), 36, Yuan(940_00), Month(2021, 12))
    assert too_long.through(Month(2022, 1)) == Yuan(10_00)


@pytest.mark.django_db
def test_a_card_counts_once_another_person_approved_it(accountant, reviewer, manager):
    asset = prepare_fixed_asset(asset=card(), by=accountant, now=NOW)
    assert undepreciated(JUNE) == []
    with pytest.raises(NotAllowed):
        approve_fixed_asset(asset_id=asset.pk, by=accountant, now=NOW)
    with pytest.raises(NothingToDepreciate):
        depreciate(month=JUNE, by=accountant, today=TODAY)
    approve_fixed_asset(asset_id=asset.pk, by=reviewer, now=NOW)
    with pytest.raises(AssetCodeTaken):
        prepare_fixed_asset(asset=card(), by=accountant, now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        FixedAsset.objects.update(cost=Yuan(1))
    assert manager.has_perm("books.depreciate")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "error"),
    [({"taken_over": Yuan(951_00), "until": MAY.start}, AssetDiffers), ({"expense": "1403"}, NotAnExpense)],
)
def test_a_card_that_cannot_be_is_refused(accountant, more, error):
    with pytest.raises(error):
        prepare_fixed_asset(asset=card(**more), by=accountant, now=NOW)


@pytest.mark.django_db
def test_a_month_posts_what_is_due_and_what_was_left_out_once(accountant, reviewer, manager):
    stood(accountant, reviewer)
    stood(accountant, reviewer, code="GD-02", expense="5401.18", estate="BC01", used_since=date(2022, 5, 1), life=1)
    with pytest.raises(DepreciatedTooEarly):
        depreciate(month=JULY.next, by=accountant, today=TODAY)
    assert depreciate(month=JUNE, by=accountant, today=TODAY) == Yuan(2 * 26_39 + 950_00)
    assert standing() == {"1602": -(2 * 26_39 + 950_00), "5401.18": 950_00, "5602": 2 * 26_39}
    for month in (MAY, JUNE):
        with pytest.raises(NothingToDepreciate):
            depreciate(month=month, by=accountant, today=TODAY)
    close_month(month=JUNE, by=manager, at=NOW)
    late = stood(accountant, reviewer, code="GD-03")
    with pytest.raises(MonthIsClosed):
        depreciate(month=JUNE, by=accountant, today=TODAY)
    assert selectors.month_to_depreciate(JULY)[0] == JULY
    depreciate(month=JULY, by=accountant, today=TODAY)
    assert [(one.month, one.amount) for one in late.depreciations.all()] == [(JULY.start, Yuan(3 * 26_39))]
    assert differences() == []


def bought(accountant, reviewer, fen):
    """The purchase and what was depreciated before, as an opening or a payment would book them."""
    lines = [ManualLine("1601", Yuan(fen)), ManualLine("3001", Yuan(-fen))]
    made = prepare_manual_voucher(
        voucher=ManualVoucher(day=date(2022, 4, 20), memo="购入"), lines=lines, by=accountant, now=NOW
    )
    approve_manual_voucher(voucher_id=made.pk, by=reviewer, now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("proceeds", [0, 2_000_00, 894_44])
def test_a_disposal_takes_it_out_and_leaves_the_proceeds_to_come(accountant, reviewer, proceeds):
    bought(accountant, reviewer, 1_000_00)
    asset = stood(accountant, reviewer)
    depreciate(month=JUNE, by=accountant, today=TODAY)
    assert [(cards, ledger) for _code, cards, ledger in register_and_ledger()] == [
        (Yuan(1_000_00), Yuan(1_000_00)), (Yuan(2 * 26_39), Yuan(2 * 26_39)),
    ]  # fmt: skip
    planned = PlannedDisposal(date(2022, 8, 10), Yuan(proceeds), "报废")
    with pytest.raises(DepreciatedSince):
        prepare_disposal(asset=asset, planned=PlannedDisposal(date(2022, 5, 3), ZERO, "报废"), by=accountant, now=NOW)
    made = prepare_disposal(asset=asset, planned=planned, by=accountant, now=NOW)
    with pytest.raises(AssetNotInUse):
        prepare_disposal(asset=asset, planned=planned, by=accountant, now=NOW)
    approve_disposal(disposal_id=made.pk, by=reviewer, now=NOW)
    # used since April: depreciated with May, June, then July and August together, as it goes in August
    assert list(Depreciation.objects.values_list("month", "amount")) == [
        (JUNE.start, Yuan(2 * 26_39)), (date(2022, 8, 1), Yuan(2 * 26_39)),
    ]  # fmt: skip
    net = 1_000_00 - 4 * 26_39
    found = standing()
    assert found.pop("3001") == -1_000_00
    assert found.pop("5602") == 4 * 26_39
    loss = net - proceeds
    account = {"5711.02": loss} if loss > 0 else {"5301.04": loss} if loss else {}
    assert found == account | ({"1606": proceeds} if proceeds else {})
    assert undepreciated(Month(2023, 1)) == []
    assert [(cards, ledger) for _code, cards, ledger in register_and_ledger()] == [(ZERO, ZERO), (ZERO, ZERO)]
    assert differences() == []


def corrected(asset, accountant, reviewer, **more):
    made = correct_card(asset_id=asset.pk, card=card(**more), reason="发票为准", by=accountant, now=NOW)
    return approve_fixed_asset(asset_id=made.pk, by=reviewer, now=NOW)


@given(
    bases=st.lists(st.integers(0, 10**7), min_size=1, max_size=4),
    lives=st.lists(st.integers(1, 60), min_size=4, max_size=4),
    pauses=st.lists(st.integers(0, 9), min_size=4, max_size=4),
)
def test_however_often_a_card_is_corrected_its_months_add_up_to_what_the_last_says(bases, lives, pauses):
    posted, until = ZERO, None
    for base, life, months in zip(bases, lives, pauses, strict=False):
        line = StraightLine(Yuan(base), Month(2000, 1), life, posted, until)
        month = line.first
        for _ in range(months):
            posted, until, month = line.taken_over + line.through(month), month, month.next
    assert line.taken_over + line.through(Month(2900, 1)) == Yuan(base)
    assert line.taken_over + line.through(line.first) <= max(Yuan(base), line.taken_over)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "july", "august", "in_all"),
    [
        # 950.00 over 36 is 26.39 a month; two are posted, so 897.22 is left
        ({"life": 22}, 44_86, 44_86, 950_00),  # 897.22 over 20
        ({"cost": Yuan(2_000_00)}, 54_33, 54_33, 1_900_00),  # 1,847.22 over 34
        ({"residual_ratio": Decimal(0)}, 27_86, 27_86, 1_000_00),  # 947.22 over 34
        ({"life": 1}, 897_22, 0, 950_00),  # gone already: the rest at once
        ({"cost": Yuan(50_00)}, 47_50 - 52_78, 0, 47_50),  # more was taken than there is: it is given back
    ],
)
def test_a_corrected_card_takes_the_rest_in_the_months_that_are_left(
    accountant, reviewer, more, july, august, in_all
):  # fmt: skip
    asset = stood(accountant, reviewer)
    depreciate(month=JUNE, by=accountant, today=TODAY)
    right = corrected(asset, accountant, reviewer, **more)
    assert (right.code, right.carried, right.carried_until) == ("GD-01", Yuan(52_78), JUNE.start)
    assert [one.pk for one, _due in undepreciated(JULY)] == [right.pk]
    month, taken = JULY, []
    while undepreciated(month):
        before = -standing()["1602"]
        depreciate(month=month, by=accountant, today=date(2030, 1, 1))
        taken.append(-standing().get("1602", 0) - before)
        month = month.next
    assert (taken[0], [*taken, 0][1]) == (july, august)
    assert (-standing()["1602"], standing()["5602"]) == (in_all, in_all)
    assert list(asset.depreciations.values_list("amount", flat=True)) == [Yuan(52_78)], "what is posted stays"
    assert differences() == []


@pytest.mark.django_db
def test_what_is_corrected_moves_from_then_on_and_the_register_shows_the_right_card(accountant, reviewer):
    asset = stood(accountant, reviewer, estate="BC02", expense="5401.18")
    depreciate(month=JUNE, by=accountant, today=TODAY)
    with pytest.raises(NothingCorrected):
        correct_card(
            asset_id=asset.pk, card=card(estate="BC02", expense="5401.18"), reason="误", by=accountant, now=NOW
        )
    made = correct_card(asset_id=asset.pk, card=card(), reason="总部使用", by=accountant, now=NOW)
    with pytest.raises(CorrectionWaits):
        correct_card(asset_id=asset.pk, card=card(life=12), reason="又", by=accountant, now=NOW)
    with pytest.raises(CorrectionWaits):
        prepare_disposal(asset=asset, planned=PlannedDisposal(TODAY, ZERO, "报废"), by=accountant, now=NOW)
    assert [one.pk for one in selectors.standing_cards()] == [asset.pk], "what waits is not in the register"
    approve_fixed_asset(asset_id=made.pk, by=reviewer, now=NOW)
    depreciate(month=JULY, by=accountant, today=TODAY)
    assert standing() == {"1602": -3 * 26_39, "5401.18": 2 * 26_39, "5602": 26_39}
    assert [one.pk for one in selectors.current(selectors.fixed_assets(accountant))] == [made.pk]
    with pytest.raises(AssetNotInUse):
        prepare_disposal(asset=asset, planned=PlannedDisposal(TODAY, ZERO, "报废"), by=accountant, now=NOW)
    bought(accountant, reviewer, 1_000_00)
    gone = prepare_disposal(
        asset=made, planned=PlannedDisposal(date(2022, 7, 20), ZERO, "报废"), by=accountant, now=NOW
    )
    approve_disposal(disposal_id=gone.pk, by=reviewer, now=NOW)
    assert standing()["5711.02"] == 1_000_00 - 3 * 26_39
    assert differences() == []


@pytest.mark.django_db
def test_verify_tells_where_a_corrected_card_does_not_go_on(accountant, reviewer):
    from tests.invoices.test_verify import unguarded

    asset = stood(accountant, reviewer)
    depreciate(month=JUNE, by=accountant, today=TODAY)
    corrected(asset, accountant, reviewer, life=24)
    unguarded("po_books_fixedasset")
    FixedAsset.objects.exclude(was=None).update(carried=Yuan(1))
    assert "card GD-01 goes on from 0.01, the card before it stopped at 52.78" in "\n".join(differences())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "kind", "code", "vat", "account"),
    [
        (date(2022, 8, 10), "general", "general/13", 130_00, "2221.01"),  # 1,130.00 ÷ 1.13 × 13 %
        (date(2022, 8, 10), "general", "general/3-2", 21_94, "2221.04"),  # 1,130.00 ÷ 1.03 × 2 %
        (date(2018, 8, 10), "general", "general/16", 155_86, "2221.01"),
        (date(2022, 8, 10), "small", "small/0", 0, ""),
        (date(2023, 8, 10), "small", "small/1", 11_19, "2221.10"),
        (date(2028, 8, 10), "small", "small/3-2", 21_94, "2221.10"),
    ],
)
def test_the_vat_of_a_sale_is_owed_and_lessens_what_it_brought(
    accountant, reviewer, day, kind, code, vat, account
):  # fmt: skip
    way = ways_of_selling(kind, day)[code == "general/3-2"]
    assert way.code == code
    said = {"used_since": day.replace(month=7), "life": 1, "residual_ratio": Decimal(0)}
    asset = stood(accountant, reviewer, **said)
    sale = SaleVat(way.rate, way.levied, way.account)
    planned = PlannedDisposal(day, Yuan(1_130_00), "卖出", sale)
    made = prepare_disposal(asset=asset, planned=planned, by=accountant, now=NOW)
    approve_disposal(disposal_id=made.pk, by=reviewer, now=NOW)
    found = standing()
    assert (found["1606"], found["5301.04"], made.vat) == (1_130_00, vat - 1_130_00, Yuan(vat))
    assert {code: -fen for code, fen in found.items() if code.startswith("2221")} == ({account: vat} if vat else {})
    assert differences() == []


@pytest.mark.django_db
def test_no_more_vat_is_levied_than_the_price_has(accountant, reviewer):
    asset = stood(accountant, reviewer)
    sale = SaleVat(Decimal("0.02"), Decimal("0.03"), "2221.04")
    with pytest.raises(VatAboveProceeds):
        prepare_disposal(asset=asset, planned=PlannedDisposal(TODAY, Yuan(1_00), "卖出", sale), by=accountant, now=NOW)


@pytest.mark.django_db
def test_whoever_prepared_it_does_not_approve_it(accountant, manager):
    accountant.groups.set(manager.groups.all() | accountant.groups.all())
    asset = prepare_fixed_asset(asset=card(), by=accountant, now=NOW)
    with pytest.raises(SamePerson):
        approve_fixed_asset(asset_id=asset.pk, by=type(accountant).objects.get(pk=accountant.pk), now=NOW)


@pytest.mark.django_db
def test_verify_names_a_month_that_is_not_in_the_line(accountant, reviewer):
    from tests.invoices.test_verify import unguarded

    stood(accountant, reviewer)
    depreciate(month=JUNE, by=accountant, today=TODAY)
    unguarded("po_books_depreciation")
    Depreciation.objects.update(amount=Yuan(1))
    found = "\n".join(differences())
    assert "card GD-01 was depreciated by 0.01 with 2022-06, in its line it is 52.78" in found
    assert "depreciation/2022-06/1 of card GD-01" in found


HEADS = [
    "卡片编号",
    "固定资产名称",
    "固定资产类别",
    "开始使用日期",
    "原值",
    "使用年限（月）",
    "净残值率",
    "累计折旧",
    "已提折旧至",
]


@pytest.mark.django_db
def test_cards_of_a_workbook_wait_for_another_person_and_come_once(accountant, tmp_path):
    row = ["GD-01", "扫路机", "机器设备", "2021-03-20", "98,000.00", 120, "5%", "6,982.50", "2021-12"]
    paper = workbook(tmp_path / "卡片.xlsx", {"卡片": register(HEADS, row)})
    half = workbook(tmp_path / "缺.xlsx", {"卡片": register(HEADS, [*row[:-1], ""])})
    told = only_error(import_files(paths=[half], by=accountant, as_of=TODAY))
    assert "go together" in told.message
    import_files(paths=[paper], by=accountant, as_of=TODAY)
    assert not FixedAsset.objects.exists()
    approve_all()
    asset = FixedAsset.objects.get()
    assert (asset.cost, asset.residual, asset.line.monthly, asset.state) == (
        Yuan(98_000_00), Yuan(4_900_00), Yuan(775_83), "approved",
    )  # fmt: skip
    years = [*HEADS[:5], "使用年限（年）", *HEADS[6:]]
    again = workbook(tmp_path / "年.xlsx", {"卡片": register(years, [*row[:5], 10, *row[6:]])})
    import_files(paths=[paper, again], by=accountant, as_of=TODAY)
    assert FixedAsset.objects.count() == 1, "ten years are 120 months"


@pytest.mark.django_db
def test_the_cards_of_the_demonstration_make_up_what_it_was_taken_over_with(accountant):
    demo, taken_over = (Path(module.__file__).parent / "demo" for module in (books, opening))
    import_files(paths=[demo / "固定资产卡片.csv"], by=accountant, as_of=TODAY)
    approve_all()
    rows = csv.reader((taken_over / "期初科目余额.csv").read_text(encoding="utf-8-sig").splitlines())
    said = {row[0]: Yuan.parse(row[3] or row[4]) for row in rows if row[0] in ("1601", "1602")}
    assert {account: cards for account, cards, _ledger in register_and_ledger()} == said
