"""One form from nothing to the board, by two people."""

from datetime import timedelta

import pytest
from django.utils import timezone

from property_ops.modules.dispatch.models import Visit
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.works.models import WorkOrder
from tests.pages import visitor

pytestmark = pytest.mark.django_db


def test_an_urgent_work_is_one_form_and_is_in_the_tray_once_another_person_released_it():
    estate, dispatcher = EstateFactory(), visitor("dispatcher")
    due = timezone.localdate() + timedelta(days=1)
    typed = {
        "estate": estate.pk, "kind": "路面修补", "place": "1号楼前", "remark": "坑洞", "quantity": "24", "price": "60",
        "payer": "subsidy", "due_on": str(due), "urgent": "on",
    }  # fmt: skip
    assert dispatcher.post("/dispatch/new-work/", typed).status_code == 302
    work = WorkOrder.objects.get()
    assert (work.state, work.unit, work.planned, work.prepared_by) == ("estimated", "㎡", 24, dispatcher.user)
    assert not Visit.objects.exists()
    assert visitor("manager").post(f"/approvals/work/{work.pk}/approve/").status_code == 302
    visits = list(Visit.objects.all())
    assert visits
    assert {(one.due_on, one.urgent, one.crew) for one in visits} == {(due, True, None)}
    assert visits[0].minutes < 240  # by the norms, not the same for everything


def test_without_a_usual_price_one_is_asked_for_and_nothing_is_made():
    typed = {"estate": EstateFactory().pk, "kind": "路面修补", "place": "1号楼", "quantity": "24", "payer": "subsidy"}
    assert visitor("dispatcher").post("/dispatch/new-work/", typed).status_code == 422
    assert not WorkOrder.objects.exists()
    assert visitor("reviewer").get("/dispatch/new-work/").status_code == 403
