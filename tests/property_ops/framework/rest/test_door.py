"""Who comes by the API, as whom, how often, and what trace it leaves."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from property_ops.framework import staff
from property_ops.framework.models import AuditEvent, PersonalToken, User
from property_ops.framework.rest.site import offered_rights
from property_ops.framework.testing import UserFactory
from property_ops.framework.tokens import NoSuchToken, NotAProgramsToken, make_token, revoke_token
from property_ops.kernel.errors import NotAllowed
from property_ops.modules.estates.testing import owned_unit
from tests.programs import program
from tests.visitors import visitor

pytestmark = pytest.mark.django_db(transaction=False)


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


@pytest.fixture
def administrator() -> User:
    return UserFactory(is_superuser=True)


@pytest.fixture
def account(administrator) -> User:
    return staff.create_program(username="erp", display_name="ERP", role_codes=["accountant"], by=administrator)


def test_a_token_that_ended_was_revoked_or_is_for_commands_alone_opens_nothing():
    client = program("accountant")
    client.ask("/estates")
    token = PersonalToken.objects.get(pk=client.number)
    for change in ({"expires_at": timezone.now()}, {"revoked_at": timezone.now()}, {"rights": []}):
        before = {name: getattr(token, name) for name in change}
        PersonalToken.objects.filter(pk=token.pk).update(**change)
        assert client.ask("/estates", status=401)["code"] == "no_token", change
        PersonalToken.objects.filter(pk=token.pk).update(**before)
    client.ask("/estates")
    User.objects.filter(pk=client.user.pk).update(is_active=False)
    client.ask("/estates", status=401)


def test_who_asks_too_often_is_told_when_to_come_again(settings):
    settings.API_A_MINUTE = 2
    client, other = program("accountant"), program("accountant")
    answers = [client.get("/api/v1/estates").status_code for _ in range(6)]
    assert answers[:2] == [200, 200]
    assert 429 in answers
    cache.clear()
    settings.API_A_MINUTE = 0
    refused = client.ask("/estates", status=429)
    assert refused["code"] == "too_many_requests"
    assert 1 <= int(client.last["Retry-After"]) <= 60
    settings.API_A_MINUTE = 2
    other.ask("/estates")


def test_the_last_use_is_kept_and_what_is_done_says_by_which_token():
    client = program("dispatcher")
    estate = owned_unit().estate
    made = client.send("/works", {"estate": estate.code, "kind": "道路修补"}, status=201)
    assert PersonalToken.objects.get(pk=client.number).used_at is not None
    event = AuditEvent.objects.get(action="works.create", subject=made["number"])
    assert (event.user, event.detail["token"], event.detail["via"]) == (client.user, client.number, "API")


def test_a_look_at_people_is_recorded_and_phones_are_masked_without_the_right(django_capture_on_commit_callbacks):
    unit = owned_unit(owner="王小明")
    unit.tenures.update(phone="13812341234")
    masked = program("accountant", rights=["people.view"])
    (holder,) = masked.ask(f"/holders?unit={unit.code}")["items"]
    assert (holder["name"], holder["phone"]) == ("王小明", "138****1234")
    full = program("accountant", rights=["people.view", "people.view_phone"])
    assert full.ask(f"/holders?unit={unit.code}")["items"][0]["phone"] == "13812341234"
    seen = AuditEvent.objects.filter(action="people.listed", user=masked.user).get()
    assert (seen.subject, seen.detail["rows"], seen.detail["asked"]) == ("/api/v1/holders", 1, {"unit": unit.code})
    assert masked.ask("/estates", status=403)["code"] == "token_without_right"


def test_a_service_account_may_nothing_but_what_its_token_says(account, administrator):
    assert not account.has_perm("billing.view")
    assert not User.objects.get(pk=account.pk).has_perm("estates.view")
    client = program("", user=account, rights=["billing.view"])
    client.ask("/bills")
    assert client.ask("/receipts", status=403)["code"] == "token_without_right"
    assert not User.objects.get(pk=account.pk).has_perm("billing.view"), "elsewhere than by the API"


def test_a_service_account_has_no_password_and_no_command(account, administrator):
    assert not account.has_usable_password()
    with pytest.raises(staff.ProgramsHaveNoPassword):
        staff.reset_password(user=account, by=administrator)
    arguments = {"name": "x", "days": 1, "now": timezone.now()}
    with pytest.raises(NotAProgramsToken):
        make_token(user=account, commands=["approve"], rights=["billing.view"], by=administrator, **arguments)
    with pytest.raises(NotAllowed):
        make_token(user=account, commands=[], rights=["billing.view"], by=UserFactory(role="manager"), **arguments)
    with pytest.raises(NotAllowed):
        make_token(user=UserFactory(), commands=[], rights=["billing.view"], by=administrator, **arguments)


def test_only_an_administrator_takes_a_programs_token_back(account, administrator):
    number, _ = make_token(
        user=account, name="x", commands=[], rights=["billing.view"], days=1, now=timezone.now(), by=administrator
    )
    with pytest.raises(NoSuchToken):
        revoke_token(token_id=number, by=UserFactory(role="manager"), now=timezone.now())
    revoke_token(token_id=number, by=administrator, now=timezone.now())
    assert PersonalToken.objects.get(pk=number).revoked_at is not None


def test_the_pages_make_an_account_and_a_token_that_is_shown_once():
    boss = visitor("administrator")
    made = boss.post("/staff/programs/new/", {"username": "gate", "display_name": "门禁", "roles": ["dispatcher"]})
    page = boss.text(made.url)
    assert "billing.view" not in page, "a dispatcher has no such right to give"
    shown = boss.post(
        made.url, {"name": "门禁", "rights": ["estates.view"], "days": "30"}, follow=True
    ).content.decode()
    secret = next(word for word in shown.split() if word.startswith("po_"))
    assert secret not in boss.text(made.url)
    token = PersonalToken.objects.get()
    assert token.rights == ["estates.view"]
    assert token.expires_at - token.made_at == timedelta(days=30)
    client = program("", user=token.user, rights=["estates.view"])
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    boss.post(f"/staff/programs/tokens/{token.pk}/revoke/")
    assert client.get("/api/v1/estates", headers={"Authorization": f"Bearer {secret}"}).status_code == 401
    assert "gate" in boss.text("/staff/programs/")
    assert "gate" not in boss.text("/staff/"), "no member of staff"


def test_each_makes_tokens_of_what_they_may_themselves():
    clerk = visitor("dispatcher")
    assert "works.change" in clerk.text("/tokens/")
    assert "payments.enter" not in clerk.text("/tokens/")
    refused = clerk.post("/tokens/", {"name": "x", "days": "9", "rights": ["payments.enter"]})
    assert refused.status_code == 422
    clerk.post("/tokens/", {"name": "x", "days": "9", "rights": ["works.change"]})
    assert PersonalToken.objects.get(user=clerk.user).rights == ["works.change"]
    assert set(offered_rights()) >= {"works.change", "payments.enter"}
