"""From the statement's QR code to the household's page, and who is not let in."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from invoices.modules.residents.models import HouseholdDevice, WrongEntry
from invoices.modules.statements.services import revoke_link
from property_ops.framework.models import AuditEvent
from property_ops.modules.estates.models import Tenure
from property_ops.modules.estates.public import Role
from property_ops.modules.estates.testing import TenureFactory
from tests.invoices.june import LIVED_IN, VACANT, bill_of
from tests.invoices.residents.conftest import code_of, token_of
from tests.visitors import visitor

WECHAT = "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.49"


def enter(client: Client, token: str, **said: str):
    return client.post(f"/home/enter/{token}", said, HTTP_USER_AGENT=WECHAT)


@pytest.fixture
def phone(token) -> Client:
    """A phone on which 李小华's page is open."""
    client = Client()
    assert enter(client, token, phone="0123", name="李").status_code == 302
    return client


def home_of(client: Client) -> str:
    return client.get("/home/").headers["Location"]


def test_the_statement_leads_to_the_door_and_two_of_three_open_it(token, client):
    page = client.get(f"/s/{token}").content.decode()
    assert f'href="/home/enter/{token}"' in page
    answer = enter(client, token, code=code_of(LIVED_IN).lower(), name="李")
    cookie = answer.cookies["po_household"]
    assert (answer.status_code, cookie["httponly"], cookie["samesite"], cookie["path"]) == (302, True, "Lax", "/home/")
    home = client.get(answer.headers["Location"])
    assert (home.status_code, "¥ 511.49" in home.content.decode()) == (200, True)
    device = HouseholdDevice.objects.get()
    assert (device.proofs, device.label, device.tenure.name) == ("code,name", "微信，Android", "李小华")
    assert cookie.value not in str(vars(device)), "the secret is kept on the phone alone"


def test_a_device_that_is_in_goes_on_by_itself(phone, token):
    assert phone.get(f"/home/enter/{token}").headers["Location"] == home_of(phone)


@pytest.mark.parametrize(
    ("said", "wrong"),
    [({"phone": "0123"}, 0), ({}, 0), ({"phone": "9999", "name": "李"}, 1), ({"phone": "0123", "name": "张"}, 1)],
)
def test_less_than_two_right_ones_open_nothing(token, client, said, wrong):
    answer = enter(client, token, **said)
    assert (answer.status_code, answer.cookies.get("po_household")) == (422, None)
    assert (HouseholdDevice.objects.count(), WrongEntry.objects.count()) == (0, wrong)


def test_who_guesses_waits_and_the_household_does_not(token, client):
    for number in range(5):
        enter(client, token, phone=f"000{number}", name="李")
    again = enter(client, token, phone="0123", name="李")
    assert (again.status_code, HouseholdDevice.objects.count()) == (422, 0)
    other = Client(REMOTE_ADDR="203.0.113.9")
    assert enter(other, token, phone="0123", name="李").status_code == 302


def test_a_link_that_many_guess_at_lets_in_for_the_day_who_knows_all_three_and_nobody_else(token):
    WrongEntry.objects.bulk_create(
        WrongEntry(bill=bill_of(LIVED_IN), visitor=f"{number}", at=timezone.now()) for number in range(30)
    )
    for said in ({"phone": "0123"}, {"code": code_of(LIVED_IN)}):
        assert enter(Client(), token, name="李", **said).status_code == 422
    assert enter(Client(), token, phone="0123", name="李", code=code_of(LIVED_IN)).status_code == 302
    WrongEntry.objects.update(at=timezone.now() - timedelta(days=1, minutes=1))
    assert enter(Client(), token, phone="0123", name="李").status_code == 302


def test_a_link_that_is_withdrawn_or_invented_has_no_door(token, client, accountant):
    assert client.get("/home/enter/ZD2022-BC01-000001.guess").status_code == 404
    revoke_link(bill_id=bill_of(LIVED_IN).pk, by=accountant)
    assert enter(client, token, phone="0123", name="李").status_code == 410


def test_no_other_household_is_shown_whatever_is_asked_for(phone, neighbour):
    enter(Client(), neighbour, code=code_of(VACANT), name="张")
    theirs = HouseholdDevice.objects.get(tenure__name="张三")
    number = bill_of(VACANT).number
    for path in (f"/home/{theirs.pk}/", f"{home_of(phone)}bills/{number}/", f"/home/{theirs.pk}/account/2022.pdf",
                 f"/home/{theirs.pk}/devices/", f"/home/{theirs.pk}/receipts/"):  # fmt: skip
        assert phone.get(path).status_code == 404, path
        assert Client().get(path).status_code == 404, path


