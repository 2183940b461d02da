"""Nothing on any page stands in the way of people who see, hear or move otherwise: axe, by WCAG 2.2 A and AA.

Nor is a list wider than an office's screen, or a page than a phone.
"""

import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponseBase
from playwright.sync_api import Page, sync_playwright

from tests.services.installation import ROOT
from tests.services.plugin import CHROMIUM_OPTIONS, skip_unless_ci
from tests.web.crawling import is_page

pytestmark = [pytest.mark.django_db, pytest.mark.long]

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SIDE = ".desk-side"
LOOK = """([levels, known]) => axe.run({include: [[":root"]], exclude: known.map(one => [one])},
    {runOnly: levels, resultTypes: ["violations"]}).then(found =>
    found.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.target} ${node.html.slice(0, 160)}`)))"""
TOO_WIDE = """() => [document.documentElement]
    .concat(innerWidth > 1000 ? [...document.querySelectorAll(".table-scroll:has(table)")] : [])
    .filter(one => one.scrollWidth > one.clientWidth + 1)
    .map(one => `${one.className || "the page"} is ${one.scrollWidth - one.clientWidth} px too wide`)"""
_KEY = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')

Answers = Mapping[str, HttpResponseBase]


def test_axe_finds_nothing_on_any_page(site, outside, chromium_path):
    """One page of each address. The browser asks what the crawl was answered, in a thread of its own: no database."""
    if not AXE.exists():
        skip_unless_ci("axe-core is not there. Run: make setup")
    everything = {place.url: answer for place, answer in site.answers.items()} | outside
    first = {place.name: place.url for place in reversed([*site.answers]) if is_page(site.answers[place])}
    staff = [url for name, url in first.items() if not name.startswith("phone")]
    phone = [url for name, url in first.items() if name.startswith("phone")]
    assert len(staff) > 100
    assert len(phone) > 1
    assert len(outside) > 3
    looks = [(DESK, [*staff, "/login/"]), (PHONE, [*phone, *outside])]
    with ThreadPoolExecutor(1) as aside:
        found = aside.submit(lambda: list(findings(chromium_path, everything, looks))).result()
    assert not found, "\n".join(found)


def findings(chromium: str, answers: Answers, looks: list[tuple[Any, list[str]]]) -> Iterator[str]:
    with sync_playwright() as playwright, served(answers) as site:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_OPTIONS)
        for viewport, addresses in looks:
            context = browser.new_context(viewport=viewport, base_url=site, locale="zh-CN", reduced_motion="reduce")
            context.add_init_script(path=AXE)
            page, sides = context.new_page(), set[str]()
            for address in addresses:
                yield from findings_on(page, address, sides)
        browser.close()


def findings_on(page: Page, address: str, sides: set[str]) -> Iterator[str]:
    """The menu at the side is looked at once for each that differs, which is the page's own line in it."""
    page.goto(address)
    if page.locator("#board").count():
        page.locator(".ec-body").first.wait_for()
    side = _KEY.sub("", page.locator(SIDE).inner_html()) if page.locator(SIDE).count() else ""
    for one in page.evaluate(LOOK, [LEVELS, [SIDE] if side and side in sides else []]):
        yield f"{address} {one}"
    yield from (f"{address} {one}" for one in page.evaluate(TOO_WIDE))
    sides.add(side)


@contextmanager
def served(answers: Answers) -> Iterator[str]:
    """The address where a browser gets static files, and what the crawl was answered."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = answer_to(self.path, answers)
            self.send_response(status)
            for name, value in (headers | {"Content-Length": str(len(body))}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def answer_to(address: str, answers: Answers) -> tuple[int, dict[str, str], bytes]:
    path = urlsplit(address).path
    if path.startswith("/static/"):
        found = finders.find(path.removeprefix("/static/"))
        kind = guess_type(path)[0] or "application/octet-stream"
        kept = {"Content-Type": kind, "Cache-Control": "max-age=3600"}
        return (200, kept, Path(str(found)).read_bytes()) if found else (404, {}, b"")
    nearest = (answer for url, answer in answers.items() if urlsplit(url).path == path)
    answer: Any = answers.get(address) or next(nearest, None)
    if answer is None:
        return 404, {}, b""
    return answer.status_code, dict(answer.headers), b"" if answer.streaming else answer.content
