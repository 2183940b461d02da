"""Importing on the web: kept apart until confirmed, by the one who uploaded, within the limit."""

import os
import re
import time
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from property_ops.framework.models import AuditEvent
from property_ops.framework.web import uploads
from property_ops.modules.estates.public import Estate, Unit
from tests.property_ops.framework.importing.papers import approve_all
from tests.visitors import visitor

pytestmark = pytest.mark.django_db

HEADS = ["小区编号", "小区名称", "管理方式", "接管日期"]
GOOD = ["BC01", "牡丹花园", "在管", "2022-01-01"]


@pytest.fixture(autouse=True)
def _data_folder(settings, tmp_path):
    settings.DATA = tmp_path


def workbook(*rows, name="小区台账.xlsx"):
    book = openpyxl.Workbook()
    for row in (HEADS, *rows):
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    return SimpleUploadedFile(name, file.getvalue())


def upload(client, *files):
    return client.post("/import/", {"files": list(files)})


def kept(folder):
    return sorted(path.name for path in (folder / "uploads").rglob("*") if path.is_file())


def test_a_preview_shows_what_would_happen_and_stores_nothing():
    client = visitor()
    response = upload(client, workbook(GOOD))
    page = client.text(response.headers["Location"])
    assert "小区台账.xlsx" in page
    assert "1 rows would be created, 0 changed." in page
    assert not Estate.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_confirmed_import_stores_the_rows_once_and_forgets_the_files(tmp_path):
    client = visitor()
    address = upload(client, workbook(GOOD)).headers["Location"]
    response = client.post(address)
    assert "Imported: 1 created, 0 changed." in response.content.decode()
    assert Estate.objects.get().name == "牡丹花园"
    assert kept(tmp_path) == []
    assert client.post(address, follow=True).redirect_chain == [("/import/", 302)]
    assert AuditEvent.objects.filter(user=client.user).count() == 1


def test_a_file_with_an_error_is_left_out_and_its_place_is_named():
    client = visitor()
    bad = ["BC02", "北城新村", "在管", "2022-02-30"]
    page = client.text(upload(client, workbook(GOOD, bad)).headers["Location"])
    assert "1 file has errors and is left out as a whole" in page
    assert "2022-02-30" in page
    assert "Confirm and import" not in page


def test_of_several_files_the_good_ones_are_imported():
    client = visitor()
    address = upload(client, workbook(GOOD), SimpleUploadedFile("broken.xlsx", b"PK\x03\x04 not a workbook")).headers[
        "Location"
    ]
    assert "Import the files without errors" in client.text(address)
    client.post(address)
    assert Estate.objects.count() == 1


def test_importing_the_same_again_says_that_all_is_there():
    client = visitor()
    client.post(upload(client, workbook(GOOD)).headers["Location"])
    page = client.text(upload(client, workbook(GOOD)).headers["Location"])
    assert "Everything in these files is in the registers already." in page


def test_cancelling_throws_the_files_away(tmp_path):
    client = visitor()
    address = upload(client, workbook(GOOD)).headers["Location"]
    assert kept(tmp_path) == ["小区台账.xlsx"]
    client.post(address, {"cancel": "1"})
    assert kept(tmp_path) == []
    assert not Estate.objects.exists()


def test_a_colleagues_upload_is_refused():
    address = upload(visitor(), workbook(GOOD)).headers["Location"]
    stranger = visitor()
    for answer in (stranger.get(address, follow=True), stranger.post(address, follow=True)):
        assert answer.redirect_chain == [("/import/", 302)]
        assert "it is not yours" in answer.content.decode()
    assert not Estate.objects.exists()


@pytest.mark.parametrize("token", ["x" * 30, "..", "%2e%2e%2f1", "a" * 100])
def test_an_invented_upload_is_refused(token):
    response = visitor().get(f"/import/{token}/", follow=True)
    assert response.status_code in (200, 404)
    assert not Estate.objects.exists()


def test_an_upload_that_nobody_confirmed_expires_and_is_removed_with_the_next(tmp_path):
    client = visitor()
    address = upload(client, workbook(GOOD)).headers["Location"]
    (folder,) = (tmp_path / "uploads" / str(client.user.pk)).iterdir()
    long_ago = time.time() - uploads.KEPT_SECONDS - 1
    os.utime(folder, (long_ago, long_ago))
    assert "no longer there" in client.get(address, follow=True).content.decode()
    upload(client, workbook(GOOD, name="new.xlsx"))
    assert kept(tmp_path) == ["new.xlsx"]


