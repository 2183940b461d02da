import re

import pytest
from django.test import Client

from property_ops.framework import staff
from property_ops.framework.accounts import system_user
from property_ops.framework.models import AuditEvent, User
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.modules.estates.public import EstateMembership
from property_ops.modules.estates.testing import EstateFactory
from tests.visitors import ROLES, visitor

pytestmark = pytest.mark.django_db


def shown_password(response):
    return re.search(r"The password of \w+ is: (\w+)", response.content.decode())[1]


@pytest.mark.parametrize("role", ROLES)
def test_only_administrators_manage_accounts(role):
    client = visitor(role)
    for path in ("/staff/", "/staff/new/", f"/staff/{client.user.pk}/"):
        assert client.get(path).status_code == 403
    assert client.post(f"/staff/{client.user.pk}/password/").status_code == 403
    with pytest.raises(NotAllowed):
        staff.reset_password(user=client.user, by=client.user)


def test_nobody_gives_the_systems_own_account_a_password_or_a_role():
    """It works on where nobody is named, and decides nothing: with a role it would."""
    by, own = UserFactory(is_superuser=True), system_user()
    with pytest.raises(staff.NotThisAccount):
        staff.reset_password(user=own, by=by)
    with pytest.raises(staff.NotThisAccount):
        staff.change_account(user=own, display_name="系统", role_codes=["reviewer"], active=True, by=by)
    own = User.objects.get(pk=own.pk)
    assert (own.has_usable_password(), own.groups.count()) == (False, 0)
    with pytest.raises(staff.NotYourself):
        staff.change_account(user=by, display_name="我", role_codes=[], active=False, by=by)


def test_a_new_user_can_log_in_with_the_password_shown_once():
    client = visitor("administrator")
    fields = {"username": "wangge", "display_name": "王网格", "roles": ["grid_worker"], "estates": [EstateFactory().pk]}
    response = client.post("/staff/new/", fields, follow=True)
    password = shown_password(response)
    assert "The password of" not in client.text("/staff/")
    user = User.objects.get(username="wangge")
    assert [group.name for group in user.groups.all()] == ["grid_worker"]
    assert EstateMembership.objects.filter(user=user).count() == 1
    assert Client().post("/login/", {"username": "wangge", "password": password}).status_code == 302
    actions = AuditEvent.objects.filter(subject="wangge").values_list("action", flat=True)
    assert set(actions) == {"staff.created", "staff.estates_assigned", "user.logged_in"}
    assert password not in str(list(AuditEvent.objects.values_list("detail", flat=True)))


def test_a_taken_user_name_is_refused_whatever_its_capitals():
    UserFactory(username="Wang")
    response = visitor("administrator").post("/staff/new/", {"username": "wang", "display_name": "王"})
    assert response.status_code == 422
    assert "There is already a user “wang”." in response.content.decode()


def test_roles_estates_and_name_are_changed_and_recorded():
    user, estate = UserFactory(username="li", role="accountant"), EstateFactory(code="BC01")
    client = visitor("administrator")
    fields = {"display_name": "李四", "roles": ["reviewer", "auditor"], "is_active": "on", "estates": [estate.pk]}
    assert client.post(f"/staff/{user.pk}/", fields).status_code == 302
    user = User.objects.get(pk=user.pk)
    assert user.display_name == "李四"
    assert {group.name for group in user.groups.all()} == {"reviewer", "auditor"}
    event = AuditEvent.objects.get(action="staff.estates_assigned")
    assert (event.subject, event.detail) == ("li", {"estates": ["BC01"]})


def test_a_switched_off_account_cannot_log_in_and_its_session_ends():
    colleague = visitor("accountant")
    fields = {"display_name": "x", "roles": ["accountant"]}
    visitor("administrator").post(f"/staff/{colleague.user.pk}/", fields)
    assert colleague.get("/estates/").status_code == 302


def test_nobody_switches_off_their_own_account():
    client = visitor("administrator")
    response = client.post(f"/staff/{client.user.pk}/", {"display_name": "我"})
    assert response.status_code == 422
    assert "You cannot switch off your own account." in response.content.decode()
    client.user.refresh_from_db()
    assert client.user.is_active


def test_a_user_name_cannot_be_changed_by_a_forged_form():
    user = UserFactory(username="li")
    fields = {"username": "admin2", "display_name": "李", "is_active": "on"}
    visitor("administrator").post(f"/staff/{user.pk}/", fields)
    assert User.objects.get(pk=user.pk).username == "li"


def test_a_new_password_ends_the_old_one_and_is_recorded():
    user = UserFactory(username="li")
    user.set_password("old-password-1")
    user.save()
    client = visitor("administrator")
    password = shown_password(client.post(f"/staff/{user.pk}/password/", follow=True))
    user.refresh_from_db()
    assert user.check_password(password)
    assert not user.check_password("old-password-1")
    assert AuditEvent.objects.get(action="staff.password_reset").user == client.user


def test_the_systems_own_account_is_not_shown_and_gets_no_password():
    client, system = visitor("administrator"), system_user()
    assert "system" not in [row.record.username for row in client.get("/staff/").context["table"].paginated_rows]
    assert client.get(f"/staff/{system.pk}/").status_code == 404
    client.post(f"/staff/{system.pk}/password/")
    system.refresh_from_db()
    assert not system.has_usable_password()


def test_an_unknown_role_is_refused():
    response = visitor("administrator").post("/staff/new/", {"username": "x", "display_name": "x", "roles": ["root"]})
    assert response.status_code == 422
    assert not User.objects.filter(username="x").exists()
