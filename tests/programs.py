"""Programs at the API: test clients with a token."""

import json
from collections.abc import Collection
from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from property_ops.framework.models import User
from property_ops.framework.rest.site import offered_rights
from property_ops.framework.testing import UserFactory
from property_ops.framework.tokens import make_token
from property_ops.modules.estates.models import Estate, EstateMembership
from tests.visitors import ADMINISTRATOR, ROLES

ROOT = "/api/v1"


class Program(Client):
    """What comes with a token. Paths are those below `ROOT`."""

    user: User
    number: int
    secret: str

    def ask(self, path: str, *, status: int = 200, **headers: str) -> Any:
        return self._told(self.get(path if path.startswith(ROOT) else ROOT + path, headers=headers), status)

    def send(
        self, path: str, content: Any = None, *, key: str = "", status: int = 200, method: str = "POST", **headers: str
    ) -> Any:
        """With a new Idempotency-Key, if none is given."""
        named = {
            "Idempotency-Key": key or str(uuid4()),
            **{name.replace("_", "-"): said for name, said in headers.items()},
        }
        response = self.generic(
            method, ROOT + path, self.encoded(content), content_type="application/json", headers=named
        )
        return self._told(response, status)

    @staticmethod
    def encoded(content: Any) -> str:
        return "" if content is None else json.dumps(content)

    def _told(self, response: Any, status: int) -> Any:
        assert response.status_code == status, (response.status_code, response.content.decode())
        self.last = response
        return response.json() if response.content else None


def program(
    role: str, *estates: Estate, rights: Collection[str] = (), user: User | None = None, **more: Any
) -> Program:
    """A program with a new user of that role, or of `user`, and a token for these rights, or for all there are."""
    found = user or UserFactory(
        role=role if role in ROLES else None, is_superuser=role == ADMINISTRATOR, language="en", **more
    )
    for estate in estates:
        EstateMembership.objects.create(user=found, estate=estate)
    by = found if not found.is_program else UserFactory(is_superuser=True)
    number, secret = make_token(
        user=found, by=by, name="test", commands=[], rights=rights or offered_rights(), days=1, now=timezone.now()
    )
    client = Program(headers={"Authorization": f"Bearer {secret}"})
    client.user, client.number, client.secret = found, number, secret
    return client
