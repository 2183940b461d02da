"""Looking at pages as a member of staff, and at the Excel files they give."""

import gzip
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.html import escape

from property_ops.framework.workbook import HEAD_ROWS
from property_ops.kernel.errors import BusinessError
from property_ops.modules.estates.models import Estate, EstateMembership
from tests import visitors
from tests.visitors import OFFICE_ROLES, ROLES, Visitor

TOTAL = ("Total", "合计")
MOST_TRAVELLING = 100_000
"""Bytes of a page for residents, before its photos: what is useful on a slow line."""
_FILE = re.compile(r'(?:href|src)="/static/([^"?]+\.(?:css|js))"')

__all__ = [
    "MOST_TRAVELLING",
    "OFFICE_ROLES",
    "ROLES",
    "book_of",
    "queries_of",
    "said_of",
    "sheet_of",
    "text_of",
    "travelling",
    "visitor",
]


def said_of(error: BusinessError) -> str:
    """The sentence of a refusal as a page shows it, in Chinese."""
    with translation.override("zh-hans"):
        return escape(error.sentence(translation.gettext))


def visitor(role: str, *estates: Estate, english: bool = False) -> Visitor:
    """Somebody with that role who is logged in and reads Chinese; a grid worker of these estates."""
    client = visitors.visitor(role, language="en" if english else "zh-hans")
    for estate in estates:
        EstateMembership.objects.create(user=client.user, estate=estate)
    return client


def text_of(response: Any) -> str:
    """The page, which must have been found."""
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def queries_of(client: Client, url: str) -> int:
    """How many queries the page takes, once caches are warm."""
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def sheet_of(response: Any) -> list[tuple[Any, ...]]:
    """The rows of an Excel download, headings first, without what stands above and the totals below.

    A formula in any other cell is refused.
    """
    rows = list(book_of(response).active.iter_rows(min_row=HEAD_ROWS + 1))
    if rows[-1][0].value in TOTAL:
        rows.pop()
    assert not [cell.coordinate for row in rows for cell in row if cell.data_type == "f"]
    return [tuple(cell.value for cell in row) for row in rows]


def book_of(response: Any, *, values: bool = False) -> openpyxl.Workbook:
    """The Excel download, with its formulas or with what they come to."""
    assert response.status_code == 200, response.status_code
    assert response.headers["Content-Type"].endswith("spreadsheetml.sheet")
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return openpyxl.load_workbook(BytesIO(content), data_only=values)


def travelling(answer: Any) -> int:
    """Bytes of a page with the scripts and styles that it needs to be drawn, packed as the server packs them."""
    files = [finders.find(name) for name in sorted(set(_FILE.findall(text_of(answer))))]
    assert None not in files
    parts = [answer.content, *(Path(str(file)).read_bytes() for file in files)]
    return sum(len(gzip.compress(part)) for part in parts)
