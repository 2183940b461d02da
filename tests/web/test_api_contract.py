"""The API as it describes itself: what is published is what is stored, holds for what nobody would think of, and asks
no more because there are more rows."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from property_ops.framework.rest.site import description, operations
from tests.programs import ROOT, program
from tests.visitors import ADMINISTRATOR
from tests.web.api_samples import path_of
from tests.web.growing import grow

pytestmark = pytest.mark.django_db

STORED = Path(__file__).parents[2] / "docs" / "openapi.json"
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def test_the_stored_description_is_the_published_one():
    """What a client was built from changes only where somebody looks at the difference."""
    published = Client().get(f"{ROOT}/openapi.json")
    assert published.json()["openapi"].startswith("3.1")
    assert published.content.decode() == STORED.read_text(encoding="utf-8"), "property-ops openapi > docs/openapi.json"


@pytest.fixture
def _connection_stays() -> Iterator[None]:
    """As Django's own test client has it: a request begins and ends inside the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.long
@pytest.mark.usefixtures("_connection_stays")
def test_no_operation_breaks_and_each_answers_as_it_is_described(furnished, monkeypatch):
    monkeypatch.setattr("django.conf.settings.API_A_MINUTE", 10**6)
    boss = program(ADMINISTRATOR)
    schema = schemathesis.openapi.from_dict(description())
    called = 0
    real = {(one.method, _plain(one.path)): path_of(one, furnished) for _, one in operations()}
    for found in schema.get_all_operations():
        operation = found.ok()
        called += _try(operation, boss.secret, real[operation.method.upper(), operation.path.removeprefix(ROOT)])
    assert called > 2 * len(operations())


def _plain(path: str) -> str:
    return re.sub(r"\{\w+:", "{", path)


def _try(operation, secret: str, real: str, examples: int = 4) -> int:
    """Every second time it is about something that there is."""
    calls = 0
    named = re.fullmatch(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", operation.path.removeprefix(ROOT)), real)
    application = get_wsgi_application()

    @settings(
        max_examples=examples, phases=[Phase.generate], derandomize=True, database=None, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy())
    def each(case) -> None:
        nonlocal calls
        calls += 1
        if calls % 2 and named:
            case.path_parameters = named.groupdict()
        response = case.call(app=application, headers={"Authorization": f"Bearer {secret}"})
        case.validate_response(response, checks=CHECKS)

    each()
    return calls


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the same questions are asked of either database")
def test_no_list_asks_more_because_there_are_more_rows(furnished):
    boss = program(ADMINISTRATOR)
    lists = [one.path for _, one in operations() if one.method == "GET" and "{" not in one.path]
    before = {path: _questions(boss, path) for path in lists}
    rows = {path: len(boss.ask(path)["items"]) for path in lists}
    grow()
    after = {path: _questions(boss, path) for path in lists}
    assert after == before
    assert [path for path in lists if len(boss.ask(path)["items"]) > rows[path]]


def _questions(boss, path: str) -> int:
    boss.ask(path)
    with CaptureQueriesContext(connection) as captured:
        boss.ask(path)
    return len(captured)
