"""A work's place and remark are put right, with history, until residents are charged for it."""

import pytest

from invoices.modules.charges.public import charge_month
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.modules.works.domain.errors import NothingCorrected, WorkIsOnPaper
from property_ops.modules.works.models import WorkEvent, WorkOrder
from property_ops.modules.works.public import correct_work
from tests.invoices.june import JUNE, TODAY, registered
from tests.visitors import visitor

pytestmark = pytest.mark.django_db
ADDRESS = "/work-steps/correct/GD20220003/"


@pytest.fixture
def work(shipped) -> WorkOrder:
    registered()
    return WorkOrder.objects.get(number="GD20220003")


def test_the_place_of_an_accepted_work_is_corrected_until_it_is_charged(work, accountant):
    manager = UserFactory(username="jingli", role="manager")
    correct_work(work=work, place="13号楼前", remark="原登记少写一位", by=manager, on=TODAY)
    work.refresh_from_db()
    assert work.place == "13号楼前"
    assert [one.place for one in work.history.order_by("history_id")][-2:] == ["3号楼前", "13号楼前"]
    event = WorkEvent.objects.get(work=work, action="correct")
    assert (event.detail, event.remark) == ({"before": "3号楼前", "place": "13号楼前"}, "原登记少写一位")
    with pytest.raises(NothingCorrected):
        correct_work(work=work, place="13号楼前", remark=" ", by=manager, on=TODAY)
    with pytest.raises(NotAllowed):
        correct_work(work=work, place="别处", remark="", by=accountant, on=TODAY)
    charge_month(month=JUNE, by=accountant, today=TODAY)
    with pytest.raises(WorkIsOnPaper, match="2022-06"):
        correct_work(work=work, place="3号楼前", remark="", by=manager, on=TODAY)
    work.refresh_from_db()
    assert work.place == "13号楼前"


def test_the_page_of_a_work_offers_it_until_then(work, accountant):
    client = visitor("manager")
    assert ADDRESS in client.get("/works/GD20220003/").content.decode()
    client.post(ADDRESS, {"place": "13号楼前", "remark": ""})
    work.refresh_from_db()
    assert work.place == "13号楼前"
    charge_month(month=JUNE, by=accountant, today=TODAY)
    assert ADDRESS not in client.get("/works/GD20220003/").content.decode()
