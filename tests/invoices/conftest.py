"""What tests of the money side start from: the shipped data, two people, and a small estate."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from property_ops.framework.testing import UserFactory
from tests.services.shipped import load_shipped


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Sentences are compared in the language they are written in."""
    with translation.override("en"):
        yield


@pytest.fixture
def shipped(shipped_rows, db):
    """Roles, chart of accounts, terms and fee items, as after `property-ops init`."""
    load_shipped()


@pytest.fixture
def accountant(shipped):
    return UserFactory(username="kuaiji", role="accountant")


@pytest.fixture
def reviewer(shipped):
    return UserFactory(username="fuhe", role="reviewer")


@pytest.fixture
def manager(shipped):
    """May both prepare and approve, though never the same thing."""
    return UserFactory(username="jingli", role="manager")
