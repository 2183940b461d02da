"""People at the site: logged-in test clients by role."""

from typing import Any

from django.test import Client

from property_ops.framework.models import User
from property_ops.framework.testing import UserFactory

ROLES = ("dispatcher", "accountant", "cashier", "reviewer", "manager", "grid_worker", "auditor")
OFFICE_ROLES = tuple(role for role in ROLES if role != "cashier")
"""Those who see the estates and the works: a cashier takes money, and sees nothing else."""
ADMINISTRATOR = "administrator"
NO_ROLE = "nobody"


class Visitor(Client):
    """A browser in which `user` is logged in."""

    user: User

    def text(self, path: str, **query: Any) -> str:
        """The page as text; fails on anything but 200."""
        response = self.get(path, query)
        assert response.status_code == 200, (path, response.status_code)
        return response.content.decode()


def visitor(role: str = "accountant", *, language: str = "en", **user: Any) -> Visitor:
    """A new user of that role (or `administrator`, or `nobody`), logged in; pages in English if not said otherwise."""
    client = Visitor()
    client.user = UserFactory(
        role=role if role in ROLES else None, is_superuser=role == ADMINISTRATOR, language=language, **user
    )
    client.force_login(client.user, backend="property_ops.framework.authentication.AccessBackend")
    return client
