"""Papers of works: what stands on them, that they are the same when made again, and who prints them."""

import re
import subprocess
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import pypdf
import pytest
import zxingcpp
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from property_ops.framework.models import AuditEvent
from property_ops.framework.pictures.reading import Size
from property_ops.framework.pictures.store import content
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.dispatch.testing import CrewFactory, VisitFactory, at
from property_ops.modules.estates.public import Company
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.portal.selectors.papers import completion_of
from property_ops.modules.portal.services.links import give_link
from property_ops.modules.portal.services.papers import certificate, quantity_book, work_sheet
from property_ops.modules.works.models import WorkLine
from property_ops.modules.works.public import Party, PhotoStage, WorkResult, add_photo
from property_ops.modules.works.testing import WorkOrderFactory, hear
from tests.pages import OFFICE_ROLES, sheet_of, text_of, visitor
from tests.property_ops.framework.pictures import photos

pytestmark = pytest.mark.django_db
TODAY = date(2022, 6, 20)


@pytest.fixture
def manager():
    Company.objects.create(id=1, name="城市物业服务有限公司", phone="0530-1234567")
    return visitor("manager")


@pytest.fixture
def estate():
    return EstateFactory(code="BC02", name="北城新村")


@pytest.fixture
def work(estate):
    """Two lines, done, not accepted yet."""
    work = WorkOrderFactory(
        number="GD-7", estate=estate, price=Yuan(10_00), place="3号楼前", result=WorkResult.PENDING, accepted=None,
        accepted_on=None, accepted_by="",
    )  # fmt: skip
    WorkLine.objects.create(work=work, number=2, name="更换路缘石", unit="m", planned=40, price=Yuan(30_00), done=38)
    return work


JPEG = b"\xff\xd8"


def pages(data):
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages]


def codes(data):
    """What the QR codes of a PDF hold."""
    with TemporaryDirectory() as folder:
        Path(folder, "paper.pdf").write_bytes(data)
        subprocess.run(["pdftoppm", "-r", "150", "-png", "paper.pdf", "page"], cwd=folder, check=True)
        pictures = [Image.open(picture) for picture in sorted(Path(folder).glob("*.png"))]
        return [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]


def text(data):
    return "\n".join(pages(data))


def holds(printed, *words):
    missing = [word for word in words if word not in printed]
    assert not missing, (missing, printed)


def test_a_work_sheet_says_who_goes_where_when_and_has_room_to_write(manager, work):
    visit = VisitFactory(work=work, number=2, crew=CrewFactory(name="道路一班"), starts_at=at(21, 8), note="从东门进")
    (printed,) = pages(work_sheet(work=work, visit=visit, by=manager.user))
    holds(
        printed, "派工单", "城市物业服务有限公司", "工单 GD-7", "第2次", "北城新村", "3号楼前", "路面修补", "道路一班",
        "2022-06-21 08:00 至 12:00", "从东门进", "更换路缘石", "120", "40", "无雨，气温不低于 10 °C", "班组长",
        "签字（盖章）",
    )  # fmt: skip


def test_a_certificate_that_waits_has_open_places_to_sign_and_a_code_that_only_proves(manager, work):
    made = give_link(work=work, party=Party.COMMITTEE, by=manager.user, now=timezone.now())
    data = certificate(work=work, by=manager.user)
    printed = text(data)
    (address,) = codes(data)
    assert "/c/" in address
    assert made.token not in address
    page = Client().get(urlsplit(address).path).content.decode()
    holds(page, "打印内容与系统记录一致", "还没有任何一方验收", "待验收")
    assert re.findall(r"<form[^>]* action=\"([^\"]*)", page) == [reverse("large_type")]
    holds(printed, "完工验收单", "路面修补", "120", "更换路缘石", "38", "业委会", "党支部", "物业", "□ 合格", "待验收")
    holds(printed, "仅供查看，不能用于验收")


def accepted(work, manager):
    for party, person in ((Party.COMMITTEE, "王主任"), (Party.BRANCH, "赵书记"), (Party.COMPANY, "张经理")):
        measured = {1: Decimal("118.5"), 2: Decimal(38)}
        hear(work, party, measured, on=TODAY, staff=manager.user, person=person)
    work.refresh_from_db()


def test_a_certificate_of_an_accepted_work_says_what_each_party_measured(manager, work):
    before = certificate(work=work, by=manager.user)
    accepted(work, manager)
    data = certificate(work=work, by=manager.user)
    printed = text(data)
    holds(printed, "118.5 ㎡", "38 m", "王主任", "赵书记", str(manager.user), "2022-06-20")
    holds(printed, "合格", "居民分摊", "全小区")
    holds(printed, "亲验（链接）", "亲验")
    assert "□" not in printed
    now, then = (Client().get(urlsplit(codes(one)[0]).path).content.decode() for one in (data, before))
    holds(now, "打印内容与系统记录一致", "118.5 ㎡", "王主任", "亲验（链接）", "业委会", "党支部", "物业公司")
    holds(then, "打印后系统记录有变化")
    digest = completion_of(work).digest
    assert digest in now
    assert digest[:32] in printed


def test_photos_stand_on_the_certificate_as_they_are_kept(manager, work):
    for stage, colour in ((PhotoStage.AFTER, photos.BLUE), (PhotoStage.BEFORE, photos.RED)):
        add_photo(
            work=work, stage=stage, data=photos.jpeg(colour=colour), by=manager.user, now=timezone.now(),
            caption="东侧" if stage == PhotoStage.AFTER else "",
        )  # fmt: skip
    data = certificate(work=work, by=manager.user)
    printed = text(data)
    assert printed.index("施工前 · ") < printed.index("完工后 · ")
    holds(printed, "东侧")
    drawn = {image.data for page in pypdf.PdfReader(BytesIO(data)).pages for image in page.images}
    assert {data for data in drawn if data.startswith(JPEG)} == {
        content(photo.picture, Size.MEDIUM) for photo in work.photos.all()
    }


