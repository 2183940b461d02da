"""A head stands for a list and all its beginnings (RFC 9162; docs/product.md rule 21)."""

from hashlib import sha256

import pytest

from property_ops.kernel.merkle import (
    EMPTY,
    Tree,
    consistency_proof,
    inclusion_proof,
    is_consistent,
    is_included,
    leaf_hash,
    node_hash,
    root_of,
)

# The eight records that the authors of Certificate Transparency test their own trees with, and their roots.
RECORDS = [
    bytes.fromhex(text)
    for text in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
MANY = [bytes([one]) for one in range(40)]


def tree(records):
    found = Tree()
    for record in records:
        found.append(record)
    return found


def plainly(records):
    """The root as the RFC's recursion has it."""
    if len(records) <= 1:
        return leaf_hash(records[0]) if records else sha256(b"").digest()
    half = 1
    while half * 2 < len(records):
        half *= 2
    return node_hash(plainly(records[:half]), plainly(records[half:]))


def test_the_roots_are_those_that_certificate_transparency_publishes():
    assert root_of([]) == EMPTY
    assert [root_of(RECORDS[: size + 1]).hex() for size in range(8)] == ROOTS


def test_a_root_is_that_of_the_rfc_whatever_the_size():
    assert [root_of(MANY[:size]) for size in range(41)] == [plainly(MANY[:size]) for size in range(41)]


def test_a_tree_goes_on_from_its_frontier():
    for size in range(41):
        half = tree(MANY[:size])
        later = Tree(size, half.frontier)
        for record in MANY[size:]:
            later.append(record)
        assert later.root == root_of(MANY)


def test_a_frontier_of_another_size_is_refused():
    with pytest.raises(ValueError, match="complete parts"):
        Tree(3, [EMPTY])


def pairs():
    return [(size, larger) for larger in range(1, 41) for size in range(1, larger)]


def test_every_beginning_is_proved_and_no_other():
    for size, larger in pairs():
        before = tree(MANY[:size])
        proof = consistency_proof(before, list(map(leaf_hash, MANY[size:larger])))
        first, second = (size, before.root), (larger, root_of(MANY[:larger]))
        assert is_consistent(first, second, proof)
        assert not is_consistent((size, EMPTY), second, proof)
        assert not is_consistent(first, (larger, EMPTY), proof)
        assert not is_consistent(first, second, [*proof, EMPTY])
        assert not is_consistent(first, second, proof[:-1])
        assert not is_consistent(second, first, proof)
        for place in range(len(proof)):
            assert not is_consistent(first, second, [*proof[:place], EMPTY, *proof[place + 1 :]])


def test_a_list_whose_beginning_was_changed_has_no_proof():
    changed = [b"x", *MANY[1:]]
    for size, larger in pairs():
        before = tree(changed[:size])
        proof = consistency_proof(before, list(map(leaf_hash, changed[size:larger])))
        assert not is_consistent((size, root_of(MANY[:size])), (larger, root_of(changed[:larger])), proof)


def test_the_same_tree_and_the_empty_one_need_no_proof():
    root = root_of(MANY)
    assert is_consistent((40, root), (40, root), [])
    assert is_consistent((0, EMPTY), (40, root), [])
    assert not is_consistent((40, EMPTY), (40, root), [])
    assert not is_consistent((40, root), (40, root), [EMPTY])


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 20, 33])
def test_each_leaf_is_found_in_its_tree_and_in_no_other_place(size) -> None:
    leaves = [leaf_hash(one) for one in MANY[:size]]
    root = root_of(MANY[:size])
    for place, leaf in enumerate(leaves):
        proof = inclusion_proof(leaves, place)
        assert is_included(leaf, place, size, root, proof)
        assert not is_included(leaf_hash(b"other"), place, size, root, proof)
        assert not is_included(leaf, place, size, root_of(MANY[: size + 1]), proof)
        assert not is_included(leaf, size, size, root, proof)
        assert size == 1 or not is_included(leaf, (place + 1) % size, size, root, proof)
