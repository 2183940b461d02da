"""The tariffs as people see them: every version with its days, what is in force, and an estate's versions."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from invoices.modules.tariffs.domain.errors import RateRefused, RateUnchanged
from invoices.modules.tariffs.models import FeeItem, Tariff
from invoices.modules.tariffs.services import propose_rate
from invoices.modules.tariffs.testing import FeeItemFactory, TariffFactory, VacancyReductionFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from tests.pages import queries_of, sheet_of, text_of, visitor
from tests.visitors import visitor as signed_in

pytestmark = pytest.mark.django_db

SEE_TARIFFS = ("dispatcher", "accountant", "reviewer", "manager", "auditor")


@pytest.fixture
def estate():
    """¥0.42 until 2022-05-15, ¥0.4 from the day after, ¥0.5 from 2999 on; a vacant unit pays 70 %."""
    estate = EstateFactory(code="BC03", name="益和小区")
    middle, far = date(2022, 5, 16), date(2999, 1, 1)
    TariffFactory(estate=estate, rate=Decimal("0.42"), start=date(2022, 1, 1), end=middle, basis="业委会协议")
    TariffFactory(estate=estate, rate=Decimal("0.4"), start=middle, end=far, basis="降价,业委会决议")
    TariffFactory(estate=estate, rate=Decimal("0.525"), start=far)
    VacancyReductionFactory(estate=estate)
    return estate


def found(response):
    """The rates of the list's Excel file."""
    rows = sheet_of(response)
    return [Decimal(str(row[rows[0].index("标准")])) for row in rows[1:]]


@pytest.mark.parametrize("role", SEE_TARIFFS)
def test_the_office_sees_the_tariffs(role, estate):
    assert "0.42" in text_of(visitor(role).get("/tariffs/"))


def test_a_grid_worker_does_not(estate):
    client = visitor("grid_worker", estate)
    assert client.get("/tariffs/").status_code == 403
    assert client.get("/tariffs/?export=xlsx").status_code == 403
    assert "?tab=tariffs" not in text_of(client.get("/estates/BC03/"))
    assert client.get("/estates/BC03/?tab=tariffs").status_code == 404
    assert "/tariffs/" not in text_of(client.get("/"))


def test_the_last_day_shown_is_the_last_that_counts(estate):
    page = text_of(visitor("accountant").get("/tariffs/"))
    assert "2022-05-15" in page
    rows = sheet_of(visitor("accountant").get("/tariffs/?export=xlsx"))
    first = dict(zip(rows[0], rows[1], strict=True))
    assert first["执行日期"] == datetime(2022, 1, 1)
    assert first["截止日期"] == datetime(2022, 5, 15)
    assert first["状态"] == "已终止"
    assert first["依据"] == "业委会协议"


@pytest.mark.parametrize(
    ("query", "rates"),
    [
        ("on=2022-05-15&item={fee}", ["0.42"]),
        ("on=2022-05-16&item={fee}", ["0.4"]),
        ("on=2021-12-31&item={fee}", []),
        ("state=in_force&item={fee}", ["0.4"]),
        ("state=coming", ["0.525"]),
        ("item={reduction}", ["0.7"]),
        ("q=降价", ["0.4"]),
        ("on=yesterday", []),
    ],
)
def test_filters_find_what_is_in_force(query, rates, estate):
    TariffFactory(estate=EstateFactory(), rate=Decimal(9), start=date(2023, 1, 1), end=date(2023, 2, 1))
    fee, reduction = FeeItemFactory(), FeeItemFactory(code="vacancy_reduction")
    asked = query.format(fee=fee.pk, reduction=reduction.pk)
    response = visitor("manager").get(f"/tariffs/?{asked}&estate={estate.pk}&export=xlsx")
    assert found(response) == [Decimal(rate) for rate in rates]


def test_rates_are_shown_with_two_decimals_at_least_and_never_rounded(estate):
    page = text_of(visitor("reviewer").get("/tariffs/"))
    for rate in (">0.40<", ">0.42<", ">0.525<", ">0.70<"):
        assert rate in page


def test_the_estate_page_has_its_versions_side_by_side(estate):
    TariffFactory(estate=EstateFactory(), rate=Decimal("7.77"))
    page = text_of(visitor("auditor").get("/estates/BC03/?tab=tariffs"))
    assert "2022-01-01 – 2022-05-15" in page
    assert "0.525" in page
    assert "7.77" not in page


