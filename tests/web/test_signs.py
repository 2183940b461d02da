"""A sign that no font has is stored by no form of the site, in whichever field of words it was typed."""

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.db import connection, transaction

from tests.visitors import ADMINISTRATOR, Visitor, visitor
from tests.web.crawling import Place, Site
from tests.web.test_sent_twice import data_for, taking_posts

pytestmark = [pytest.mark.django_db, pytest.mark.long]

SIGN = "😀"
BESIDE = ("reason", "note")
"""What buttons send without a form."""
MANY = 150


def fields_of_words(client: Visitor, place: Place) -> Iterator[tuple[str, dict[str, Any]]]:
    """The name of each, and what the page's form sends with the sign in this field alone."""
    data = data_for(client, place)
    page = client.get(place.url) if place.takes("get") else None
    form = (getattr(page, "context", None) or {}).get("form")
    fields = getattr(form, "fields", {})
    words = [name for name, one in fields.items() if isinstance(one, forms.CharField) and not one.disabled]
    for name in [form.add_prefix(name) for name in words] + [name for name in BESIDE if name not in fields]:
        yield name, data | {name: f"{data.get(name, '测试')}{SIGN}"}


class Told(list[str]):
    """The statements by which the sign went into a table."""

    def note(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE")) and SIGN in repr(params):
            self.append(sql[:90])
        return execute(sql, params, many, context)


def test_no_form_stores_a_sign_that_cannot_be_printed(site: Site) -> None:
    client, tried, stored = visitor(ADMINISTRATOR, language="zh-hans"), 0, []
    for place in {place.name: place for place in reversed(taking_posts(site))}.values():
        for name, data in fields_of_words(client, place):
            told = Told()
            with transaction.atomic(), connection.execute_wrapper(told.note):
                answer = client.post(place.url, data)
                transaction.set_rollback(True)
            tried += 1
            stored += [f"{place} {name}: {answer.status_code} {sql}" for sql in told]
    assert not stored, "\n".join(stored)
    assert tried > MANY
