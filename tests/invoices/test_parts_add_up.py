"""What is taken from a whole, at once or in steps: the parts are the whole to the fen, and none is over it."""

import ast
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoices.modules.billing.domain.payers import Holder, split_by_days
from invoices.modules.breakeven.domain.posting import Cost, sums_of
from invoices.modules.breakeven.domain.true_up import Home
from invoices.modules.breakeven.domain.true_up import parts as true_up_parts
from invoices.modules.collections.domain.instalments import equal_parts
from invoices.modules.collections.domain.late_charge import Debt, LateChargeRule, charge_of
from invoices.modules.payments.models import Receipt
from invoices.modules.payments.services.disbursements import fee_given_back
from invoices.modules.receivables.domain.allocation import OpenLine, UnappliedCredit, allocate
from invoices.modules.tax.domain.vat import credited_part, split
from property_ops.kernel.apportionment import share, step_of
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month, Period
from tests.architecture.source import CHECKOUT, code_files, shown, tree

Parts = tuple[Yuan, list[Yuan]]
FEN = st.integers(1, 10**7)
RATES = st.sampled_from([Decimal(rate) for rate in ("0", "0.01", "0.03", "0.05", "0.06", "0.09", "0.13")])


def cut(data: st.DataObject, whole: int) -> list[int]:
    """`whole` in up to eight steps above zero."""
    cuts = data.draw(st.sets(st.integers(1, whole - 1), max_size=7)) if whole > 1 else set()
    return [end - start for start, end in pairwise([0, *sorted(cuts), whole])]


def before_each(steps: list[int]) -> list[int]:
    return [0, *accumulate(steps)][:-1]


def taken_in_steps(data: st.DataObject) -> Parts:
    whole, of = data.draw(FEN), data.draw(FEN)
    steps = cut(data, of)
    placed = zip(before_each(steps), steps, strict=True)
    taken = [step_of(Yuan(whole), before=at, step=step, of=of) for at, step in placed]
    return Yuan(whole), taken


def shared_out(data: st.DataObject) -> Parts:
    whole = Yuan(data.draw(FEN))
    weights = data.draw(st.lists(st.integers(1, 10**6), min_size=1, max_size=9))
    return whole, share(whole, weights, [str(number) for number in range(len(weights))])


def tax_of_partial_credits(data: st.DataObject) -> Parts:
    line = split(Yuan(data.draw(FEN)), data.draw(RATES))
    steps = cut(data, line.gross.fen)
    credits = [
        credited_part(line, before=Yuan(at), amount=Yuan(step))
        for at, step in zip(before_each(steps), steps, strict=True)
    ]
    assert all(one.net + one.tax == one.gross for one in credits)
    assert sum((one.net for one in credits), ZERO) == line.net
    return line.tax, [one.tax for one in credits]


def fees_of_refunds(data: st.DataObject) -> Parts:
    """The service rounds each fee, which it has with five decimals, by itself."""
    amount = data.draw(st.integers(100, 10**6))
    steps = cut(data, amount)
    exact = Fraction(data.draw(st.integers(1, 60)), 10_000)
    fee, given = Yuan.rounded(amount * exact / 100), []
    for at, step in zip(before_each(steps), steps, strict=True):
        receipt = Receipt(amount=Yuan(amount), fee=fee, refunded=Yuan(at))
        said = -Yuan.rounded(step * exact / 100)
        right = step_of(fee, before=at, step=step, of=amount)
        given.append(-fee_given_back(receipt, amount=Yuan(step), said=said) if said else right)
    return fee, given


def instalments(data: st.DataObject) -> Parts:
    debt = Yuan(data.draw(FEN))
    drafts = equal_parts(debt, count=data.draw(st.integers(1, 36)), first=date(2022, 1, 31))
    return debt, [one.amount for one in drafts]


def true_up(data: st.DataObject) -> Parts:
    surplus = Yuan(data.draw(FEN))
    areas = data.draw(st.lists(st.integers(1, 10**7), min_size=1, max_size=9))
    return surplus, true_up_parts(surplus, [Home(f"BC01-1-1-{at}", "", area) for at, area in enumerate(areas)])


def owners_by_days(data: st.DataObject) -> Parts:
    whole, month = Yuan(data.draw(FEN)), Month(2022, 7).period
    steps = cut(data, month.days)
    holders = [
        Holder(at, f"业主{at}", True, Period(month.start + timedelta(at), month.start + timedelta(at + step)))
        for at, step in zip(before_each(steps), steps, strict=True)
    ]
    return whole, [amount for _holder, _days, amount in split_by_days(whole, month, holders)]


def costs_and_who_pays(data: st.DataObject) -> Parts:
    """Of each cost: what each source pays, and the company the rest."""
    amounts = data.draw(st.lists(FEN, min_size=1, max_size=4))
    costs = [Cost(f"5401.{at:02d}", "2202", Yuan(fen)) for at, fen in enumerate(amounts)]
    funded = data.draw(st.integers(0, sum(amounts)))
    found = sums_of(costs, paid={"residents": Yuan(funded)})
    parts = [Yuan(fen) for (account, _funding), fen in found.items() if account.startswith("5401.")]
    return Yuan(sum(amounts)), parts


