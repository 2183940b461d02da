"""Roles of the token's user, ids of each company, and what an accountant renames or deletes in ERPNext."""

import pytest

from invoices.modules.erpnext.connector.gateway import Gateway
from invoices.modules.erpnext.domain.documents import CUSTOMER, INVOICE
from invoices.modules.erpnext.domain.errors import (
    AmendedThere,
    BadSetting,
    CompanyChanged,
    NoConnection,
    RolesMissing,
    SetupMissing,
)
from invoices.modules.erpnext.models import (
    AccountMapping,
    Connection,
    CostCentre,
    ItemMapping,
    RemoteCompany,
    SyncRecord,
)
from invoices.modules.erpnext.services.check import tie_out
from invoices.modules.erpnext.services.companies import decide_company, entered
from invoices.modules.erpnext.services.connection import ErpNextAccess, save_connection
from invoices.modules.erpnext.services.pull import pull
from invoices.modules.erpnext.services.push import WantedDocuments, push
from invoices.modules.erpnext.services.runs import send_again
from invoices.modules.erpnext.services.setup import set_up
from property_ops.kernel.errors import NotAllowed
from property_ops.modules.estates.public import Tenure
from tests.invoices.june import LIVED_IN, NOW, TODAY, bill_of
from tests.services.erpnext import rights
from tests.services.erpnext.server import FakeErpnext

CHECKING = ("Accounts User",)


@pytest.fixture
def as_user(server: FakeErpnext):
    """A gateway with the token of a user who has these roles."""
    opened = []

    def let_in(*roles):
        token = f"key{len(opened)}:secret"
        server.let_in(token, *roles)
        opened.append(Gateway(url=server.url, token=token, sleep=lambda seconds: None))
        return opened[-1]

    yield let_in
    for one in opened:
        one.close()


def sources(server, doctype=INVOICE):
    return [one["custom_source_id"] for one in server.store.of(doctype).values() if one.get("custom_source_id")]


# --- roles -----------------------------------------------------------------------------------------------------------


def test_the_nightly_user_pushes_pulls_and_checks_without_preparing_anything(access, accountant, ready, as_user):
    nightly = as_user(*rights.NIGHTLY)
    push(access=access, gateway=nightly, by=accountant)
    pull(access=access, gateway=nightly, by=accountant, now=NOW, today=TODAY)
    assert tie_out(access=access, gateway=as_user(*CHECKING), by=accountant, today=TODAY).ties
    assert SyncRecord.objects.filter(doctype=INVOICE, state="sent").count() == 2


def test_the_preparing_user_needs_no_more_than_its_roles(access, manager, issued_june, as_user):
    entered(access.company)
    set_up(access=access, gateway=as_user(*rights.PREPARING), by=manager, now=NOW)


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("System Manager", "System Manager: Custom Field (create)"),
        ("Item Manager", "Item Manager: Item (create), Item Group (create)"),
        ("Stock Manager", "Stock Manager: Stock Settings (write)"),
        ("Sales Master Manager", "Sales Master Manager: Customer Group (create)"),
    ],
)
def test_a_role_that_setup_lacks_is_named_before_anything_is_made(
    server, access, manager, issued_june, as_user, role, told
):
    lacking = as_user(*(one for one in rights.PREPARING if one != role))
    with pytest.raises(RolesMissing, match=r".*" + told.split(":")[0]) as refused:
        set_up(access=access, gateway=lacking, by=manager, now=NOW)
    assert told in refused.value.data["roles"]
    assert not server.store.of("Custom Field")


@pytest.mark.parametrize(
    ("roles", "told"),
    [
        (("Accounts User",), "Sales User: Customer (create), Customer (write)"),
        (("Sales User",), "Accounts User: Sales Invoice (submit)"),
    ],
)
def test_a_role_that_a_push_lacks_is_named(server, access, accountant, ready, as_user, roles, told):
    with pytest.raises(RolesMissing) as refused:
        push(access=access, gateway=as_user(*roles), by=accountant)
    assert told in refused.value.data["roles"]
    assert not server.store.of(CUSTOMER)


# --- ids and companies -----------------------------------------------------------------------------------------------


