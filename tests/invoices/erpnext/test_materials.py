"""Material that works take from the store, as material requests where ERPNext keeps the store."""

from datetime import date
from decimal import Decimal

import pytest

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.domain.documents import JOURNAL, MATERIAL_REQUEST
from invoices.modules.erpnext.domain.errors import RolesMissing
from invoices.modules.erpnext.models import Connection, SyncRecord
from invoices.modules.erpnext.services.check import tie_out
from property_ops.kernel.money import Yuan
from property_ops.modules.works.models import Material, WorkCost
from property_ops.modules.works.public import issue_material, receive_material, return_material
from property_ops.modules.works.testing import WorkOrderFactory
from tests.invoices.june import TODAY
from tests.services.erpnext import rights
from tests.services.erpnext.server import CUT_AFTER
from tests.services.erpnext.site import A_SERVICE

DAY = date(2022, 7, 4)


def in_store(server, code, name, **more):
    item = {"item_code": code, "item_name": name, "is_stock_item": 1, **more}
    return server.store.insert({"doctype": "Item", **A_SERVICE, **item})["name"]


@pytest.fixture
def taken(server, prepare, issued_june, manager):
    """A work took four bags of cement, which ERPNext's store keeps under a code of its own."""
    Connection.objects.update_or_create(pk=1, defaults={"sends_materials": True})
    cement = Material.objects.create(code="SN425", name="水泥 42.5", unit="袋")
    receive_material(material=cement, quantity=Decimal(10), paid=Yuan(250_00), by=manager, on=DAY)
    work = WorkOrderFactory(
        number="GD20220009", estate__code="BC02", result="pending", state="in_progress", done=None, done_on=None,
        accepted=None, accepted_on=None, from_register=True, labour=Yuan(0), material=Yuan(0), machine=Yuan(0),
    )  # fmt: skip
    issue_material(work=work, material=cement, quantity=Decimal(4), by=manager, on=DAY)
    in_store(server, "C-1", "水泥 42.5")
    prepare()
    return WorkCost.objects.get(type="material")


@pytest.fixture
def compared(access, gateway, accountant):
    return lambda: tie_out(access=access, gateway=gateway, by=accountant, today=TODAY)


def standing(server):
    return [one for one in server.store.of(MATERIAL_REQUEST).values() if one["docstatus"] == 1]


def test_what_a_work_takes_is_asked_of_the_store_there_once(server, taken, pushed, compared):
    assert (selectors.store_items(), Connection.load().warehouse) == ({"SN425": "C-1"}, "Stores - PO")
    server.break_next(CUT_AFTER, CUT_AFTER, CUT_AFTER)
    pushed()
    assert pushed()[MATERIAL_REQUEST].sent == 0
    (request,) = standing(server)
    (row,) = request["items"]
    assert (row["item_code"], row["qty"], row["warehouse"], row["cost_center"][:4]) == ("C-1", 4, "Stores - PO", "BC02")
    assert request["title"] == "GD20220009 水泥 42.5 4 袋"
    assert not server.store.entries_of(request["name"])
    assert compared().ties


def test_what_came_back_is_asked_for_no_more(server, taken, manager, pushed, compared):
    pushed()
    return_material(cost=taken, quantity=Decimal(1), by=manager, on=TODAY, remark="多领")
    pushed()
    assert [row["qty"] for one in standing(server) for row in one["items"]] == [3]
    assert compared().ties
    return_material(cost=taken, quantity=Decimal(3), by=manager, on=TODAY, remark="未用")
    pushed()
    assert not standing(server)
    assert compared().ties
    assert pushed()[MATERIAL_REQUEST].sent == 0


def test_what_the_store_acted_on_is_not_taken_back_and_says_why(server, taken, manager, pushed, compared):
    pushed()
    (request,) = standing(server)
    server.store.change(MATERIAL_REQUEST, request["name"], per_ordered=100.0)
    return_material(cost=taken, quantity=Decimal(1), by=manager, on=TODAY, remark="多领")
    assert (pushed()[MATERIAL_REQUEST].failed, len(standing(server))) == (1, 1)
    record = SyncRecord.objects.get(doctype=MATERIAL_REQUEST)
    assert (record.error_kind, "linked with a Stock Entry" in record.error_detail) == ("LinkExistsError", True)


def test_a_material_that_no_item_stands_for_is_named(server, taken, prepare, pushed):
    server.store.delete("Item", "C-1")
    Connection.objects.update(materials={})
    prepare()
    assert pushed()[MATERIAL_REQUEST].failed == 1
    assert SyncRecord.objects.get(doctype=MATERIAL_REQUEST).error_detail == "SN425"
    in_store(server, "SN425", "Cement")
    prepare()
    assert pushed()[MATERIAL_REQUEST].sent == 1


def test_of_several_warehouses_a_person_says_which(server, taken, prepare):
    second = {"name": "北仓 - PO", "warehouse_name": "北仓", "company": "Property", "is_group": 0}
    server.store.of("Warehouse")["北仓 - PO"] = second
    assert not [one for one in prepare() if one.asks]  # it is said already
    Connection.objects.update(warehouse="")
    assert [(one.doctype, one.asks) for one in prepare() if one.asks] == [("Warehouse", "Stores - PO, 北仓 - PO")]


def test_the_role_of_the_store_is_asked_for_only_where_material_is_sent(server, taken, pushed):
    server.let_in("key:secret", *rights.NIGHTLY)
    with pytest.raises(RolesMissing, match="Stock User"):
        pushed()
    Connection.objects.update(sends_materials=False)
    assert JOURNAL in pushed()
