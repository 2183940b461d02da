"""A file that cannot be trusted is refused with a sentence, quickly, and nothing of it is stored."""

import contextlib
import struct
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.protection import WorkbookProtection

from property_ops.framework.importing import apart, safety, workbooks
from property_ops.framework.importing.problems import FileError
from property_ops.framework.importing.workbooks import open_workbook
from property_ops.modules.estates.public import Estate
from tests.property_ops.framework.importing.papers import ESTATES, ONE_ESTATE, only_error, register, run, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(path: Path) -> str:
    with pytest.raises(FileError) as caught:
        open_workbook(path)
    assert caught.value.advice
    return str(caught.value)


def good(path: Path) -> Path:
    return workbook(path, {"小区台账": register(ESTATES, *ONE_ESTATE)})


def rewritten(path: Path, target: Path, **parts: bytes) -> Path:
    """The same package with some parts replaced; `/` in names is written `__`."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        replaced = {name.replace("__", "/").replace("_xml", ".xml"): content for name, content in parts.items()}
        for part in source.infolist():
            copy.writestr(part, replaced.get(part.filename, source.read(part)))
    return target


def test_an_empty_file_is_refused(tmp_path):
    path = tmp_path / "空.xlsx"
    path.touch()
    assert "empty" in refusal(path)


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 no zip at all", OLE + b"\x00" * 5000, b"\x00\x01\x02" * 500, b"\x89PNG\r\n"]
)
def test_a_file_that_is_no_workbook_is_refused(tmp_path, content):
    path = tmp_path / "坏.xlsx"
    path.write_bytes(content + b"\x00")
    assert "damaged" in refusal(path)


def test_a_truncated_workbook_is_refused(tmp_path):
    path = good(tmp_path / "好.xlsx")
    path.write_bytes(path.read_bytes()[:-400])
    assert "damaged" in refusal(path)


def test_a_workbook_with_a_flipped_bit_is_refused(tmp_path):
    path = good(tmp_path / "好.xlsx")
    with zipfile.ZipFile(path) as archive:
        sheet = archive.getinfo("xl/worksheets/sheet1.xml")
    content = bytearray(path.read_bytes())
    content[sheet.header_offset + 60 + sheet.compress_size // 2] ^= 0x10
    path.write_bytes(content)
    assert "damaged" in refusal(path)


ODD_PARTS = (
    b"", b"<", b"\xff\xfe\x00", b'<?xml version="1.0" encoding="UTF-99"?><a/>', b"<a>&b;</a>", b"<a>" * 20_000,
    b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b"<a b='&#xD800;'/>", b"<a/>",
)  # fmt: skip


def test_whatever_a_part_of_a_workbook_holds_it_is_read_or_refused_with_a_sentence(tmp_path):
    path = good(tmp_path / "好.xlsx")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.startswith("xl/")}
    tried = 0
    for name in parts:
        for odd in ODD_PARTS:
            with zipfile.ZipFile(tmp_path / "坏.xlsx", "w") as bad:
                for other, content in parts.items():
                    bad.writestr(other, odd if other == name else content)
            with contextlib.suppress(FileError):
                open_workbook(tmp_path / "坏.xlsx")
            tried += 1
    assert tried >= 5 * len(ODD_PARTS)


def test_a_web_page_called_xls_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "导出.xls"
    path.write_text("<html><table><tr><td>小区</td></tr></table></html>", encoding="utf-8")
    assert "web page" in refusal(path)


def test_a_password_protected_workbook_is_named_as_such(tmp_path):
    path = tmp_path / "加密.xlsx"
    path.write_bytes(OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 4000)
    assert "password" in refusal(path)


def test_an_encrypted_package_part_is_named_as_such(tmp_path):
    path = good(tmp_path / "好.xlsx")
    content = bytearray(path.read_bytes())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        (flags,) = struct.unpack_from("<H", content, at + 8)
        struct.pack_into("<H", content, at + 8, flags | 1)
        at = content.find(b"PK\x01\x02", at + 4)
    path.write_bytes(content)
    assert "password" in refusal(path)


def test_a_workbook_that_is_only_protected_against_editing_is_read(tmp_path):
    path = good(tmp_path / "保护.xlsx")
    book = load_workbook(path)
    book.security = WorkbookProtection(workbookPassword="1234", lockStructure=True)
    book.active.protection.set_password("1234")
    book.save(path)
    assert open_workbook(path).sheets[0].name == "小区台账"


def never(*_, **__):
    pytest.fail("it was read")


def test_a_file_of_200_megabytes_is_refused_without_being_read(tmp_path, monkeypatch):
    path = tmp_path / "大.xlsx"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(200 * 1024 * 1024)
    monkeypatch.setattr(zipfile.ZipFile, "open", never)
    monkeypatch.setattr(workbooks, "read_apart", never)
    assert "200 MB" in refusal(path)


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path, monkeypatch):
    path = rewritten(good(tmp_path / "好.xlsx"), tmp_path / "弹.xlsx", xl__styles_xml=b"\x20" * 300_000_000)
    monkeypatch.setattr(zipfile.ZipFile, "open", never)
    assert "not opened" in refusal(path)


def test_a_zip_bomb_that_lies_about_its_size_is_refused(tmp_path):
    path = rewritten(good(tmp_path / "好.xlsx"), tmp_path / "弹.xlsx", xl__styles_xml=b"\x20" * 30_000_000)
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.find(signature)
        while at >= 0:
            (size,) = struct.unpack_from("<I", content, at + offset)
            if size == 30_000_000:
                struct.pack_into("<I", content, at + offset, 1000)
            at = content.find(signature, at + 4)
    path.write_bytes(content)
    assert "damaged" in refusal(path)


def test_two_cells_at_the_ends_of_a_sheet_are_no_table(tmp_path, monkeypatch):
    book = Workbook()
    book.active["A1"] = 1
    book.active["XFD1048576"] = 1
    path = tmp_path / "宽.xlsx"
    book.save(path)
    monkeypatch.setattr(workbooks, "read_apart", never)
    assert "not opened" in refusal(path)


def test_formats_far_down_a_sheet_do_no_harm(tmp_path):
    path = good(tmp_path / "好.xlsx")
    book = load_workbook(path)
    book.active["XFD1048576"].number_format = "0.00"
    book.save(path)
    assert len(open_workbook(path).sheets[0].rows) == 4


def test_a_packed_file_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "照片.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("photo.jpg", b"\xff\xd8")
    assert "packed" in refusal(path)


def test_a_workbook_without_any_content_is_refused(tmp_path):
    assert "no sheet" in refusal(workbook(tmp_path / "空白.xlsx", {"Sheet1": [], "Sheet2": []}))


def test_a_missing_path_is_an_error_of_the_report(tmp_path, db):
    assert "no such file" in only_error(run(tmp_path / "没有.xlsx")).says.lower()


def test_the_kind_is_told_by_content_not_by_name(tmp_path, db):
    path = good(tmp_path / "好.xlsx").rename(tmp_path / "小区台账.txt")
    assert not run(path).has_errors
    assert Estate.objects.get().code == "BC01"


def test_lock_files_hidden_files_and_other_kinds_in_a_folder_are_passed_over(tmp_path, db):
    good(tmp_path / "小区台账.xlsx")
    (tmp_path / "~$小区台账.xlsx").write_bytes(b"\x05user")
    (tmp_path / ".~lock.小区台账.xlsx#").write_text("x")
    (tmp_path / "._小区台账.xlsx").write_bytes(b"\x00\x05")
    (tmp_path / "说明.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "更多").mkdir()
    report = run(tmp_path)
    assert [file.file for file in report.files] == ["小区台账.xlsx"]
    assert not report.has_errors


def test_one_bad_file_does_not_keep_the_others_out(tmp_path, db):
    good(tmp_path / "小区台账.xlsx")
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04")
    report = run(tmp_path)
    assert only_error(report).file == "坏.xlsx"
    assert Estate.objects.count() == 1


def test_the_limits_let_a_register_of_200_000_units_through():
    assert safety.MAX_CELLS > 200_000 * 30


def test_a_cell_beyond_the_last_of_excel_is_refused(tmp_path):
    odd = b'<row r="99999999999"><c r="ZZZZZZ99999999999" t="str"><v>x</v></c></row></sheetData>'
    path = good(tmp_path / "好.xlsx")
    sheet = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").replace(b"</sheetData>", odd)
    assert "unpacks to far more" in refusal(rewritten(path, tmp_path / "远.xlsx", xl__worksheets__sheet1_xml=sheet))


def test_a_text_file_with_more_rows_than_any_sheet_is_refused_soon(tmp_path):
    path = tmp_path / "长.csv"
    path.write_bytes(b"a,b\n" * (safety.MAX_ROWS + 1))
    assert "unpacks to far more" in refusal(path)


def test_a_binary_workbook_that_ends_its_reader_is_a_damaged_file(tmp_path, monkeypatch):
    apart._reader.end()
    monkeypatch.setattr(apart, "__file__", str(tmp_path / "reader.py"))
    (tmp_path / "reader.py").write_text("import os; os.abort()")
    path = tmp_path / "旧.xls"
    path.write_bytes(OLE + b"\x00" * 5000)
    assert "damaged" in refusal(path)


def test_a_folder_or_file_that_may_not_be_read_is_an_error_of_the_report(tmp_path, db, monkeypatch):
    def refuse(*_arguments, **_more):
        raise PermissionError(13, "Permission denied")

    path = good(tmp_path / "好.xlsx")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "cannot be read" in only_error(run(path)).says
    monkeypatch.setattr(Path, "iterdir", refuse)
    assert "folder cannot be read" in only_error(run(tmp_path)).says


def test_a_name_that_is_no_text_is_an_error_of_the_report(tmp_path, db):
    path = good(tmp_path / "好.xlsx").rename(tmp_path / "\udcff坏.xlsx")
    assert "signs that cannot be read" in only_error(run(path)).says