def test_another_company_is_asked_about_and_gets_documents_of_its_own(
    server, access, gateway, manager, accountant, pushed
):
    pushed()
    before = set(sources(server))
    Connection.objects.update_or_create(pk=1, defaults={"company": "Trial"})
    with pytest.raises(CompanyChanged):
        entered("Trial")
    with pytest.raises(NotAllowed):
        decide_company(is_renamed=False, by=accountant)
    decide_company(is_renamed=False, by=manager)
    trial = ErpNextAccess(url=access.url, token=access.token, company="Trial", pause=0.0)
    with pytest.raises(SetupMissing):
        push(access=trial, gateway=gateway, by=accountant)
    set_up(access=trial, gateway=gateway, by=manager, now=NOW)
    push(access=trial, gateway=gateway, by=accountant)
    of_trial = {one["custom_source_id"] for one in server.store.of(INVOICE).values() if one["company"] == "Trial"}
    assert (len(of_trial), before & of_trial) == (2, set())
    assert tie_out(access=trial, gateway=gateway, by=accountant, today=TODAY).ties
    Connection.objects.update(company="Property")
    decide_company(is_renamed=False, by=manager)
    set_up(access=access, gateway=gateway, by=manager, now=NOW)
    assert tie_out(access=access, gateway=gateway, by=accountant, today=TODAY).ties  # as if nothing had been


def test_a_renamed_company_keeps_its_documents(server, access, gateway, manager, pushed):
    pushed()
    Connection.objects.update_or_create(pk=1, defaults={"company": "Property Ltd"})
    decide_company(is_renamed=True, by=manager)
    assert [one.name for one in RemoteCompany.objects.all()] == ["Property Ltd"]
    assert set(sources(server)) == {one.remote_id for one in SyncRecord.objects.filter(doctype=INVOICE)}


def test_two_installations_on_one_site_never_meet(server, access, gateway, manager, accountant, pushed):
    pushed()
    first = {name: dict(one) for name, one in server.store.of(CUSTOMER).items()}
    RemoteCompany.objects.update(space="other2", fields_checked_at=NOW)  # the same office, installed a second time
    Tenure.objects.filter(pk=bill_of(LIVED_IN).payer_id).update(name="李大华")
    push(access=access, gateway=gateway, by=accountant)
    assert {name: server.store.of(CUSTOMER)[name] for name in first} == first
    assert len(set(sources(server))) == len(sources(server)) == 4


# --- renamed, merged, deleted ----------------------------------------------------------------------------------------


@pytest.fixture
def half(access, gateway, accountant, ready):
    """The customers and one of two invoices are there."""
    push(access=access, gateway=gateway, by=accountant, wanted=WantedDocuments(limit=1))


def customers(server):
    return {one.get("custom_source_id"): name for name, one in server.store.of(CUSTOMER).items()}


def test_a_trial_of_one_takes_what_it_needs_and_no_more(server, half):
    assert (len(server.store.of(CUSTOMER)), len(server.store.of(INVOICE))) == (1, 1)


def test_a_renamed_customer_is_found_by_our_id(server, access, gateway, accountant, half, pushed):
    (name,) = server.store.of(CUSTOMER)
    server.store.rename(CUSTOMER, name, "老张")
    SyncRecord.objects.filter(doctype=INVOICE).update(state="waiting", remote_name="")
    assert pushed()[INVOICE].failed == 0
    assert "老张" in {one["customer"] for one in server.store.of(INVOICE).values()}
    assert tie_out(access=access, gateway=gateway, by=accountant, today=TODAY).ties


@pytest.mark.parametrize("how", ["deleted", "merged"])
def test_a_customer_that_is_gone_is_made_again(server, half, pushed, how):
    (name,) = server.store.of(CUSTOMER)
    record = SyncRecord.objects.get(doctype=CUSTOMER, state="sent")
    if how == "deleted":
        server.store.delete(CUSTOMER, name)
    else:
        server.store.of(CUSTOMER)["Other"] = {"name": "Other", "customer_name": "Other", "docstatus": 0}
        server.store.rename(CUSTOMER, name, "Other", merge=True)
    assert pushed()[INVOICE].failed == 0
    assert record.remote_id in customers(server)
    assert len(server.store.of(INVOICE)) == 2


def test_an_item_account_or_cost_centre_that_was_renamed_is_found(server, access, gateway, accountant, half, pushed):
    for doctype, old in (("Item", "PO-service_fee"), ("Cost Center", "BC01 牡丹花园 - PO")):
        server.store.rename(doctype, old, f"新 {old}")
    account = next(name for name in server.store.of("Account") if name.startswith("5001.01"))
    server.store.rename("Account", account, "物业费收入 - PO")
    pushed()
    assert list(SyncRecord.objects.filter(state="failed").values_list("error_kind", "error_detail")) == []
    assert len(server.store.of(INVOICE)) == 2
    assert tie_out(access=access, gateway=gateway, by=accountant, today=TODAY).ties


