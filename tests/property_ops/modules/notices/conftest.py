"""A household with a phone, and the platforms that carry messages, on this machine."""

import pytest

from property_ops.modules.estates.testing import EstateFactory, TenureFactory, UnitFactory
from property_ops.modules.notices.connector.configuration import notice_keys
from tests.services.messages.platforms import MailServer, MessagePlatforms

PHONE = "13905300123"


@pytest.fixture(scope="session")
def _platforms():
    made = MessagePlatforms()
    yield made
    made.end()


@pytest.fixture
def platforms(_platforms, tmp_path, monkeypatch, settings):
    _platforms.got.clear()
    _platforms.faults.clear()
    monkeypatch.setenv("PROPERTY_OPS_NOTICES", str(_platforms.keys(tmp_path)))
    settings.INSIDE_HOSTS = ["127.0.0.1"]
    return _platforms


@pytest.fixture
def keys(platforms):
    return notice_keys()


@pytest.fixture(scope="session")
def _mail():
    made = MailServer()
    yield made
    made.end()


@pytest.fixture
def mail_server(_mail, settings):
    _mail.letters.clear()
    _mail.says.clear()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", _mail.server_address[1]
    return _mail


@pytest.fixture
def estate():
    return EstateFactory(code="BC01", name="牡丹花园")


@pytest.fixture
def household(estate):
    unit = UnitFactory(estate=estate, code="BC01-1-1-101")
    return TenureFactory(unit=unit, name="李小华", phone=PHONE)
