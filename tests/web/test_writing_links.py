"""No page, paper or export opens an address by which somebody without a log-in could write (docs/product.md rule 22).

A link for acceptance is shown once to whoever makes it; all that is printed or shown afterwards only reads. But what
hangs where everybody walks is meant to be opened by anybody.
"""

import html
import re
import subprocess
import zipfile
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import pypdf
import pytest
import zxingcpp
from django.test import Client
from django.urls import Resolver404, resolve
from PIL import Image

from property_ops.framework.web.lists import EXPORT_KEY, Listing
from property_ops.modules.works.models import WorkOrder
from tests.visitors import ADMINISTRATOR, ROLES, visitor
from tests.web.crawling import Site
from tests.web.reading import content_of

pytestmark = pytest.mark.django_db
_ADDRESS = re.compile(r"""(?:https?://[^/\s"'<>]+)?(/[\w./%?=&;-]+)""")
NO_ANSWER = (404, 405, 410)
OF_WORKS = ("work", "work_certificate", "work_sheet", "visit_sheet", "quantity_book", "work_transcription", "audit")
HANGS_OUTSIDE = {
    "checkpoint_plates": "phone_plate",
    "meeting_sheet": "meeting_here",
    "volunteer_sheet": "volunteer_here",
}
"""A sheet that is printed to be hung up, and the one page that its codes open: whoever stands there reports a fault
(a new request, in nobody's name unless they say theirs) or writes down a name as one who came, and nothing that is
there is accepted, decided or changed."""


@pytest.mark.long
def test_nothing_that_is_shown_or_printed_opens_a_link_that_writes(site: Site):
    found = {
        f"{place}: {address}"
        for place, answer in site.answers.items()
        for address in addresses_of(answer)
        if writes_without_log_in(address) and resolve(urlsplit(address).path).url_name != HANGS_OUTSIDE.get(place.name)
    }
    assert not found, "\n".join(sorted(found))


@pytest.mark.parametrize(
    "role", [ADMINISTRATOR, *(pytest.param(role, marks=pytest.mark.long) for role in (*ROLES, "crew"))]
)
def test_no_role_is_told_one_about_works_on_pages_papers_or_exports(site: Site, role: str):
    client = visitor(role)
    exports = [f"{place.url.partition('?')[0]}?{EXPORT_KEY}=xlsx" for place in site.places if _is_list(place.view)]
    pages = [place.url for name in OF_WORKS for place in site.seen[name]]
    found = {
        f"{url}: {address}"
        for url in [*pages, *exports]
        for address in addresses_of(client.get(url))
        if writes_without_log_in(address)
    }
    assert not found, "\n".join(sorted(found))


def test_where_a_link_is_made_it_is_found(site: Site):
    """That the tests above can find one."""
    client, work = visitor(ADMINISTRATOR), WorkOrder.objects.filter(state="done").first()
    assert work is not None
    made = client.post(f"/acceptance-links/branch/give/{work.number}/")
    assert {urlsplit(one).path[:3] for one in addresses_of(made) if writes_without_log_in(one)} == {"/a/"}
    assert [one for one in addresses_of(client.get(f"/works/{work.number}/")) if writes_without_log_in(one)] == []


def _is_list(view: Any) -> bool:
    return isinstance(view, type) and issubclass(view, Listing)


def addresses_of(answer: Any) -> set[str]:
    """Every address in what was answered: links and text of a page, of a paper and its codes, of a workbook."""
    if answer.status_code != 200:
        return set()
    data = content_of(answer)
    kind = answer.headers.get("Content-Type", "")
    texts: Iterator[str] | list[str] = [html.unescape(data.decode(errors="replace"))]
    if "pdf" in kind:
        texts = [*(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages), *_codes(data)]
    elif data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as parts:
            texts = [parts.read(name).decode(errors="replace") for name in parts.namelist()]
    return {address for text in texts for address in _ADDRESS.findall(text)}


def _codes(pdf: bytes) -> list[str]:
    with TemporaryDirectory() as folder:
        Path(folder, "paper.pdf").write_bytes(pdf)
        subprocess.run(["pdftoppm", "-r", "110", "-gray", "-png", "paper.pdf", "page"], cwd=folder, check=True)
        pictures = [Image.open(page) for page in sorted(Path(folder).glob("*.png"))]
        return [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]


def writes_without_log_in(address: str) -> bool:
    """Whether the address is there for people without a log-in, names something, and takes a POST."""
    path = urlsplit(address).path
    return names_something_without_log_in(path) and Client().post(path).status_code not in NO_ANSWER


@cache
def names_something_without_log_in(path: str) -> bool:
    """The same few hundred addresses stand on every page."""
    try:
        match = resolve(path)
    except Resolver404:
        return False
    return not getattr(match.func, "login_required", True) and bool(match.kwargs)
