"""Who may do what stands in each module's security folder."""

import pytest

from property_ops.framework import permissions
from property_ops.framework.permissions import allows, require, rights, roles
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
    assert allows(user, "billing.draft")
    assert not allows(user, "billing.approve")


@pytest.mark.django_db
def test_an_administrator_has_every_right():
    assert allows(UserFactory(is_superuser=True), "billing.approve")


@pytest.mark.django_db
def test_who_left_has_no_rights():
    assert not allows(UserFactory(role="accountant", is_active=False), "billing.draft")
    assert not allows(UserFactory(is_superuser=True, is_active=False), "billing.draft")


@pytest.mark.django_db
def test_a_refusal_names_the_person_and_the_right():
    with pytest.raises(NotAllowed, match=r"赵六 may not do this \(billing\.approve\)"):
        require(UserFactory(display_name="赵六", role="accountant"), "billing.approve")


@pytest.mark.django_db
def test_a_right_that_nobody_declared_is_a_mistake_not_a_refusal():
    with pytest.raises(ValueError, match=r"no access\.csv declares billing\.aprove"):
        allows(UserFactory(is_superuser=True), "billing.aprove")


def test_an_unknown_role_in_an_access_file_is_named(tmp_path, monkeypatch):
    (tmp_path / "security").mkdir()
    (tmp_path / "security" / "access.csv").write_text("permission,roles\nx.view,wizard\n", encoding="utf-8")
    monkeypatch.setattr(permissions, "_folders", lambda: [tmp_path])
    with pytest.raises(ValueError, match=r"unknown roles .*wizard"):
        permissions.rights.__wrapped__()