def test_files_above_the_limit_are_refused_and_not_kept(settings, tmp_path):
    settings.IMPORT_MAX_MEGABYTES = 1
    client = visitor()
    big = SimpleUploadedFile("big.xlsx", b"x" * (1024 * 1024 + 1))
    response = client.post("/import/", {"files": [big]}, follow=True)
    assert "The files are larger than 1 MB together. Nothing was stored." in response.content.decode()
    assert kept(tmp_path) == []


def test_many_files_are_too_large_together(settings, tmp_path):
    settings.IMPORT_MAX_MEGABYTES = 1
    client = visitor()
    half = b"x" * (600 * 1024)
    response = upload(client, SimpleUploadedFile("a.xlsx", half), SimpleUploadedFile("b.xlsx", half))
    assert response.headers["Location"] == "/import/"
    assert kept(tmp_path) == []


def test_nothing_chosen_is_said():
    response = visitor().post("/import/", {}, follow=True)
    assert "Choose at least one workbook." in response.content.decode()


def test_the_form_needs_its_token_although_files_are_streamed(tmp_path):
    client = visitor()
    client.handler.enforce_csrf_checks = True
    assert upload(client, workbook(GOOD)).status_code == 403
    assert kept(tmp_path) == []
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', client.text("/import/"))[1]
    response = client.post("/import/", {"csrfmiddlewaretoken": token, "files": [workbook(GOOD, name="b.xlsx")]})
    assert response.status_code == 302
    assert "b.xlsx" in kept(tmp_path)


@pytest.mark.parametrize("role", ["reviewer", "auditor", "crew", "nobody"])
def test_who_may_not_import_can_neither_look_nor_upload(role, tmp_path):
    client = visitor(role)
    assert client.get("/import/").status_code == 403
    assert upload(client, workbook(GOOD)).status_code == 403
    assert kept(tmp_path) == []


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\台账\\房屋台账.xlsx", "房屋台账.xlsx"),
        ("...", "file"),
        ("a" * 300 + ".xlsx", "a" * 60 + ".xlsx"),
        ('a<b>"c|d.xlsx', "a_b__c_d.xlsx"),
    ],
)
def test_a_files_name_never_leads_out_of_its_folder(given, stored, tmp_path):
    assert uploads._safe_name(given, taken=tmp_path) == stored


def test_two_files_of_one_name_are_both_kept(tmp_path):
    (tmp_path / "a.xlsx").touch()
    assert uploads._safe_name("a.xlsx", taken=tmp_path) == "a (2).xlsx"


def test_a_formula_in_a_file_is_shown_as_text_only():
    client = visitor()
    page = client.text(upload(client, workbook(["BC09", "=cmd|'/c calc'!A0", "在管", "x"])).headers["Location"])
    assert "<script" not in page.split("</head>")[1]


def test_what_the_files_do_not_say_is_asked_and_nothing_is_stored_before_the_answer():
    estate = Estate.objects.create(code="BC01", name="牡丹花园", management="assisted")
    Unit.objects.create(estate=estate, building=1, entrance=1, room="0301", code="BC01-1-1-0301", area=90)
    book = openpyxl.Workbook()
    book.active.title = "牡丹花园"
    for row in (["房号", "业主姓名", "建筑面积", "房屋性质", "入住情况"], ["1-1-301", "秦志", 93.02, "住宅", "自住"]):
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    client = visitor()
    address = upload(client, SimpleUploadedFile("房屋台账.xlsx", file.getvalue())).headers["Location"]
    page = client.text(address)
    assert "Is 301 the same flat as BC01-1-1-0301, which is stored?" in page
    assert 'name="answer-rooms" value="same"' in page
    answered = client.text(f"{address}?answer-rooms=same")
    assert "By 1 row somebody would pay: it waits for another person" in answered
    assert "Confirm and import" in answered
    assert '<input type="hidden" name="answer-rooms" value="same">' in answered
    client.post(address, {"answer-rooms": "same"})
    assert list(Unit.objects.values_list("room", "area", "tenures__name")) == [("0301", 90, None)]
    approve_all()
    assert list(Unit.objects.values_list("room", "tenures__name")) == [("0301", "秦志")]
