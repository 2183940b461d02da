"""A month's files in an object storage: made by whichever worker, opened by whichever host, and what is said of it."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.storage import storages
from django.urls import reverse

from invoices.modules.statements.public import archive_month, print_month, statement_pdf, write_statements
from property_ops.framework.doctor.findings import Level, examine
from property_ops.framework.models import AuditEvent
from property_ops.framework.paper_stores.setting import NAME, papers_setting
from tests.invoices.june import JUNE, LIVED_IN, VACANT, bill_of
from tests.visitors import visitor


@pytest.fixture
def kept_at(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """As if the installation had been started with this setting."""

    def start(value: str) -> None:
        monkeypatch.setenv(NAME, value)
        settings.DATA = tmp_path
        settings.STORAGES = settings.STORAGES | {"papers": papers_setting(tmp_path)}
        storages.__dict__.pop("backends", None)
        storages._storages.clear()

    yield start
    storages.__dict__.pop("backends", None)
    storages._storages.clear()


def papers_found() -> list[tuple[str, Level]]:
    return [(one.wrong, one.level) for one in examine() if one.name == "papers"]


def test_print_files_and_archives_lie_in_the_object_storage_and_are_opened_from_there(
    issued_june, accountant, objects, kept_at, tmp_path
):
    kept_at(objects.url)
    assert print_month(month=JUNE, by=accountant).pages == 2
    assert archive_month(month=JUNE, by=accountant).statements == 2
    assert objects.names() == ["office/archive/2022-06/BC01.zip", "office/print/2022-06/BC01.pdf"]
    assert not any(path.suffix in (".pdf", ".zip") for path in tmp_path.rglob("*"))
    staff = visitor("accountant")
    page = staff.text(reverse("month_end_of", args=[JUNE]))
    for name, kept in (("print_file", "print/2022-06/BC01.pdf"), ("statement_archive", "archive/2022-06/BC01.zip")):
        address = reverse(name, args=[JUNE, "BC01"])
        assert address in page
        assert b"".join(staff.get(address).streaming_content) == objects.content(f"office/{kept}")
        assert visitor("auditor").get(address).status_code == 403
    with ZipFile(BytesIO(objects.content("office/archive/2022-06/BC01.zip"))) as archive:
        assert archive.namelist() == [f"{LIVED_IN}.pdf", f"{VACANT}.pdf"]
        assert archive.read(f"{LIVED_IN}.pdf") == statement_pdf(bill_id=bill_of(LIVED_IN).pk, by=accountant)
    opened = AuditEvent.objects.filter(action__in=["statements.print_opened", "statements.archive_opened"])
    assert opened.count() == 2
    assert papers_found() == [("", Level.FINE)]


def test_single_statements_go_to_a_folder_an_archive_or_where_papers_are_kept(
    issued_june, accountant, objects, kept_at, tmp_path
):
    kept_at(objects.url)
    names = [f"{LIVED_IN}.pdf", f"{VACANT}.pdf", "BC01.pdf"]
    for out in (tmp_path / "folder", tmp_path / "all.zip", None):
        assert write_statements(month=JUNE, out=out, merged=True, by=accountant).files == 2
    folder = {path.name: path.read_bytes() for path in (tmp_path / "folder").iterdir()}
    assert sorted(folder) == sorted(names)
    with ZipFile(tmp_path / "all.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == folder
    assert {name.rpartition("/")[2]: objects.content(name) for name in objects.names()} == folder
    assert {name.rpartition("/")[0] for name in objects.names()} == {"office/statements/2022-06"}


def test_a_storage_that_is_silent_is_told_on_the_page_and_by_the_doctor_and_the_rest_goes_on(
    issued_june, accountant, kept_at
):
    kept_at("s3+http://key:xyzzy@127.0.0.1:1/papers")
    page = visitor("accountant").text(reverse("month_end_of", args=[JUNE]))
    assert "http://127.0.0.1:1/papers does not answer" in page
    assert "xyzzy" not in page
    answer = visitor("accountant").get(reverse("print_file", args=[JUNE, "BC01"]))
    assert answer.status_code < 500
    [(wrong, level)] = papers_found()
    assert (level, "does not answer" in wrong) == (Level.WRONG, True)
