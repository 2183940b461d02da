import pytest
from django.test import Client, override_settings

from property_ops.framework.models import AuditEvent
from property_ops.framework.testing import UserFactory
from tests.visitors import visitor

pytestmark = pytest.mark.django_db
PASSWORD = "correct-horse-9"


@pytest.fixture
def user():
    user = UserFactory(username="kuaiji", language="en")
    user.set_password(PASSWORD)
    user.save()
    return user


def log_in(client, password, **more):
    return client.post("/login/", {"username": "kuaiji", "password": password, **more})


@pytest.mark.parametrize("path", ["/", "/estates/", "/import/", "/audit/", "/staff/"])
def test_nothing_is_shown_before_logging_in(path):
    response = Client().get(path)
    assert response.status_code == 302
    assert response.headers["Location"] == f"/login/?next={path}"


def test_the_right_password_leads_to_the_page_asked_for(user):
    assert log_in(Client(), PASSWORD, next="/estates/").headers["Location"] == "/estates/"


def test_logging_in_never_leads_to_another_site(user):
    assert log_in(Client(), PASSWORD, next="https://evil.example/").headers["Location"] == "/"


def test_a_wrong_password_says_so_and_no_more(user):
    response = Client(headers={"Cookie": "django_language=en"}).post(
        "/login/", {"username": "kuaiji", "password": "wrong"}
    )
    assert response.status_code == 200
    assert "User name or password is wrong" in response.content.decode()


@override_settings(AXES_FAILURE_LIMIT=3)
def test_after_too_many_attempts_even_the_right_password_waits(user):
    client = Client()
    for _attempt in range(3):
        response = log_in(client, "wrong")
    assert response.status_code == 429
    assert 'class="door"' in response.content.decode()
    assert log_in(client, PASSWORD).status_code == 429


def test_logging_out_is_a_button_not_a_link(user):
    client = visitor()
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/").headers["Location"] == "/login/"
    assert client.get("/").status_code == 302


def test_ones_own_password_is_changed_and_recorded(user):
    client = Client()
    log_in(client, PASSWORD)
    fields = {"old_password": PASSWORD, "new_password1": "battery-staple-7", "new_password2": "battery-staple-7"}
    assert client.post("/password/", fields).status_code == 302
    user.refresh_from_db()
    assert user.check_password("battery-staple-7")
    assert AuditEvent.objects.filter(user=user, action="user.password_changed").count() == 1


def test_a_short_password_is_refused(user):
    client = Client()
    log_in(client, PASSWORD)
    response = client.post("/password/", {"old_password": PASSWORD, "new_password1": "abc", "new_password2": "abc"})
    assert response.status_code == 200
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_after_logging_out_the_back_button_shows_nothing(user):
    assert "no-store" in visitor().get("/estates/").headers["Cache-Control"]


@override_settings(AXES_FAILURE_LIMIT=2)
def test_log_ins_and_failures_and_locks_are_in_the_audit_log(user):
    client = Client()
    assert log_in(client, PASSWORD).status_code == 302
    client.post("/logout/")
    for _ in range(3):
        log_in(client, "wrong")
    told = list(AuditEvent.objects.order_by("pk").values_list("action", "subject"))
    assert told[0] == ("user.logged_in", user.username)
    assert {action for action, _ in told[1:]} == {"user.login_failed", "user.locked_out"}
    assert "wrong" not in str(told)
