"""Every operation of the API: who may not, cannot; what is another estate's is not there; sessions open nothing."""

from typing import Any

import pytest
from django.test import Client

from property_ops.framework import permissions
from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import kinds_of_prepared
from property_ops.framework.permissions import rights, roles_with
from property_ops.framework.rest.kit import ApiOperation
from property_ops.framework.rest.site import offered_rights, operations
from property_ops.modules.estates.models import Estate
from property_ops.modules.estates.testing import EstateFactory
from tests.programs import ROOT, Program, program
from tests.visitors import ADMINISTRATOR, ROLES, visitor
from tests.web.api_samples import path_of, sent_of

pytestmark = pytest.mark.django_db

COMPANY_WIDE = {
    "/crews", "/ledger/accounts", "/receipts", "/receipts/{int:id}", "/webhooks", "/webhook-deliveries",
}  # fmt: skip
"""Of the whole company: who may see them at all sees every one."""


def every_operation() -> list[ApiOperation]:
    return [one for _router, one in operations()]


def answer_to(client: Client, one: ApiOperation, estate: Estate) -> Any:
    path, sent = ROOT + path_of(one, estate), sent_of(one, estate)
    if one.method == "GET":
        return client.get(path)
    return client.generic(
        one.method, path, Program.encoded(sent), content_type="application/json",
        headers={"Idempotency-Key": f"{one.path}", "If-Match": "*"},
    )  # fmt: skip


def test_without_a_token_nothing_opens_and_a_log_in_is_none(furnished):
    """A browser that is logged in can be made to send what its owner never wrote."""
    boss = visitor(ADMINISTRATOR)
    wrong = Client(headers={"Authorization": "Bearer po_nonsense"})
    for client in (Client(), boss, wrong):
        for one in every_operation():
            answer = answer_to(client, one, furnished)
            assert (answer.status_code, answer.json()["code"]) == (401, "no_token"), one
            assert answer["Content-Type"] == "application/problem+json"
            assert answer["WWW-Authenticate"] == "Bearer"


def test_who_has_not_the_right_is_refused_whatever_the_token_says(furnished):
    refused = 0
    for role in ROLES:
        client = program(role)
        for one in every_operation():
            if role not in roles_with(one.right):
                answer = answer_to(client, one, furnished)
                assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed"), (role, one)
                refused += 1
    assert refused > 60


def test_a_token_is_no_more_than_the_rights_it_was_given(furnished):
    """Of an administrator, who may everything."""
    for right in offered_rights():
        client = program(ADMINISTRATOR, rights=offered_rights().keys() - {right})
        for one in (one for one in every_operation() if one.right == right):
            answer = answer_to(client, one, furnished)
            assert (answer.status_code, answer.json()["code"]) == (403, "token_without_right"), one


def test_what_is_another_estates_is_not_there(furnished, monkeypatch):
    """Of somebody with every right and another estate."""
    every = {name: given | {"grid_worker"} for name, given in rights().items()}
    monkeypatch.setattr(permissions, "rights", lambda: every)
    worker = program("grid_worker", EstateFactory(code="XX01", name="别处"))
    own = program("grid_worker", furnished)
    for one in every_operation():
        if one.path in COMPANY_WIDE:
            continue
        answer = answer_to(worker, one, furnished)
        if one.method == "GET" and "{" not in one.path:
            items = answer.json()["items"]
            assert answer.status_code == 200, (one, answer.content)
            assert not items or one.path == "/estates", (one, items)
            assert [row["code"] for row in items] in ([], ["XX01"]) if one.path == "/estates" else True
            assert own.ask(one.path)["items"], one
        else:
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), (one, answer.content)


def test_no_operation_asks_for_a_right_that_decides():
    """What waits for a second person waits for a person (docs/adr/0060)."""
    decide = {kind.rights.approve for kind in kinds_of_prepared() if isinstance(kind.rights, Rights)}
    decide |= {"works.confirm", "works.transcribe", "works.compare", "ledger.close", "billing.issue"}
    assert not decide & set(offered_rights())
    assert {one.right for one in every_operation()} <= set(offered_rights()) <= set(rights())


def test_each_operation_says_what_it_shows_and_is_described(furnished):
    names = [(one.method, one.path) for one in every_operation()]
    assert len(names) == len(set(names)) > 40