def test_made_again_every_paper_is_the_same_file(manager, work):
    accepted(work, manager)
    add = {"work": work, "stage": PhotoStage.AFTER, "by": manager.user, "now": timezone.now()}
    add_photo(data=photos.jpeg(), **add)
    assert certificate(work=work, by=manager.user) == certificate(work=work, by=manager.user)
    sheets = {work_sheet(work=work, visit=None, by=manager.user) for _ in range(2)}
    books = {quantity_book(estate=work.estate, month=Month(2022, 6), by=manager.user)[1] for _ in range(2)}
    assert len(sheets) == len(books) == 1
    assert AuditEvent.objects.filter(action="portal.paper_printed", subject="GD-7").count() == 4


@pytest.fixture
def june(estate, work):
    """Beside the one that waits: accepted in June, accepted in July, sent back, of another estate."""
    WorkOrderFactory(number="GD-1", estate=estate, done=Decimal(100), accepted=Decimal("90.5"), place="东门")
    WorkOrderFactory(number="GD-2", estate=estate, accepted_on=date(2022, 7, 1))
    WorkOrderFactory(number="GD-3", estate=estate, result=WorkResult.REWORK, accepted=None, accepted_on=None)
    WorkOrderFactory(number="GD-4", estate=EstateFactory(code="BC09", name="别的小区"))


def test_the_quantity_book_holds_the_works_of_the_month_and_their_sums(manager, june, estate):
    book, data = quantity_book(estate=estate, month=Month(2022, 6), by=manager.user)
    assert [(row.work.number, row.line.number) for row in book.rows] == [
        ("GD-1", 1), ("GD-3", 1), ("GD-7", 1), ("GD-7", 2),
    ]  # fmt: skip
    assert {key: (found.lines, found.done, found.accepted) for key, found in book.sums.items()} == {
        ("更换路缘石", "m"): (1, Decimal(38), Decimal(0)),
        ("路面修补", "㎡"): (3, Decimal(340), Decimal("90.5")),
    }
    printed = text(data)
    holds(printed, "工程量台账", "北城新村 · 2022年6月", "90.5", "待验收", "返工", "合计", "3,000.00", "340")
    for absent in ("GD-2", "GD-4", "别的小区"):
        assert absent not in printed


def test_the_quantity_book_in_excel_has_numbers_and_dates(manager, june):
    rows = sheet_of(manager.get("/quantity-book/?estate=BC02&month=2022-06&export=xlsx"))
    assert rows[0][:3] == ("工单号", "类别", "地点")
    (accepted_row,) = [row for row in rows if row[0] == "GD-1"]
    assert accepted_row[3:8] == ("路面修补", "㎡", 120, 100, 90.5)
    assert accepted_row[9].date() == date(2022, 6, 15)
    assert (accepted_row[10], accepted_row[11], accepted_row[13]) == ("合格", "导入", 1000)
    assert [row[13] for row in rows if row[0] == "GD-7"] == [1000, None]


def test_the_quantity_book_on_screen(manager, june, estate):
    page = text_of(manager.get("/quantity-book/?estate=BC02&month=2022-06"))
    holds(page, "GD-1", "GD-7", "更换路缘石", "340")
    assert "GD-2" not in page
    assert "本月没有完工或验收的工程" in text_of(manager.get("/quantity-book/?estate=BC02&month=2019-01"))
    assert manager.get("/quantity-book/?estate=BC02&month=June").status_code == 422
    assert manager.get("/quantity-book/?estate=NONE").status_code == 422
    assert manager.get("/quantity-book/?estate=BC02&month=2022-06&export=doc").status_code == 404
    data = manager.get("/quantity-book/?estate=BC02&month=2022-06&export=pdf")
    assert data["Content-Type"] == "application/pdf"
    empty = text(manager.get("/quantity-book/?estate=BC02&month=2019-01&export=pdf").content)
    assert "本月没有完工或验收的工程。" in empty


PAPERS = ("/work-papers/sheet/GD-7/", "/work-papers/certificate/GD-7/", "/quantity-book/?estate=BC02&export=pdf")


@pytest.mark.parametrize("role", [*OFFICE_ROLES, "crew"])
def test_who_may_print(role, work, manager):
    client = visitor(role, work.estate)
    visit = VisitFactory(work=work, crew=CrewFactory(), starts_at=at(21, 8))
    expected = 403 if role == "crew" else 200
    for path in (*PAPERS, f"/work-papers/visits/{visit.pk}/"):
        assert client.get(path).status_code == expected, path


def test_a_grid_worker_prints_nothing_of_another_estate(work, manager):
    stranger = visitor("grid_worker", EstateFactory(code="OTHER"))
    visit = VisitFactory(work=work, crew=CrewFactory(), starts_at=at(21, 8))
    assert [stranger.get(path).status_code for path in PAPERS] == [404, 404, 422]
    assert stranger.get(f"/work-papers/visits/{visit.pk}/").status_code == 404


def test_the_page_of_a_work_leads_to_its_papers(manager, work):
    visit = VisitFactory(work=work, crew=CrewFactory(), starts_at=at(21, 8))
    page = text_of(manager.get("/works/GD-7/"))
    holds(page, *PAPERS[:2], f"/work-papers/visits/{visit.pk}/")