def months_of_a_late_charge(data: st.DataObject) -> Parts:
    """Each month charged by itself, in order."""
    debt = Debt(Yuan(data.draw(FEN)), due_on=date(2022, 1, 15))
    rate = Fraction(data.draw(st.integers(1, 50)), 100_000)
    rule = LateChargeRule(Period(date(2022, 1, 1), date(2030, 1, 1)), rate, 0, Fraction(30, 100))
    charged, month, parts = ZERO, Month(2022, 1), []
    for _ in range(14):
        parts.append(charge_of(debt, [rule], days=month.period, charged=charged))
        charged, month = charged + parts[-1], month.next
    whole = charge_of(debt, [rule], days=Period(date(2022, 1, 1), month.start), charged=ZERO)
    assert whole <= Yuan.rounded(debt.principal.as_fraction() * rule.cap)
    return whole, parts


def lines_that_a_payment_pays(data: st.DataObject) -> Parts:
    paid = Yuan(data.draw(FEN))
    owed = data.draw(st.lists(FEN, max_size=9))
    lines = [OpenLine(at, Yuan(fen), date(2022, 1, at)) for at, fen in enumerate(owed, 1)]
    found = allocate([UnappliedCredit(1, paid, date(2022, 7, 1))], lines)
    assert all(one.amount <= lines[one.line_id - 1].open for one in found)
    parts = [one.amount for one in found]
    return paid, [*parts, paid - sum(parts, ZERO)]


PLACES: tuple[Callable[[st.DataObject], Parts], ...] = (
    taken_in_steps, shared_out, tax_of_partial_credits, fees_of_refunds, instalments, true_up, owners_by_days,
    costs_and_who_pays, months_of_a_late_charge, lines_that_a_payment_pays,
)  # fmt: skip


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
@given(data=st.data())
def test_the_parts_are_the_whole_and_none_is_over_it(place, data):
    whole, parts = place(data)
    assert sum(parts, ZERO) == whole
    assert all(ZERO <= part <= whole for part in parts)


def test_a_step_that_does_not_fit_is_refused():
    for before, step, of in ((0, 11, 10), (5, 6, 10), (-1, 1, 10), (3, -1, 10)):
        with pytest.raises(ValueError, match="does not fit"):
            step_of(Yuan(5), before=before, step=step, of=of)
    assert step_of(Yuan(5), before=0, step=0, of=0) == ZERO


ROUNDINGS = {
    "charge_sources/domain/parking.py": "a charge line, once (rule 1)",
    "charge_sources/domain/service.py": "a charge line, once (rule 1)",
    "charge_sources/domain/works.py": "the whole that residents share (rule 5)",
    "charges/bulk.py": "charge lines in bulk, equal to the kernel's by test",
    "charges/selectors/lines.py": "a ratio that is shown",
    "breakeven/domain/result.py": "what a rate has to bring, VAT in it",
    "common_income/domain/rents.py": "a month's rent, once",
    "books/domain/depreciation.py": "a month of a fixed asset; the rest with the last",
    "books/models/fixed_asset.py": "what is left of a fixed asset in the end, once",
    "breakeven/domain/rates.py": "a rate that is proposed",
    "collections/domain/rates.py": "a rate that is shown",
    "proofs/selectors/seals.py": "hours that are shown",
    "collections/domain/late_charge.py": "months_of_a_late_charge",
    "collections/services/late_charges.py": "the cap, as a fact that is shown",
    "collections/verifiers.py": "the cap, as a bound",
    "forecasts/domain/reckoning.py": "what next year may bring: no debt of anybody's",
    "forecasts/selectors/listing.py": "what a home would pay, line by line as it is charged",
    "forecasts/services/forecasting.py": "the base of a rate that is proposed",
    "meters/services/source.py": "a charge line, once (rule 1)",
    "meters/views/reading.py": "a home's usual use, that is shown",
    "erpnext/selectors/works.py": "hours of a timesheet there, whose amount is ours",
    "payments/importers/contract.py": "fees with five decimals; fees_of_refunds",
    "payments/importers/moments.py": "seconds of a day",
    "tariffs/views/tariffs.py": "a rate that is shown",
    "tax/domain/asset_sales.py": "the tax in the price of a used asset, once",
    "tax/domain/vat.py": "the tax of a line; tax_of_partial_credits",
}
"""Every file of the money side that rounds outside the kernel, and which place of the test above, or what, it is."""
_ROUNDS = {"rounded", "round_half_up", "quantize", "round", "ceil", "floor"}


def test_nobody_else_rounds():
    rounding = {
        shown(path).removeprefix("invoices/modules/")
        for path in code_files()
        if path.is_relative_to(CHECKOUT / "invoices") and "reports" not in path.parts
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and _name(node.func) in _ROUNDS
    }
    assert rounding == ROUNDINGS.keys()


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
