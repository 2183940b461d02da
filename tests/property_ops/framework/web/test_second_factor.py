"""The second factor: set up by a code, asked for at each log-in, required of whoever decides over money."""

import re

import pytest
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from property_ops.framework.models import AuditEvent, User
from property_ops.framework.permissions import rights, roles_with
from property_ops.framework.second_factor import deciding_rights
from property_ops.framework.testing import UserFactory
from tests.visitors import visitor

pytestmark = pytest.mark.django_db
PASSWORD = "correct-horse-9"
PAGE = "/second-factor/"


def person(role: str = "accountant", **facts) -> User:
    user = UserFactory(role=role, language="en", **facts)
    user.set_password(PASSWORD)
    user.save()
    return user


def log_in(user: User, client: Client | None = None, **more) -> tuple[Client, str]:
    client = client or Client(headers={"accept-language": "en"})
    answer = client.post("/login/", {"username": user.username, "password": PASSWORD, **more})
    assert answer.status_code == 302, answer.content.decode()
    return client, answer.headers["Location"]


def code_of(device: TOTPDevice, *, later: int = 0) -> str:
    totp = TOTP(device.bin_key)
    totp.time = totp.time + 30 * later
    return f"{totp.token():06}"


def enrolled(role: str = "accountant") -> tuple[User, TOTPDevice, list[str]]:
    """With the code of now used up."""
    user = person(role)
    client, _ = log_in(user)
    page = client.get(PAGE).content.decode()
    assert "<svg" in page
    key = re.search(r'name="key" value="([^"]+)"', page)
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert key
    assert secret
    assert not TOTPDevice.objects.exists()
    draft = TOTPDevice(user=user, key=_hex(secret[1]))
    answer = client.post(PAGE, {"key": key[1], "code": code_of(draft)}, follow=True)
    shown = re.search(r"without the phone: ([0-9a-f ]+)\.", answer.content.decode())
    assert shown
    return user, TOTPDevice.objects.get(user=user), shown[1].split()


def _hex(secret: str) -> str:
    from base64 import b32decode

    return b32decode(secret + "=" * (-len(secret) % 8)).hex()


def test_with_a_second_factor_the_password_alone_opens_nothing():
    user, device, _codes = enrolled()
    client, where = log_in(user, next="/estates/")
    assert where == "/login/code/"
    assert client.get("/estates/").status_code == 302
    wrong = client.post("/login/code/", {"code": "000000"})
    assert wrong.status_code == 200
    assert client.get("/estates/").status_code == 302
    assert AuditEvent.objects.filter(action="second_factor.failed", subject=user.username).count() == 1
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    right = client.post("/login/code/", {"code": code_of(device, later=1)})
    assert right.headers["Location"] == "/estates/"
    assert client.get("/estates/").status_code == 200


def test_a_code_counts_once():
    user, device, _codes = enrolled()
    code = code_of(device, later=1)
    for expected in (302, 200):
        client, _ = log_in(user)
        assert client.post("/login/code/", {"code": code}).status_code == expected


def test_a_recovery_code_counts_once_and_is_told_of():
    user, _device, codes = enrolled()
    assert len(set(codes)) == 10
    client, _ = log_in(user)
    assert client.post("/login/code/", {"code": codes[3]}).status_code == 302
    assert not StaticToken.objects.filter(token=codes[3]).exists()
    assert AuditEvent.objects.filter(action="second_factor.recovery_code").count() == 1


def test_codes_cannot_be_tried_one_after_the_other():
    """After a wrong one even the right one must wait, and longer each time."""
    user, device, _codes = enrolled()
    client, _ = log_in(user)
    client.post("/login/code/", {"code": "000000"})
    assert client.post("/login/code/", {"code": code_of(device, later=1)}).status_code == 200
    assert TOTPDevice.objects.get().throttling_failure_count >= 1


