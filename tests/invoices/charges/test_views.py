"""The charges of a month on screen and as files."""

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from property_ops.framework.models import AuditEvent
from property_ops.modules.estates.models import EstateMembership
from tests.invoices.june import LIVED_IN, VACANT, charged
from tests.visitors import visitor

COLUMNS = [
    "estate_code", "unit_code", "item", "item_name", "tariff_start", "period_start", "period_end", "quantity",
    "quantity_unit", "unit_price", "ratio", "amount", "source_key",
]  # fmt: skip


@pytest.fixture
def estate(accountant):
    return charged(accountant)


def file_of(client, ending):
    response = client.get(f"/charges/2022-06.{ending}")
    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == f'attachment; filename="charges-2022-06.{ending}"'
    return b"".join(response.streaming_content)


def test_the_list_shows_each_charge_with_its_source(estate):
    page = visitor("auditor").text("/charges/", month="2022-06")
    for shown in (LIVED_IN, "14.38", "0.475", "BC01 A017", "1,045.76"):
        assert shown in page, shown
    assert "parking_fee/" not in page, "keys are for programs"


def test_the_files_have_the_columns_of_the_report(estate):
    client = visitor("accountant")
    rows = list(csv.DictReader(io.StringIO(file_of(client, "csv").decode("utf-8-sig"))))
    assert list(rows[0]) == COLUMNS
    assert [row["amount"] for row in rows] == ["14.38", "16.44", "40.00", "440.67", "11.64", "13.30", "509.33"]
    assert [row["unit_code"] for row in json.loads(file_of(client, "json"))] == [LIVED_IN] * 4 + [VACANT] * 3
    sheet = load_workbook(io.BytesIO(file_of(client, "xlsx"))).active
    assert [cell.value for cell in sheet[1]] == COLUMNS
    assert sheet.max_row == 8
    events = AuditEvent.objects.filter(action="charges.exported", user=client.user)
    assert sorted(event.detail["format"] for event in events) == ["csv", "json", "xlsx"]


@pytest.mark.parametrize("path", ["/charges/2022-06.exe", "/charges/2022-13.csv", "/charges/june.csv"])
def test_what_is_no_month_or_no_format_is_not_found(estate, path):
    assert visitor("accountant").get(path).status_code == 404


def test_the_list_is_not_for_everybody(estate):
    client = visitor("grid_worker")
    EstateMembership.objects.create(user=client.user, estate=estate)
    assert client.get("/charges/").status_code == 403
    assert client.get("/charges/2022-06.csv").status_code == 403
