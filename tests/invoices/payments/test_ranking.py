"""Whom a receipt may be from: reasons, and their rank."""

from invoices.modules.payments.domain.candidates import (
    Candidate,
    CandidateReason,
    by_amount,
    likeness,
    ranked,
)
from property_ops.kernel.money import Yuan


def one(code: str, *reasons: CandidateReason, open_: int = 0) -> Candidate:
    return Candidate(code, "1", "王芳", "牡丹花园", Yuan(open_), list(reasons))


def test_more_and_better_reasons_come_first_and_none_is_no_candidate():
    place, name, both = (
        one("B", CandidateReason.PLACE),
        one("A", CandidateReason.LIKE_NAME),
        one("C", CandidateReason.PLACE, CandidateReason.SAME_NAME),
    )
    assert [found.unit_code for found in ranked([place, name, both, one("D")])] == ["C", "B", "A"]


def test_of_two_alike_the_one_who_owes_comes_first():
    paid, owing = one("A", CandidateReason.SAME_NAME), one("B", CandidateReason.SAME_NAME, open_=5)
    assert ranked([paid, owing])[0] is owing


def test_there_are_no_more_candidates_than_digit_keys():
    assert len(ranked(one(f"A{number}", CandidateReason.PLACE) for number in range(30))) == 9


def test_a_name_is_the_same_or_alike_or_neither():
    assert likeness("王晓伟", "王晓伟") is CandidateReason.SAME_NAME
    assert likeness("王小伟", "王晓伟") is CandidateReason.LIKE_NAME
    assert likeness("王芳", "李娜") is None
    assert likeness("", "李娜") is None


def test_an_amount_is_all_that_is_open_or_one_bill_or_neither():
    assert by_amount(Yuan(5), Yuan(5), []) is CandidateReason.OPEN_AMOUNT
    assert by_amount(Yuan(5), Yuan(9), [Yuan(4), Yuan(5)]) is CandidateReason.BILL_AMOUNT
    assert by_amount(Yuan(5), Yuan(9), [Yuan(4)]) is None