def test_a_key_is_for_the_person_to_whom_it_was_shown():
    other = visitor("accountant")
    key = re.search(r'name="key" value="([^"]+)"', other.text(PAGE))
    assert key
    stranger = visitor("accountant")
    answer = stranger.post(PAGE, {"key": key[1], "code": "123456"})
    assert answer.status_code == 422
    assert not TOTPDevice.objects.exists()


def test_it_is_turned_off_by_a_code_only():
    user, device, codes = enrolled()
    client, _ = log_in(user)
    client.post("/login/code/", {"code": codes[0]})
    assert client.post(PAGE, {"code": "000000"}).status_code == 422
    assert TOTPDevice.objects.get().throttling_failure_count >= 1
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    assert client.post(PAGE, {"code": code_of(device, later=1)}).status_code == 302
    assert not TOTPDevice.objects.exists()
    assert log_in(user)[1] == "/"


def test_an_administrator_takes_it_away_and_nobody_else():
    user, _device, _codes = enrolled()
    place = f"/staff/{user.pk}/second-factor/"
    assert visitor("manager").post(place).status_code == 403
    assert TOTPDevice.objects.exists()
    assert visitor("administrator").post(place).status_code == 302
    assert not TOTPDevice.objects.exists()
    assert not StaticToken.objects.exists()
    assert AuditEvent.objects.filter(action="second_factor.reset", subject=user.username).count() == 1


@pytest.mark.parametrize(("role", "needs"), [("reviewer", True), ("accountant", True), ("auditor", False)])
def test_where_it_is_required_who_decides_gets_no_further_without(settings, role, needs):
    settings.SECOND_FACTOR = "required"
    client, _ = log_in(person(role))
    answer = client.get("/estates/")
    assert (answer.status_code, answer.headers.get("Location")) == ((302, PAGE) if needs else (200, None))
    assert client.get(PAGE).status_code == 200
    assert client.post("/logout/").status_code == 302


def test_where_it_is_required_a_session_without_code_is_asked_for_it(settings):
    """As one that somebody has open elsewhere, or that came by single sign-on."""
    user, _device, codes = enrolled("reviewer")
    settings.SECOND_FACTOR = "required"
    client = Client()
    client.force_login(user, backend="property_ops.framework.authentication.AccessBackend")
    assert client.get("/estates/").headers["Location"] == "/login/code/"
    assert client.post("/login/code/", {"code": codes[0]}).status_code == 302
    assert client.get("/estates/").status_code == 200


def test_every_right_to_approve_decides_and_no_right_to_look():
    deciding = deciding_rights()
    assert {right for right in rights() if ".approve" in right} <= deciding
    assert {"billing.issue", "disclosure.publish", "ledger.reopen", "staff.manage"} <= deciding
    assert not {right for right in deciding if right.endswith((".view", ".export", ".record", ".draft"))}
    assert "auditor" not in set().union(*map(roles_with, deciding))


def test_a_first_password_must_be_changed_before_anything_else():
    user = person(must_change_password=True)
    client, _ = log_in(user)
    assert client.get("/estates/").headers["Location"] == "/password/"
    same = {"old_password": PASSWORD, "new_password1": PASSWORD, "new_password2": PASSWORD}
    assert client.post("/password/", same).status_code == 200
    assert client.get("/estates/").status_code == 302
    new = {"old_password": PASSWORD, "new_password1": "battery-staple-7", "new_password2": "battery-staple-7"}
    assert client.post("/password/", new).status_code == 302
    assert client.get("/estates/").status_code == 200


def test_a_password_that_an_administrator_made_must_be_changed():
    admin = visitor("administrator")
    admin.post("/staff/new/", {"username": "xin", "display_name": "新人", "roles": "dispatcher"})
    made = User.objects.get(username="xin")
    assert made.must_change_password
    User.objects.update(must_change_password=False)
    admin.post(f"/staff/{made.pk}/password/")
    made.refresh_from_db()
    assert made.must_change_password
