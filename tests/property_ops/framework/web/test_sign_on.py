"""Single sign-on, against a provider in this process that signs with keys of its own."""

import json
import time
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from mozilla_django_oidc import auth as library

from property_ops.framework import single_sign_on
from property_ops.framework.environment import WrongSetting
from property_ops.framework.models import AuditEvent, User
from property_ops.framework.testing import UserFactory

pytestmark = pytest.mark.django_db
ISSUER, CLIENT = "https://id.example.cn", "property-ops"
KEY, OTHER_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


class Provider:
    """What the sub-district's service answers; a test changes what it says."""

    def __init__(self) -> None:
        self.key, self.claims, self.asked = KEY, dict[str, Any](), list[dict[str, Any]]()

    def post(self, url: str, data: dict[str, Any], **how: Any) -> Any:
        self.asked.append(data)
        token = jwt.encode(self.claims, self.key, algorithm="RS256", headers={"kid": "1"})
        return SimpleNamespace(status_code=200, json=lambda: {"id_token": token, "access_token": "a"})

    def get(self, url: str, **how: Any) -> Any:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        keys = {"keys": [public | {"kid": "1", "alg": "RS256"}]}
        return SimpleNamespace(raise_for_status=lambda: None, json=lambda: keys)


@pytest.fixture
def provider(settings, monkeypatch):
    made = Provider()
    monkeypatch.setattr(library.requests, "post", made.post)
    monkeypatch.setattr(library.requests, "get", made.get)
    settings.OIDC_ISSUER, settings.OIDC_RP_CLIENT_ID = ISSUER, CLIENT
    settings.OIDC_OP_AUTHORIZATION_ENDPOINT, settings.OIDC_OP_TOKEN_ENDPOINT = f"{ISSUER}/authorize", f"{ISSUER}/token"
    settings.OIDC_OP_JWKS_ENDPOINT = f"{ISSUER}/keys"
    settings.AUTHENTICATION_BACKENDS = [*settings.AUTHENTICATION_BACKENDS, single_sign_on.BACKEND]
    return made


def come_back(provider: Provider, **claims: Any) -> tuple[Client, str]:
    """Off to the provider and back with what it says; where that leads."""
    client = Client()
    asked = parse_qs(urlsplit(client.get("/login/sign-on/?next=/estates/").headers["Location"]).query)
    usual = {"iss": ISSUER, "aud": CLIENT, "sub": "77", "exp": time.time() + 60, "nonce": asked["nonce"][0]}
    provider.claims = usual | {"preferred_username": "wang"} | claims
    answer = client.get("/login/signed-on/", {"code": "c", "state": asked["state"][0]})
    assert answer.status_code == 302
    return client, answer.headers["Location"]


def test_who_has_an_account_here_comes_in_with_the_rights_it_has_here(provider):
    user = UserFactory(role="dispatcher", username="wang")
    client, where = come_back(provider, roles=["administrator"], groups=["manager"])
    assert where == "/estates/"
    assert client.get("/estates/").status_code == 200
    assert client.get("/staff/").status_code == 403
    assert set(user.groups.values_list("name", flat=True)) == {"dispatcher"}
    assert "code_verifier" in provider.asked[0]
    assert AuditEvent.objects.filter(action="user.logged_in", subject="wang").count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://evil.example"}, {"nonce": "another"}, {"nonce": ""}, {"aud": "another-client"},
        {"preferred_username": "nobody-here"}, {"preferred_username": ""}, {"exp": 1}, {"preferred_username": "system"},
    ],
)  # fmt: skip
def test_what_is_not_right_opens_nothing_and_makes_no_account(provider, wrong):
    UserFactory(username="wang")
    before = User.objects.count()
    client, where = come_back(provider, **wrong)
    assert where == "/login/"
    assert client.get("/estates/").status_code == 302
    assert User.objects.count() == before
    assert AuditEvent.objects.filter(action="user.sign_on_failed").count() == 1


def test_a_signature_of_another_opens_nothing(provider):
    UserFactory(username="wang")
    provider.key = OTHER_KEY
    assert come_back(provider)[1] == "/login/"


def test_an_account_that_is_switched_off_stays_outside(provider):
    UserFactory(username="wang", is_active=False)
    assert come_back(provider)[1] == "/login/"


def test_a_state_that_was_not_given_opens_nothing(provider):
    UserFactory(username="wang")
    client = Client()
    client.get("/login/sign-on/")
    assert client.get("/login/signed-on/", {"code": "c", "state": "invented"}).headers["Location"] == "/login/"


def test_without_the_setting_there_is_no_such_door():
    assert Client().get("/login/sign-on/").status_code == 404
    assert Client().get("/login/signed-on/?code=c&state=s").status_code == 404


def test_half_of_the_settings_stop_the_start(monkeypatch):
    monkeypatch.setenv("PROPERTY_OPS_OIDC_ISSUER", ISSUER)
    with pytest.raises(WrongSetting, match="CLIENT_ID"):
        single_sign_on.sign_on_settings()
    for part in ("CLIENT_ID", "CLIENT_SECRET", "AUTHORIZE_URL", "TOKEN_URL"):
        monkeypatch.setenv(f"PROPERTY_OPS_OIDC_{part}", f"https://id.example.cn/{part}")
    monkeypatch.setenv("PROPERTY_OPS_OIDC_KEYS_URL", "http://id.example.cn/keys")
    with pytest.raises(WrongSetting, match="https"):
        single_sign_on.sign_on_settings()
