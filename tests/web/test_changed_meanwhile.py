"""Two people have the same form open: what the first one saved is not overwritten unseen by the second."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.forms import ModelForm

from property_ops.framework.web.pages import FormPage
from property_ops.framework.web.unchanged import SEEN
from tests.visitors import ADMINISTRATOR, Visitor, visitor
from tests.web.crawling import Place, Site
from tests.web.filling import filled

pytestmark = pytest.mark.django_db
ENOUGH = 5
"""So many forms of stored rows at least are tried."""


def forms_of_stored_rows(client: Visitor, site: Site) -> Iterator[tuple[Place, dict[str, str], str]]:
    """The address, what its form sends, and a field of it that takes any words."""
    for place in site.places:
        if not place.takes("post") or place.view is None or not issubclass(place.view, FormPage):
            continue
        if place.view.form_class is not None and not issubclass(place.view.form_class, ModelForm):
            continue
        page = client.get(place.url)
        form = page.context.get("form") if page.status_code == 200 and page.context else None
        if SEEN in getattr(form, "fields", {}):
            assert f'name="{SEEN}"' in page.content.decode(), f"{place} does not send what was seen"
            data = filled(form)
            words = [
                name for name, field in form.fields.items() if type(field).__name__ == "CharField" and name in data
            ]
            first = [name for name in words if name != SEEN and not form.fields[name].disabled][:1]
            yield from ((place, data, name) for name in first)


def test_a_form_of_a_row_that_somebody_else_changed_is_refused_with_both_values(site: Site) -> None:
    one, other = visitor(ADMINISTRATOR, language="zh-hans"), visitor(ADMINISTRATOR, language="zh-hans")
    tried = []
    for place, data, name in forms_of_stored_rows(one, site):
        with transaction.atomic():
            first = one.post(place.url, data | {name: f"{data[name]}甲"})
            if first.status_code == 302:
                second = other.post(place.url, data | {name: f"{data[name]}乙"})
                page = second.content.decode()
                assert second.status_code == 422, place
                assert f"{data[name]}甲" in page, place
                assert f"{data[name]}乙" in page, place
                again = other.post(place.url, filled(second.context["form"]))
                assert again.status_code == 302, place
                tried.append(place.name)
            transaction.set_rollback(True)
    assert len(tried) >= ENOUGH, tried


def test_a_form_of_which_nothing_was_changed_meanwhile_is_taken(site: Site) -> None:
    client = visitor(ADMINISTRATOR)
    place, data, name = next(one for one in forms_of_stored_rows(client, site) if one[0].name == "company")
    assert client.post(place.url, data | {name: "甲"}).status_code == 302
