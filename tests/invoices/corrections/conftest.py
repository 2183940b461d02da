import pytest

from property_ops.framework.testing import UserFactory


@pytest.fixture
def manager(shipped):
    """May both prepare and approve, though never the same thing."""
    return UserFactory(username="jingli", role="manager")
