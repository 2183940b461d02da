"""Who may do what stands in each module's security folder."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template import RequestContext, Template
from django.test import RequestFactory
from django.views import View

from property_ops.framework import permissions, system_checks
from property_ops.framework.models import User
from property_ops.framework.permissions import UnknownPermission, require, rights, roles
from property_ops.framework.system_checks import undeclared_permissions
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed


def test_the_roles_of_the_office_are_there():
    assert set(roles()) >= {"dispatcher", "accountant", "reviewer", "manager", "grid_worker", "auditor"}


def test_every_right_is_given_to_known_roles():
    assert rights()
    for permission, names in rights().items():
        assert "." in permission
        assert names <= roles().keys()


def test_nobody_both_prepares_and_approves_by_one_role():
    """docs/product.md rule 10: the accountant prepares, another approves."""
    assert rights()["billing.draft"].isdisjoint(rights()["billing.approve"])


def test_an_auditor_changes_nothing():
    changing = {permission for permission, names in rights().items() if "auditor" in names}
    assert all(permission.endswith((".view", ".export")) for permission in changing), changing


@pytest.mark.django_db
def test_a_role_gives_its_rights_and_no_others():
    user = UserFactory(role="accountant")
    assert user.has_perm("billing.draft")
    assert not user.has_perm("billing.approve")


@pytest.mark.django_db
def test_an_administrator_has_every_right():
    assert UserFactory(is_superuser=True).has_perm("billing.approve")


@pytest.mark.django_db
def test_who_left_has_no_rights():
    assert not UserFactory(role="accountant", is_active=False).has_perm("billing.draft")
    assert not UserFactory(is_superuser=True, is_active=False).has_perm("billing.draft")


@pytest.mark.django_db
def test_a_refusal_names_the_person_and_the_right():
    with pytest.raises(NotAllowed, match=r"赵六 may not do this \(billing\.approve\)"):
        require(UserFactory(display_name="赵六", role="accountant"), "billing.approve")


@pytest.mark.django_db
def test_a_right_that_nobody_declared_is_a_mistake_not_a_refusal():
    with pytest.raises(UnknownPermission, match=r"no access\.csv declares billing\.aprove"):
        UserFactory(is_superuser=True).has_perm("billing.aprove")


def test_an_unknown_role_in_an_access_file_is_named(tmp_path, monkeypatch):
    (tmp_path / "security").mkdir()
    (tmp_path / "security" / "access.csv").write_text("permission,roles\nx.view,wizard\n", encoding="utf-8")
    monkeypatch.setattr(permissions, "_folders", lambda: [tmp_path])
    with pytest.raises(ValueError, match=r"unknown roles .*wizard"):
        permissions.rights.__wrapped__()


def test_a_permission_is_an_area_and_a_verb(tmp_path, monkeypatch):
    """Templates can say no more: `perms.works.store.view` would ask for `works.store`."""
    (tmp_path / "security").mkdir()
    (tmp_path / "security" / "access.csv").write_text("permission,roles\nworks.store.view,manager\n", encoding="utf-8")
    monkeypatch.setattr(permissions, "_folders", lambda: [permissions._FRAMEWORK, tmp_path])
    with pytest.raises(ValueError, match=r"works\.store\.view.* is not of the form area\.verb"):
        permissions.rights.__wrapped__()


def shown(source: str, user: Any) -> str:
    request = RequestFactory().get("/")
    request.user = user
    return Template(source).render(RequestContext(request))


@pytest.mark.django_db
def test_templates_ask_djangos_perms():
    source = "{% if perms.billing.draft %}draft{% endif %}{% if perms.billing.approve %}approve{% endif %}"
    assert shown(source, UserFactory(role="accountant")) == "draft"
    assert shown(source, UserFactory(is_superuser=True)) == "draftapprove"
    assert shown(source, AnonymousUser()) == ""
    assert shown("{% if perms.tax %}tax{% endif %}", UserFactory(role="dispatcher")) == ""


@pytest.mark.django_db
@pytest.mark.parametrize("superuser", [False, True])
def test_a_mistyped_right_in_a_template_is_loud(superuser):
    with pytest.raises(UnknownPermission, match=r"billing\.aprove"):
        shown("{% if perms.billing.aprove %}x{% endif %}", UserFactory(is_superuser=superuser))


def test_every_right_that_a_template_or_a_menu_names_is_declared():
    assert undeclared_permissions(None) == []


def test_a_mistyped_right_under_not_which_a_template_swallows_is_found_by_the_system_check(tmp_path, monkeypatch):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text("{% if not perms.billing.aprove %}x{% endif %}", "utf-8")
    monkeypatch.setattr(system_checks.settings, "MODULES", [SimpleNamespace(folder=tmp_path)])
    monkeypatch.setattr(system_checks, "entries", list)
    (error,) = undeclared_permissions(None)
    assert "page.html names the permission billing.aprove" in error.msg


@pytest.mark.django_db
def test_djangos_own_mixin_knows_our_rights(rf):
    class Drafts(PermissionRequiredMixin, View):
        permission_required = "billing.draft"
        raise_exception = True

        def get(self, request):
            return HttpResponse("drafts")

    request = rf.get("/")
    request.user = UserFactory(role="accountant")
    assert Drafts.as_view()(request).content == b"drafts"
    request.user = UserFactory(role="reviewer")
    with pytest.raises(PermissionDenied):
        Drafts.as_view()(request)


@pytest.mark.django_db
def test_django_names_who_has_a_right():
    accountant, boss, _ = UserFactory(role="accountant"), UserFactory(is_superuser=True), UserFactory(role="reviewer")
    UserFactory(role="accountant", is_active=False)
    backend = "property_ops.framework.authentication.AccessBackend"
    assert set(User.objects.with_perm("billing.draft", backend=backend)) == {accountant, boss}
    assert "billing.draft" in accountant.get_all_permissions()
    assert "billing.approve" not in accountant.get_all_permissions()
