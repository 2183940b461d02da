"""What each page says of itself."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import get_resolver

from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.slots import plugged_into
from property_ops.framework.web.days import DaysPage
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.lists import Listing, ListPage
from property_ops.framework.web.tabs import ListTab
from tests.architecture.source import PACKAGES

KIT = {ListPage, ListTab, DecidedPage}


def kinds_of(base: type[Any]) -> Iterator[type[Any]]:
    for kind in base.__subclasses__():
        yield kind
        yield from kinds_of(kind)


def test_lists_details_and_reports_say_whether_they_show_personal_data():
    """docs/product.md 20. There is no default: whoever writes the page has thought of it."""
    assert get_resolver().url_patterns
    for slot in {slot for module in settings.MODULES for slot in module.slots}:
        plugged_into(slot)
    pages = {kind for base in (Listing, DetailPage, DaysPage) for kind in kinds_of(base)} - KIT
    assert len(pages) > 50
    ours = [page for page in pages if page.__module__.startswith(PACKAGES)]
    assert [f"{page.__module__}.{page.__name__}" for page in ours if not hasattr(page, "personal_data")] == []
