"""Every household can prove its own line, and a total that counts anybody wrongly is found (product.md rule 18)."""

import copy
import json

import pytest

from invoices.modules.proofs.domain.errors import BillBelowZero
from invoices.modules.proofs.domain.households import CountedPeriod, HouseholdTree
from property_ops.kernel.canonical import LARGEST
from property_ops.kernel.sum_tree import Counted, OutOfRange, counted_leaf, counted_node, levels_of
from tests.invoices.proofs.verifier import alone

OF = CountedPeriod("GS2022-000001", "BC01", "2022-Q2")
BILLS = [(f"ZD2022-{number:06d}", number * 37_01) for number in range(1, 12)]
SECRET = bytes(range(32))


def tree(bills=BILLS, secret=SECRET):
    return HouseholdTree(OF, bills, secret)


def refused(proof, *heads):
    with pytest.raises(alone.Changed) as found:
        alone.check_household(proof, heads or None)
    return found.value.code


def test_each_household_proves_its_bill_against_the_head():
    found = tree()
    assert found.root.fen == sum(fen for _, fen in BILLS)
    assert found.size == 32
    for number, fen in BILLS:
        proof = json.loads(json.dumps(found.proof_of(number)))
        assert alone.check_household(proof, [found.head]) == fen
    assert found.proof_of("ZD2022-000099") is None
    assert found.proof_of("") is None


def test_the_same_bills_and_secret_make_the_same_head_and_another_secret_another():
    assert tree().head == tree(list(reversed(BILLS))).head
    assert tree().head != tree(secret=bytes(32)).head


def test_one_fen_changed_is_found():
    found = tree()
    proof = found.proof_of(BILLS[3][0])
    for part in (0, 1):
        for more in (1, -1):
            changed = copy.deepcopy(proof)
            changed["parts"][part]["fen"] += more
            assert refused(changed) == "household-root"
    other = tree([(number, fen + (number == BILLS[3][0])) for number, fen in BILLS])
    assert other.head != found.head
    assert refused(other.proof_of(BILLS[3][0]), found.head) == "household-head"


def test_any_other_change_of_a_proof_is_found():
    found = tree()
    proof = found.proof_of(BILLS[0][0])
    for name, value in (("bill", "ZD2022-000002"), ("disclosure", "GS2022-000002"), ("estate", "BC02"),
                        ("period", "2022-Q1"), ("sum", proof["sum"] + 1), ("head", "0" * 64)):  # fmt: skip
        assert refused({**proof, name: value}) == "household-root", name
    for height in range(5):
        changed = copy.deepcopy(proof)
        changed["parts"][0]["path"][height][1] += 1
        assert refused(changed) == "household-root"
    same_twice = copy.deepcopy(proof)
    same_twice["parts"][1] = same_twice["parts"][0]
    assert refused(same_twice) == "household-root"


def test_a_household_left_out_has_no_proof():
    found = tree(BILLS[1:])
    assert found.proof_of(BILLS[0][0]) is None
    stolen = tree().proof_of(BILLS[0][0])
    assert refused(stolen, found.head) == "household-head"
    assert refused({**stolen, "head": found.head, "sum": found.root.fen}) == "household-root"


@pytest.mark.parametrize("fen", [-1, LARGEST + 1, -(2**63)])
def test_an_amount_below_zero_or_too_large_is_refused_wherever_it_stands(fen):
    with pytest.raises(OutOfRange):
        counted_leaf(bytes(32), ["ZD"], fen)
    with pytest.raises(OutOfRange):
        counted_node(Counted(bytes(32), 1), Counted(bytes(32), fen))
    for path in (("parts", 0, "fen"), ("parts", 0, "path", 0, 1), ("parts", 1, "path", 2, 1)):
        proof = json.loads(json.dumps(tree().proof_of(BILLS[0][0])))
        place = proof
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = fen
        assert refused(proof) == "household-range"


def test_sums_do_not_run_over():
    with pytest.raises(OutOfRange):
        counted_node(Counted(bytes(32), LARGEST), Counted(bytes(32), 1))


def test_a_bill_below_zero_is_not_counted_at_all():
    with pytest.raises(BillBelowZero, match="ZD-"):
        tree([*BILLS, ("ZD-", -1)])


def test_both_sums_of_a_node_are_under_its_hash():
    """Not only what they come to: else each household could be shown another half of the same total."""
    left, right = Counted(b"l" * 32, 30), Counted(b"r" * 32, 70)
    assert counted_node(left, right).hash != counted_node(left._replace(fen=70), right._replace(fen=30)).hash


def test_no_neighbour_on_a_path_is_anybodys_amount():
    """Amounts are split at random, so that the leaf beside one's own tells less than a bill."""
    found = tree()
    amounts = {fen for _, fen in BILLS}
    for number, _ in BILLS:
        for part in found.proof_of(number)["parts"]:
            assert part["path"][0][1] not in amounts
    assert {leaf.fen for leaf in found.leaves if leaf.number}.isdisjoint(amounts)


def test_what_is_no_proof_is_refused_by_name():
    proof = tree().proof_of(BILLS[0][0])
    for wrong in (None, [], {}, {**proof, "version": 2}, {**proof, "parts": []}, {**proof, "parts": [1, 2]}):
        assert refused(wrong) == "household-unreadable"
    changed = copy.deepcopy(proof)
    changed["parts"][0]["salt"] = "x"
    assert refused(changed) == "household-unreadable"
    changed["parts"][0] = {**proof["parts"][0], "place": 32}
    assert refused(changed) == "household-unreadable"


def test_a_tree_of_no_power_of_two_is_refused():
    with pytest.raises(ValueError, match="power of two"):
        levels_of([Counted(bytes(32), 1)] * 3)


def test_an_estate_without_bills_has_a_head_too():
    found = tree([])
    assert (found.root.fen, found.size) == (0, 2)