def test_more_tariffs_take_no_more_queries(estate):
    client = visitor("accountant")
    few = queries_of(client, "/tariffs/")
    for _ in range(10):
        TariffFactory()
    assert queries_of(client, "/tariffs/") == few


def test_a_rate_is_changed_on_a_page_and_waits_with_what_every_unit_would_pay(shipped):
    estate = EstateFactory(code="BC01", name="牡丹花园")
    owned_unit(owner="李小华", estate=estate, building=5, entrance=2, room="301", code="BC01-5-2-301", area=100)
    item = FeeItem.objects.get(code="service_fee")
    old = TariffFactory(estate=estate, item=item, rate="0.40", start=date(2022, 1, 1), end=None, unit="元/㎡·月")
    clerk, second = signed_in("accountant"), signed_in("reviewer")
    typed = {"of": old.pk, "rate": "0.45", "start": "2023-01-01", "basis": "业主大会决议"}
    assert clerk.post("/tariffs/new/", typed | {"start": "2021-12-01"}).status_code == 422
    made = clerk.post("/tariffs/new/", typed)
    assert made.status_code == 302, made.context["form"].errors
    assert Tariff.objects.get().end is None
    words = second.text(made.url)
    for said in ("BC01-5-2-301", "40.00", "45.00"):
        assert said in words, said
    assert clerk.post(f"/approvals/import/{made.url.split('/')[-2]}/approve/", {}).status_code == 403
    second.post(f"/approvals/import/{made.url.split('/')[-2]}/approve/", {})
    assert [(one.rate, one.end) for one in Tariff.objects.order_by("start")] == [
        (Decimal("0.40"), date(2023, 1, 1)),
        (Decimal("0.45"), None),
    ]


def test_a_rate_that_cannot_be_is_refused_and_what_waits_is_not_proposed_again(shipped):
    by, estate = signed_in("accountant").user, EstateFactory(code="BC01", name="牡丹花园")
    item = FeeItem.objects.get(code="service_fee")
    TariffFactory(estate=estate, item=item, rate="0.40", start=date(2022, 1, 1), end=None, unit="元/㎡·月")
    old = Tariff.objects.get()
    asked = {"of": old, "basis": "业主大会决议", "by": by, "today": date(2022, 6, 1)}
    for wrong in ({"rate": Decimal("0.45"), "start": old.start}, {"rate": Decimal(-1), "start": date(2023, 1, 1)}):
        with pytest.raises(RateRefused):
            propose_rate(**asked, **wrong)
    for same in (Decimal("0.40"), Decimal("0.400")):
        with pytest.raises(RateUnchanged):
            propose_rate(**asked, rate=same, start=date(2023, 1, 1))
    propose_rate(**asked, rate=Decimal("0.45"), start=date(2023, 1, 1))
    with pytest.raises(RateUnchanged):
        propose_rate(**asked, rate=Decimal("0.45"), start=date(2023, 1, 1))
    with pytest.raises(NotAllowed):
        propose_rate(**asked | {"by": signed_in("dispatcher").user}, rate=Decimal(1), start=date(2023, 1, 1))
    assert list(Tariff.objects.values_list("rate", "end")) == [(Decimal("0.40"), None)]


def test_the_first_rate_of_an_item_is_entered_on_a_page_and_waits(shipped):
    estate, clerk = EstateFactory(code="BC03", name="益和小区", taken_over_on=date(2022, 1, 1)), signed_in("accountant")
    item = FeeItem.objects.get(code="service_fee")
    typed = {
        "estate": estate.pk, "item": item.pk, "applies_to": "住宅", "rate": "0.42", "start": "2022-01-01",
        "basis": "业委会决议 2021-12-20",
    }  # fmt: skip
    assert clerk.post("/tariffs/first/", typed | {"applies_to": "厂房"}).status_code == 422
    made = clerk.post("/tariffs/first/", typed)
    assert made.url.startswith("/import/batches/")
    assert not Tariff.objects.exists()
    assert clerk.post("/tariffs/first/", typed).status_code == 422
    signed_in("reviewer").post(f"/approvals/import/{made.url.split('/')[-2]}/approve/", {})
    stored = Tariff.objects.get()
    assert (stored.rate, stored.unit, stored.start, stored.end) == (Decimal("0.42"), "元/㎡·月", date(2022, 1, 1), None)
    assert "already: change that one" in clerk.post("/tariffs/first/", typed).content.decode()
    assert signed_in("auditor").get("/tariffs/first/").status_code == 403
