"""What tests of the money side start from: the shipped data, people, and a small estate's June."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from property_ops.modules.estates.public import Estate
from tests.invoices import june
from tests.invoices.people import ACCOUNTANT, MANAGER, REVIEWER, person
from tests.services.kept_states import BEGINNINGS, Beginning


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Sentences are compared in the language they are written in."""
    with translation.override("en"):
        yield


@pytest.fixture
def accountant(shipped):
    return person(*ACCOUNTANT)


@pytest.fixture
def reviewer(shipped):
    return person(*REVIEWER)


@pytest.fixture
def manager(shipped):
    """May both prepare and approve, though never the same thing."""
    return person(*MANAGER)


def _issue() -> None:
    with translation.override("en"):
        june.issued(person(*ACCOUNTANT), approved_by=person(*REVIEWER))


@pytest.fixture
def issued_june(accountant, reviewer) -> Estate:
    """June 2022 of two homes, issued: BC01-5-2-301 owes 511.49, BC01-5-2-302 534.27."""
    return Estate.objects.filter(code="BC01").first() or june.issued(accountant, approved_by=reviewer)


BEGINNINGS["issued_june"] = Beginning(_issue, upon="shipped")
