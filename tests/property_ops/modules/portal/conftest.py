"""A work that waits for acceptance, and a link to it."""

import pytest
from django.core.cache import cache

from property_ops.modules.estates.public import Company
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.works.public import WorkResult
from property_ops.modules.works.testing import WorkOrderFactory
from tests.pages import visitor
from tests.property_ops.modules.portal.answering import link_for


@pytest.fixture(autouse=True)
def nobody_looked_yet():
    cache.clear()


@pytest.fixture
def dispatcher():
    Company.objects.create(id=1, name="城市物业服务有限公司", phone="0530-1234567")
    return visitor("dispatcher")


@pytest.fixture
def work(dispatcher):
    estate = EstateFactory(code="BC02", name="北城新村")
    return WorkOrderFactory(
        number="GD-7", estate=estate, place="3号楼前", result=WorkResult.PENDING, accepted=None, accepted_on=None,
        accepted_by="",
    )  # fmt: skip


@pytest.fixture
def link(work, dispatcher):
    return link_for(work, dispatcher)
