"""What tests of the money side start from: the shipped data, two people, and a small estate."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from property_ops.framework.testing import UserFactory


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Sentences are compared in the language they are written in."""
    with translation.override("en"):
        yield


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
