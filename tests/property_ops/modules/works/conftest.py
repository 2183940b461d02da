"""The people and the estate that most tests of works begin with."""

import pytest

from property_ops.modules.estates.testing import EstateFactory
from tests.property_ops.modules.works.stages import staff


@pytest.fixture
def by():
    return staff()


@pytest.fixture
def estate():
    return EstateFactory(name="牡丹花园")
