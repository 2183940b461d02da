"""People's data on every address of the site (docs/product.md rule 20): who looks leaves a trace, phones are masked."""

import re
from collections.abc import Iterator

import pytest

from property_ops.framework import permissions
from property_ops.framework.models import AuditEvent
from property_ops.framework.permissions import SEE_PHONES, rights, roles
from property_ops.framework.web.lists import EXPORT_KEY, Listing
from property_ops.modules.dispatch.models import CrewMember
from property_ops.modules.estates.models import Tenure
from property_ops.modules.requests.models import Request
from tests.visitors import ADMINISTRATOR, Visitor, visitor
from tests.web.crawling import Place, Site
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db

PHONE = re.compile(r"1390000\d{4}")
"""The numbers that the site was furnished with."""


def people() -> set[str]:
    """The names and phones of residents, petitioners and crews."""
    residents = Tenure.objects.values_list("name", "phone")
    petitioners, crews = Request.objects.values_list("person", "phone"), CrewMember.objects.values_list("name", "phone")
    return {text for row in (*residents, *petitioners, *crews) for text in row if text}


def asked(site: Site) -> Iterator[tuple[Place, str]]:
    """Every page and file, and of every list its export."""
    for place in site.places:
        if place.takes("get"):
            yield place, place.url
            if place.view and issubclass(place.view, Listing) and place.view.export_name:
                yield place, f"{place.url}{'&' if place.query else '?'}{EXPORT_KEY}=xlsx"


def test_whoever_is_shown_people_leaves_a_trace(site):
    client, shown = visitor(ADMINISTRATOR, language="zh-hans"), people()
    untraced = []
    for _place, url in asked(site):
        before = AuditEvent.objects.count()
        words = text_of(client.get(url))
        told = sorted(text for text in shown if text in words)
        if told and AuditEvent.objects.count() == before:
            untraced.append(f"{url} shows {told[:4]}")
    from pathlib import Path

    Path("/tmp/untraced.txt").write_text("\n".join(untraced))
    assert "\n".join(untraced) == ""


def test_phones_are_masked_wherever_they_stand_for_who_may_not_see_them(site, monkeypatch):
    """Somebody with every right but this one."""
    every = {name: given | {"auditor"} for name, given in rights().items() if name != SEE_PHONES}
    every[SEE_PHONES] = rights()[SEE_PHONES]
    monkeypatch.setattr(permissions, "rights", lambda: every)
    assert "\n".join(phones_told(site, visitor("auditor", language="zh-hans"))) == ""


def test_no_role_without_the_right_sees_a_phone(site):
    blind = roles().keys() - permissions.roles_with(SEE_PHONES)
    assert blind >= {"reviewer", "auditor"}
    assert [told for role in sorted(blind) for told in phones_told(site, visitor(role, language="zh-hans"))] == []


def test_who_may_sees_them(site):
    seen = " ".join(phones_told(site, visitor("manager", language="zh-hans")))
    for page in ("/units/", "/requests/", "/dispatch/crews/"):
        assert page in seen


def phones_told(site: Site, client: Visitor) -> Iterator[str]:
    for _place, url in asked(site):
        if found := PHONE.findall(text_of(client.get(url))):
            yield f"{url} tells {sorted(set(found))[:3]}"