def test_one_phone_may_be_let_into_two_homes(phone, neighbour):
    assert enter(phone, neighbour, code=code_of(VACANT), name="张").status_code == 302
    page = phone.get("/home/").content.decode()
    assert ("5-2-301" in page, "5-2-302" in page) == (True, True)
    assert HouseholdDevice.objects.values("device_hash").distinct().count() == 1


def test_a_secret_that_nobody_gave_out_is_not_taken_over(token, client):
    client.cookies["po_household"] = "planted"
    answer = enter(client, token, phone="0123", name="李")
    assert answer.cookies["po_household"].value != "planted"


def test_a_tenant_never_sees_what_the_owner_owes(phone):
    """Rule 9: a debt is of the person who owes it."""
    device = HouseholdDevice.objects.get()
    tenant = TenureFactory(unit=device.unit, name="王租客", role=Role.TENANT, phone="13700000009")
    HouseholdDevice.objects.filter(pk=device.pk).update(revoked_at=timezone.now())
    moved = HouseholdDevice.objects.create(
        device_hash=device.device_hash, unit=device.unit, tenure=tenant, label="x", proofs="phone,name",
        entered_at=timezone.now(), expires_on=device.expires_on,
    )  # fmt: skip
    page = phone.get(f"/home/{moved.pk}/").content.decode()
    assert ("511.49" in page, bill_of(LIVED_IN).number in page, "李小华" in page) == (False, False, False)
    assert phone.get(f"/home/{moved.pk}/bills/{bill_of(LIVED_IN).number}/").status_code == 404


def test_the_household_lists_its_phones_and_signs_one_out(phone, token):
    other = Client()
    enter(other, token, code=code_of(LIVED_IN), phone="0123")
    mine, theirs = HouseholdDevice.objects.order_by("pk")
    assert phone.get(f"{home_of(phone)}devices/").content.decode().count("微信，Android") == 2
    phone.post(f"{home_of(phone)}devices/{theirs.pk}/sign-out/")
    assert (other.get(f"/home/{theirs.pk}/").status_code, phone.get(f"/home/{mine.pk}/").status_code) == (404, 200)
    theirs.refresh_from_db()
    assert (theirs.revoked_by, AuditEvent.objects.filter(action="residents.device_revoked").count()) == (None, 1)


def test_the_office_signs_a_phone_out_of_its_own_estates_only(phone):
    device, path = HouseholdDevice.objects.get(), f"/household-devices/{HouseholdDevice.objects.get().pk}/revoke/"
    assert "微信，Android" in visitor("accountant").text(f"/units/{LIVED_IN}/")
    assert visitor("grid_worker").post(path).status_code == 404, "not of this estate"
    assert visitor("auditor").post(path).status_code == 403
    staff = visitor("accountant")
    staff.post(path)
    device.refresh_from_db()
    assert (device.revoked_by, phone.get(f"/home/{device.pk}/").status_code) == (staff.user, 404)


def test_a_page_is_over_after_its_last_day(phone, monkeypatch):
    device = HouseholdDevice.objects.get()
    later = device.expires_on + timedelta(days=1)
    monkeypatch.setattr("invoices.modules.residents.views.kit.timezone.localdate", lambda: later)
    assert phone.get(f"/home/{device.pk}/").status_code == 404


def test_the_database_keeps_a_device_as_it_was_let_in(phone):
    device, other = HouseholdDevice.objects.get(), Tenure.objects.get(name="张三")
    for change in ({"tenure": other}, {"expires_on": "2999-01-01"}, {"proofs": "code"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            HouseholdDevice.objects.filter(pk=device.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        device.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        HouseholdDevice.objects.create(
            device_hash="0", unit=device.unit, tenure=other, label="x", proofs="code", entered_at=timezone.now(),
            expires_on="2999-01-01",
        )  # fmt: skip


def test_nobody_registered_has_no_page(june, client):
    Tenure.objects.filter(name="李小华").update(phone="")
    assert enter(client, token_of(LIVED_IN), phone="", name="李").status_code == 422
    assert enter(client, token_of(LIVED_IN), phone="0000", name="李").status_code == 422
