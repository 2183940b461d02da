"""A household is told of its bill, and says by which ways it wants to be told."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from invoices.modules.residents.models import HouseholdDevice
from invoices.modules.statements.services.telling import estates_to_tell, tell_of_bills
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.period import Month
from property_ops.modules.estates.models import Estate
from property_ops.modules.notices.connector.configuration import notice_keys
from property_ops.modules.notices.domain.errors import NotToldHere
from property_ops.modules.notices.models import HouseholdContact
from property_ops.modules.notices.services.sending import carry_out
from property_ops.modules.notices.services.wishes import switch
from property_ops.modules.notices.testing import messages, told
from tests.invoices.june import LIVED_IN
from tests.invoices.residents.conftest import PHONE, token_of
from tests.pages import text_of, visitor
from tests.services.messages.platforms import MessagePlatforms

pytestmark = pytest.mark.django_db
JUNE = Month(2022, 6)
IN_WECHAT = {"HTTP_USER_AGENT": "MicroMessenger"}


@pytest.fixture
def platforms(tmp_path, monkeypatch, settings):
    made = MessagePlatforms()
    settings.INSIDE_HOSTS = ["127.0.0.1"]
    monkeypatch.setenv("PROPERTY_OPS_NOTICES", str(made.keys(tmp_path)))
    yield made
    made.end()


@pytest.fixture
def switched(june):
    estate = Estate.objects.get(code="BC01")
    switch(estate=estate, template="bill_issued", on=True, by=UserFactory(role="manager"), now=timezone.now())
    return estate


def home_of(client):
    client.post(f"/home/enter/{token_of(LIVED_IN)}", {"phone": PHONE[-4:], "name": "李"})
    return f"/home/{HouseholdDevice.objects.get().pk}/"


def test_households_are_told_of_their_bill_once_by_the_link_of_their_statement(client, switched, platforms):
    by, now = UserFactory(role="accountant"), timezone.now()
    assert tell_of_bills(estates=[switched], month=JUNE, by=by, now=now) == 2
    assert tell_of_bills(estates=[switched], month=JUNE, by=by, now=now) == 0
    assert [(one.bills, one.told, one.is_on) for one in estates_to_tell(by, JUNE)] == [(2, 2, True)]
    home = home_of(client)
    back = parse_qs(urlsplit(client.get(f"{home}messages/wechat/").url).query)
    assert client.get(f"{home}messages/wechat/", {"code": "abc", "state": back["state"][0]}).status_code == 302
    carry_out(keys=notice_keys(), now=now)
    (got,) = platforms.got  # 张三 has no phone
    assert (got.to, got.values) == ("openid-of-abc", ["牡丹花园", "2022-06"])
    assert got.link.endswith(f"/s/{token_of(LIVED_IN)}")
    (message,) = messages()
    assert "511" not in message.text
    assert "李小华" not in message.text
    assert message.text in text_of(client.get(f"{home}messages/"))


def test_nobody_is_told_where_the_estate_has_it_off_or_the_right_is_missing(june):
    estate = Estate.objects.get(code="BC01")
    for role, refused in (("accountant", NotToldHere), ("auditor", NotAllowed)):
        with pytest.raises(refused):
            tell_of_bills(estates=[estate], month=JUNE, by=UserFactory(role=role), now=timezone.now())
    assert told("bill_issued") == []


def test_an_accountant_starts_it_on_a_page(switched):
    clerk = visitor("accountant")
    assert "BC01" in text_of(clerk.get("/month-end/2022-06/tell/"))
    assert clerk.post("/month-end/2022-06/tell/", {"estates": "BC01"}).status_code == 302
    assert len(told("bill_issued")) == 2
    assert visitor("auditor").get("/month-end/2022-06/tell/").status_code == 403


def test_a_household_says_no_and_yes_on_its_own_page_and_for_nobody_else(client, switched, platforms):
    home = home_of(client)
    page = f"{home}messages/"
    assert client.post(page, {"channel": "sms", "wanted": "0"}).status_code == 302
    assert "不接收" in text_of(client.get(page))
    assert client.post(page, {"channel": "pigeon", "wanted": "1"}).status_code == 404
    assert client.post(page, {"address": "no address"}).status_code == 422
    assert client.post(page, {"address": "li@example.com"}).status_code == 302
    assert {(one.channel, one.refused, one.address) for one in HouseholdContact.objects.all()} == {
        ("sms", True, ""), ("mail", False, "li@example.com"),
    }  # fmt: skip
    assert "messages/wechat/" in text_of(client.get(page, **IN_WECHAT))
    assert client.get(f"{page}wechat/", {"code": "x", "state": "forged"}).status_code == 404
    client.cookies.clear()
    assert client.post(page, {"channel": "sms", "wanted": "1"}).status_code == 404
