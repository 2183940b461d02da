"""A payment is matched without a person only by the address and a payer who is, was or is known to pay for it."""

from datetime import date

import pytest

from invoices.modules.payments.domain.certainty import PayingParty, Payment, UnitHolder, certain_party, likely_party
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import FAR_FUTURE, Period

SOLD = date(2022, 7, 1)
DAY = date(2022, 7, 8)
SELLER, BUYER = Period(date.min, SOLD), Period(SOLD, FAR_FUTURE)


def seller(fen: int = 0) -> PayingParty:
    return PayingParty("7", "李小华", SELLER, Yuan(fen))


def buyer(fen: int = 0, name: str = "赵新") -> PayingParty:
    return PayingParty("8", name, BUYER, Yuan(fen))


def owner(fen: int = 0) -> PayingParty:
    return PayingParty("9", "王芳", Period(date.min, FAR_FUTURE), Yuan(fen))


@pytest.mark.parametrize(
    ("payer", "parties", "party"),
    [
        ("王芳", [owner(500)], "9"),
        ("王 芳", [owner(500)], "9"),
        ("王芳", [owner()], "9"),
        ("李娜", [owner(500)], None),
        ("", [owner(500)], None),
        # Sold on 1 July: the buyer's advance is the buyer's, the seller's debt the seller's.
        ("赵新", [seller(500), buyer()], "8"),
        ("李小华", [seller(500), buyer()], "7"),
        ("李小华", [seller(), buyer()], None),
        ("钱多", [seller(500), buyer()], None),
        # Of one name: whoever holds it on the day of the payment.
        ("李小华", [seller(500), buyer(300, "李小华")], "8"),
        ("李小华", [], None),
    ],
)
def test_the_payer_is_told_by_name_and_day(payer, parties, party):
    assert certain_party(Payment(payer, DAY), parties) == party


def test_before_the_sale_the_seller_pays_in_advance_and_the_buyer_is_unknown():
    before = date(2022, 6, 30)
    assert certain_party(Payment("李小华", before), [seller(), buyer()]) == "7"
    assert certain_party(Payment("赵新", before), [seller(), buyer()]) is None


def test_a_tenant_or_second_owner_pays_for_the_one_account_there_is():
    tenant = UnitHolder("孙明", BUYER)
    assert certain_party(Payment("孙明", DAY), [owner()], [tenant]) == "9"
    assert certain_party(Payment("孙明", date(2022, 6, 1)), [owner()], [tenant]) is None
    assert certain_party(Payment("孙明", DAY), [seller(500), buyer()], [tenant]) is None


def test_whom_a_person_confirmed_before_is_known():
    assert certain_party(Payment("公司", DAY), [owner()], confirmed={"9"}) == "9"
    assert certain_party(Payment("公司", DAY), [seller(500), buyer()], confirmed={"7"}) == "7"
    assert certain_party(Payment("公司", DAY), [seller(), buyer()], confirmed={"7"}) is None
    assert certain_party(Payment("公司", DAY), [seller(500), buyer()], confirmed={"7", "8"}) == "8"
    assert certain_party(Payment("", DAY), [owner()], confirmed={"9"}) == "9"


def test_who_is_not_named_by_a_payment_service_needs_our_own_code_and_one_party_alone():
    coded = Payment("", DAY, by_code=True)
    assert certain_party(coded, [owner()]) == "9"
    assert certain_party(coded, [seller(500), buyer()]) is None
    assert certain_party(coded, [seller(), buyer()]) is None
    assert certain_party(Payment("", DAY, by_code=True, is_elsewhere=True), [owner()]) is None


def test_at_the_counter_a_name_or_the_only_account_is_meant():
    assert likely_party("", [owner(500)], on=DAY).party == "9"
    assert likely_party("谁", [owner()], on=DAY).party == "9"
    assert likely_party("赵新", [seller(500), buyer()], on=DAY).party == "8"
    assert likely_party("", [seller(500), buyer()], on=DAY) is None