@pytest.mark.parametrize(
    ("model", "field", "first", "other"),
    [
        (ItemMapping, "item", "PO-service_fee", "WY-01"),
        (CostCentre, "name", "BC01 牡丹花园 - PO", "牡丹 - PO"),
        (AccountMapping, "name", "5001.01", "物业费收入 - PO"),
    ],
)
def test_what_a_person_names_on_the_page_takes_our_id_from_what_had_it(
    server, half, pushed, model, field, first, other
):
    doctype = {ItemMapping: "Item", CostCentre: "Cost Center", AccountMapping: "Account"}[model]
    first = next(name for name in server.store.of(doctype) if name.startswith(first))
    ours = server.store.of(doctype)[first]
    key = ours["custom_source_id"]
    server.store.of(doctype)[other] = {**ours, "name": other, "custom_source_id": ""}
    assert model.objects.filter(**{field: first}).update(**{field: other}) == 1
    pushed()
    pushed()
    assert model.objects.filter(**{field: other}).exists()
    carrying = [name for name, one in server.store.of(doctype).items() if one.get("custom_source_id") == key]
    assert carrying == [other]
    server.store.rename(doctype, other, f"新 {other}")
    pushed()
    assert model.objects.filter(**{field: f"新 {other}"}).exists()


def test_setup_makes_again_what_was_deleted(server, prepare, ready, pushed):
    server.store.delete("Item", "PO-service_fee")
    server.store.delete("Cost Center", "BC01 牡丹花园 - PO")
    made = {one.name for one in prepare() if one.is_new}
    assert made == {"PO-service_fee", "BC01 牡丹花园 - PO"}
    assert pushed()[INVOICE].failed == 0


def test_what_was_cancelled_or_deleted_is_sent_again_and_what_was_amended_is_not(server, gateway, accountant, pushed):
    pushed()
    first, second = sorted(server.store.of(INVOICE))
    labels = {one.remote_name: one.label for one in SyncRecord.objects.filter(doctype=INVOICE)}
    server.store.cancel(INVOICE, first)
    server.store.amend(INVOICE, second)
    send_again(labels=[labels[first]], gateway=gateway, by=accountant)
    with pytest.raises(AmendedThere):
        send_again(labels=[labels[second]], gateway=gateway, by=accountant)
    assert pushed()[INVOICE].sent == 1
    assert sum(one["docstatus"] == 1 for one in server.store.of(INVOICE).values()) == 2
    third = SyncRecord.objects.get(label=labels[first])
    assert third.remote_id.endswith(":v2")
    server.store.delete(INVOICE, third.remote_name)
    send_again(labels=[labels[first]], gateway=gateway, by=accountant)
    assert pushed()[INVOICE].sent == 1


def test_a_payer_renamed_here_is_sent_once(server, pushed):
    pushed()
    Tenure.objects.filter(pk=bill_of(LIVED_IN).payer_id).update(name="李大华")
    assert pushed()[CUSTOMER].sent == 1
    assert f"{LIVED_IN} 李大华" in {one["customer_name"] for one in server.store.of(CUSTOMER).values()}
    assert pushed()[CUSTOMER].sent == 0


# --- said at once ----------------------------------------------------------------------------------------------------


def test_a_closed_port_is_told_without_trying_again(accountant):
    waited = []
    gateway = Gateway(url="http://127.0.0.1:9", token="a:b", sleep=waited.append)
    access = ErpNextAccess(url="http://127.0.0.1:9", token="a:b", company="Property", pause=0.0)
    with pytest.raises(NoConnection):
        push(access=access, gateway=gateway, by=accountant)
    assert waited == []


@pytest.mark.parametrize("url", ["https://erp.example/app", "https://erp.example/login?x=1"])
def test_an_address_of_a_page_is_refused_where_it_is_entered(manager, url):
    with pytest.raises(BadSetting, match="leave out"):
        save_connection(settings=Connection(url=url, company="Property"), token="", by=manager)


def test_the_token_goes_to_no_other_server_than_it_was_entered_for(manager):
    save_connection(settings=Connection(url="https://erp.example", company="P"), token="key:secret", by=manager)
    other, same = Connection.load(), Connection.load()
    other.url, same.url = "https://erp.example.net", "https://ERP.example/"
    with pytest.raises(BadSetting, match="enter the token for it again"):
        save_connection(settings=other, token="", by=manager)
    save_connection(settings=same, token="", by=manager)
    save_connection(settings=other, token="other:secret", by=manager)
    assert Connection.load().url == "https://erp.example.net"
