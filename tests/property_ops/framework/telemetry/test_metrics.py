"""Figures for Prometheus: only for whom they are meant, and of views, not of people."""

import pytest
from django.test import Client

from property_ops.framework import environment
from property_ops.framework.environment import WrongSetting
from property_ops.framework.telemetry import metrics
from tests.visitors import visitor

pytestmark = pytest.mark.django_db
TOKEN = "a-secret-of-the-operator"


@pytest.fixture
def on(settings, tmp_path):
    settings.METRICS, settings.METRICS_FOLDER = TOKEN, tmp_path / "metrics"
    metrics.begin_anew()


def test_off_it_is_not_there():
    assert Client().get("/metrics").status_code == 404


def test_it_is_for_who_has_the_secret(on):
    assert Client().get("/metrics").status_code == 404
    assert Client(headers={"authorization": "Bearer something-else"}).get("/metrics").status_code == 404
    assert visitor("administrator").get("/metrics").status_code == 404
    assert Client(headers={"authorization": f"Bearer {TOKEN}"}).get("/metrics").status_code == 200


@pytest.mark.parametrize(
    ("address", "host", "more", "status"),
    [
        ("127.0.0.1", "127.0.0.1:8000", {}, 200), ("127.0.0.1", "localhost", {}, 200),
        ("192.168.1.9", "127.0.0.1:8000", {}, 404), ("127.0.0.1", "wuye.example.cn", {}, 404),
        ("127.0.0.1", "127.0.0.1:8000", {"HTTP_X_FORWARDED_FOR": "1.2.3.4"}, 404),
    ],
)  # fmt: skip
def test_on_loopback_it_is_for_this_machine_and_not_for_who_comes_through_a_proxy(
    settings, on, address, host, more, status
):
    settings.METRICS, settings.ALLOWED_HOSTS = "loopback", ["*"]
    assert Client().get("/metrics", REMOTE_ADDR=address, HTTP_HOST=host, **more).status_code == status


def test_health_and_tasks_are_told(on):
    text = Client(headers={"authorization": f"Bearer {TOKEN}"}).get("/metrics").content.decode()
    assert 'property_ops_well{part="database"} 1.0' in text
    assert "property_ops_tasks_waiting 0.0" in text
    assert "seal_age" not in text


def test_a_short_secret_is_refused_at_start(monkeypatch):
    monkeypatch.setenv("PROPERTY_OPS_METRICS", "12345")
    with pytest.raises(WrongSetting, match="20 characters"):
        environment.secret_or("PROPERTY_OPS_METRICS", ["", "loopback"], shortest=20)
