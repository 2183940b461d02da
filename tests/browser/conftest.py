"""A served installation with staff, and what every page must not do."""

import shutil
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.services.installation import Installation

PATIENCE = 60
"""Seconds until what does not come is given up; a busy machine is slow, not wrong."""
expect.set_options(timeout=PATIENCE * 1000)

PASSWORD = "a-long-password-of-tests"
ROLES = ("dispatcher", "accountant", "reviewer", "manager", "grid_worker", "auditor")
MAKE_STAFF = f"""
from django.contrib.auth.models import Group
from property_ops.framework.models import User
for role in {ROLES!r}:
    user = User.objects.create_user(role, password={PASSWORD!r})
    user.groups.add(Group.objects.get(name=role))
from property_ops.modules.estates.models import Company
Company.objects.update_or_create(id=1, defaults=dict(name="测试物业服务有限公司", phone="0530-0000000"))
"""


@pytest.fixture(scope="session")
def office(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, str]]:
    """An empty installation with one account per role, and the address at which it is served."""
    made = Installation(data=tmp_path_factory.mktemp("office") / "data", url="")
    shutil.copytree(sqlite_template, made.data)
    made.shell(MAKE_STAFF)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = f"http://127.0.0.1:{port}"
    process = made.start("serve", "--port", str(port), PROPERTY_OPS_URL=site)
    _wait_for(f"{site}/healthz")
    yield made, site
    process.terminate()
    process.wait(PATIENCE)
    made.end_processes()


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
    """`visit("accountant")`: a page of a fresh browser session, logged in as that role; None stays outside.

    Fails the test on a request that leaves the machine, on an error in the page's console and on a server error.
    """
    _, site = office
    complaints: list[str] = []
    opened: list[BrowserContext] = []

    def open_page(role: str | None = None, **options: object) -> Page:
        context = browser.new_context(**{**browser_context_args, "base_url": site, **options})
        opened.append(context)
        context.set_default_timeout(PATIENCE * 1000)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
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
        if role:
            page.goto("/login/")
            page.get_by_label("用户名").fill(role)
            page.get_by_label("密码").fill(PASSWORD)
            page.get_by_role("button", name="登录").click()
            page.wait_for_url(f"{site}/")
        return page

    yield open_page
    for context in opened:
        context.close()
    assert not complaints
