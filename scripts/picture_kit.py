"""What the makers of pictures share: the demonstration that is served, a browser, and pictures that are small."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.services.payments.platforms import Platforms

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "build" / "pictures"
PICTURES = ROOT / "docs" / "pictures"
COMMAND = Path(sys.executable).parent / "property-ops"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=zh-CN"]
DESK, BOARD, PHONE = (
    ViewportSize(width=width, height=height) for width, height in ((1280, 800), (1280, 500), (390, 780))
)
COLOURS, MOST_BYTES = 256, 150_000


def entered(office: Page, phone: Page, statement: str) -> Page:
    """A household's page, opened by a statement, its code and the payer's surname."""
    month, unit = statement.split("/")
    office.goto(f"/bills/?q={unit}&month={month}")
    office.locator("tbody a[href^='/bills/']").first.click()
    token = (office.locator("a[href*='/s/']").first.get_attribute("href") or "").rpartition("/")[2]
    paper = DATA / "statements" / f"{statement}.pdf"
    words = subprocess.run(["pdftotext", paper, "-"], check=True, capture_output=True, text=True).stdout
    phone.goto(f"/home/enter/{token}")
    phone.get_by_label("账单上的核对码").fill(words.split("校验码")[1].split()[0])
    phone.get_by_label("缴费人的姓").fill(words.split("户号")[1].split()[0])
    phone.get_by_role("button", name="进入我家的页面").click()
    phone.wait_for_url(lambda address: "/enter/" not in address)
    return phone


def seen(page: Page) -> Image.Image:
    """What the window shows, once fonts and pictures are there."""
    page.wait_for_timeout(1500)  # pages on phones keep asking, so that the network is never idle
    page.evaluate("document.fonts.ready.then(() => true)")
    return Image.open(BytesIO(page.screenshot()))


def drawn(paper: Path, *, width: int) -> Image.Image:
    """The first sheet of a PDF."""
    to = DATA / "sheet"
    subprocess.run(
        ["pdftoppm", "-png", "-singlefile", "-scale-to-x", str(width), "-scale-to-y", "-1", paper, to], check=True
    )
    return Image.open(to.with_suffix(".png"))


def side_by_side(left: Image.Image, right: Image.Image, *, gap: int = 24) -> Image.Image:
    both = Image.new("RGB", (left.width + gap + right.width, max(left.height, right.height)), "white")
    both.paste(left, (0, 0))
    both.paste(right, (left.width + gap, 0))
    return both


def keep(name: str, picture: Image.Image) -> None:
    """Few colours, and a thin frame, so that white papers end somewhere on a white page."""
    framed = Image.new("RGB", (picture.width + 2, picture.height + 2), "#d8dedb")
    framed.paste(picture.convert("RGB"), (1, 1))
    PICTURES.mkdir(exist_ok=True)
    path = PICTURES / f"{name}.png"
    framed.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}: {framed.width} × {framed.height}, {size // 1000} KB")
    if size > MOST_BYTES:
        sys.exit(f"{path.name} is larger than {MOST_BYTES // 1000} KB.")


def run(*arguments: str) -> None:
    subprocess.run([COMMAND, *arguments], env=environment(), check=True)


def environment(**more: str) -> dict[str, str]:
    return os.environ | {"PROPERTY_OPS_DATA": str(DATA), "DATABASE_URL": "", "PROPERTY_OPS_LANGUAGE": "zh-hans"} | more


@contextmanager
def served() -> Iterator[str]:
    """The address at which the demonstration is served."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = f"http://127.0.0.1:{port}"
    platforms = Platforms()  # without the keys of a payment service nothing can be chosen to be paid
    keys = {"PROPERTY_OPS_PAY": str(platforms.keys(DATA)), "PROPERTY_OPS_INSIDE": "127.0.0.1"}
    said = environment(PROPERTY_OPS_URL=site, **keys)
    server = subprocess.Popen([COMMAND, "serve", "--port", str(port)], env=said)
    try:
        wait_for(f"{site}/healthz")
        yield site
    finally:
        server.terminate()
        server.wait()
        platforms.end()


def wait_for(address: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    sys.exit(f"The demonstration does not answer at {address}.")


@contextmanager
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        sys.exit("Chromium is not installed. Run: scripts/install-services chromium")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield found
        found.close()


def logged_in(chromium: Browser, site: str, user: str, window: ViewportSize = DESK) -> Page:
    password = (DATA / "demo-login.txt").read_text(encoding="utf-8").split()[1]
    page = chromium.new_page(base_url=site, viewport=window, locale="zh-CN", timezone_id="Asia/Shanghai")
    page.goto("/login/")
    page.get_by_label("用户名").fill(user)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(lambda address: "/login/" not in address)
    return page
