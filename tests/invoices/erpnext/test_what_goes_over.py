"""What ERPNext would make of a document is why ours looks as it does."""

from datetime import date

import pytest

from invoices.modules.erpnext.domain.documents import CUSTOMER, CompanyDefaults, MappedItem
from invoices.modules.erpnext.domain.errors import Refused
from invoices.modules.erpnext.domain.sales import InvoiceLine, invoice
from property_ops.kernel.money import Yuan

BOOKS = CompanyDefaults("Property", "CNY", "物业住户", "China", "", {"fee": MappedItem("PO-fee")}, {})


def test_a_line_of_nothing_is_left_out_for_its_rate_would_be_replaced_by_a_price_lists():
    lines = [InvoiceLine("fee", "12.345 × 0.0567", Yuan(70)), InvoiceLine("fee", "减免后为零", Yuan(0))]
    day = date(2022, 7, 1)
    made = invoice(
        key="po:bill:1", number="1", customer_key="c", estate="BC01", month=day, issued_on=day, due_on=day, lines=lines,
        books=BOOKS,
    )  # fmt: skip
    (row,) = made.content["items"]
    assert (row["qty"], row["rate"], row["description"]) == (1, "0.70", "12.345 × 0.0567")
    assert made.amount == Yuan(70)


def test_hundreds_of_ids_are_looked_up_and_every_page_of_a_list_is_read_once(server, gateway):
    ids = [f"po:sign:customer:BC01-1-1-{number}:{'x' * 40}" for number in range(450)]
    server.store.insert({"doctype": "Custom Field", "dt": CUSTOMER, "fieldname": "custom_source_id", "unique": 1})
    for one in ids[:250]:
        document = {"customer_name": one, "customer_group": "物业住户", "custom_source_id": one}
        server.store.put(CUSTOMER, {"doctype": CUSTOMER, "name": one, "docstatus": 0, **document})
    assert gateway.by_source(CUSTOMER, ids, []).keys() == set(ids[:250])
    for number in range(2_100):
        server.store.put("UOM", {"name": f"U{number:04}", "uom_name": f"U{number:04}"})
    assert [row["name"] for row in gateway.rows("UOM", ["name"])] == ["Nos", *(f"U{one:04}" for one in range(2_100))]


def test_more_than_two_hundred_at_once_are_refused_and_a_refused_one_takes_all_with_it(server, gateway):
    units = [{"doctype": "UOM", "uom_name": f"V{number}"} for number in range(201)]
    with pytest.raises(Refused, match="200 inserts"):
        gateway.insert_many(units)
    with pytest.raises(Refused):
        gateway.insert_many([*units[:5], {"doctype": "Item", "item_code": "ohne"}])
    assert server.store.of("UOM").keys() == {"Nos"}
