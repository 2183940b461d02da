"""A served installation with staff, and what every page must not do."""

import io
import shutil
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from tests.services.installation import Installation
from tests.services.payments.platforms import Platforms

PATIENCE = 60
"""Seconds until what does not come is given up; a busy machine is slow, not wrong."""
expect.set_options(timeout=PATIENCE * 1000)

EXPECTED = "ERR_INTERNET_DISCONNECTED", "status of 422"
"""What the browser's console says of a connection that a test took away, and of a form refused with a sentence."""
PASSWORD = "a-long-password-of-tests"
ROLES = ("dispatcher", "accountant", "reviewer", "manager", "grid_worker", "auditor")
PHONE = {"viewport": {"width": 375, "height": 740}, "has_touch": True, "locale": "zh-CN"}
PERSON = f"""
from django.contrib.auth.models import Group
from property_ops.framework.models import User
def person(username, role, name=""):
    user = User.objects.create_user(username, password={PASSWORD!r}, display_name=name)
    user.groups.add(Group.objects.get(name=role))
    return user
"""
"""Code for an installation: `person(…)` makes somebody who can log in."""
MAKE_STAFF = f"""
{PERSON}
for role in {ROLES!r}:
    person(role, role)
from property_ops.modules.estates.models import Company
Company.objects.update_or_create(id=1, defaults=dict(name="测试物业服务有限公司", phone="0530-0000000"))
"""


@pytest.fixture(scope="session")
def platforms() -> Iterator[Platforms]:
    """WeChat Pay and Alipay, as payers and the office meet them."""
    made = Platforms()
    yield made
    made.end()


@pytest.fixture(scope="session")
def office(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, platforms: Platforms
) -> Iterator[tuple[Installation, str]]:
    """An empty installation with one account per role, paid by phone, and the address at which it is served."""
    made = Installation(data=tmp_path_factory.mktemp("office") / "data", url="")
    shutil.copytree(sqlite_template, made.data)
    made.shell(MAKE_STAFF)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = f"http://127.0.0.1:{port}"
    keys = str(platforms.keys(tmp_path_factory.mktemp("keys")))
    says = {"PROPERTY_OPS_URL": site, "PROPERTY_OPS_PAY": keys, "PROPERTY_OPS_INSIDE": "127.0.0.1"}
    process = made.start("serve", "--port", str(port), **says)
    _wait_for(f"{site}/healthz")
    yield made, site
    process.terminate()
    process.wait(PATIENCE)
    made.end_processes()


def is_complaint(message: ConsoleMessage) -> bool:
    return message.type == "error" and not any(words in message.text for words in EXPECTED)


def _wait_for(url: str) -> None:
    ended = time.monotonic() + 2 * PATIENCE
    while time.monotonic() < ended:
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError(url)


@pytest.fixture
def visit(
    office: tuple[Installation, str], browser: Browser, browser_context_args: dict
) -> Iterator[Callable[..., Page]]:
    """`visit("accountant")`: a page of a fresh browser session, logged in under that name; None stays outside.

    Fails the test on a request that leaves the machine, on an error in the page's console and on a server error.
    """
    _, site = office
    complaints: list[str] = []
    opened: list[BrowserContext] = []

    def open_page(username: str | None = None, **options: object) -> Page:
        context = browser.new_context(**{**browser_context_args, "base_url": site, **options})
        opened.append(context)
        context.set_default_timeout(PATIENCE * 1000)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if is_complaint(message) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith((site, "data:", "blob:")) else complaints.append(request.url)
            ),
        )
        page.on(
            "response",
            lambda answer: complaints.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None,
        )
        if username:
            page.goto("/login/")
            page.get_by_label("用户名").fill(username)
            page.get_by_label("密码").fill(PASSWORD)
            page.get_by_role("button", name="登录").click()
            page.wait_for_url(lambda address: "/login/" not in address)
        return page

    yield open_page
    for context in opened:
        context.close()
    assert not complaints, complaints


@pytest.fixture
def stored(office: tuple[Installation, str]) -> Callable[[str], str]:
    """The last line that code prints in the installation: what became of what was entered on the pages."""
    return lambda code: office[0].shell(code).strip().splitlines()[-1]


def read_code(shown: Locator) -> str:
    """What a QR code says that a page shows."""
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(shown.screenshot())))
    return str(code.text)


def fits(page: Page) -> bool:
    """Nothing is wider than the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
