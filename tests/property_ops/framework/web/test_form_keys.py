"""Two sendings of one form at the same time: the second waits for the first, and is answered by it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from property_ops.framework.web.form_keys import FIELD
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from property_ops.modules.requests.models import Request
from tests.visitors import Visitor, visitor


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_four_times_at_once_takes_effect_once() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("tests have SQLite in memory, where nobody waits; in a file each transaction waits at its start")
    client = visitor("dispatcher")
    unit = owned_unit(estate=EstateFactory(code="BC01"), room="101")
    form = client.get("/requests/new/").context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {
        "estate": unit.estate.pk, "channel": "visit", "topic": "safety", "content": "灯坏了", FIELD: "c" * 32,
    }  # fmt: skip
    start = Barrier(4)

    def send(_: int) -> tuple[int, str]:
        other = Visitor()
        other.cookies = client.cookies
        start.wait()
        try:
            answer = other.post("/requests/new/", data)
            return answer.status_code, answer.headers.get("Location", "")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, range(4)))
    assert {status for status, _ in answers} == {302}
    assert len(set(answers)) == 1
    assert Request.objects.count() == 1
