"""Two of three, without a database."""

import pytest

from invoices.modules.residents.domain.entry import HouseholdFacts, ProofOfHousehold, given_proofs, right_proofs

KNOWN = HouseholdFacts("7K3F-9QTM", "139 0530 0123", "欧阳小华")


@pytest.mark.parametrize(
    ("said", "right"),
    [
        (HouseholdFacts("7k3f 9qtm", "", ""), ["code"]),
        (HouseholdFacts("７Ｋ３Ｆ－９ＱＴＭ", "0123", "欧阳"), ["code", "phone", "name"]),
        (HouseholdFacts("", "13905300123", "欧"), ["phone", "name"]),
        (HouseholdFacts("", "123", "小华"), []),
        (HouseholdFacts("7K3F", "9123", "李"), []),
        (HouseholdFacts("", "", "欧阳小华"), ["name"]),
        (HouseholdFacts("", "", "欧阳小"), []),
    ],
)
def test_what_agrees_is_told_however_it_is_written(said, right):
    assert right_proofs(said, KNOWN) == [ProofOfHousehold(one) for one in right]


def test_what_is_not_registered_agrees_with_nothing():
    assert right_proofs(HouseholdFacts("", "", ""), HouseholdFacts("", "", "")) == []
    assert right_proofs(HouseholdFacts("7", "0123", "王"), HouseholdFacts("", "123", "")) == []


def test_blanks_are_not_given():
    assert given_proofs(HouseholdFacts(" ", "　", "王")) == [ProofOfHousehold.NAME]
