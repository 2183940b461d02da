"""Other formats than xlsx hold the same registers."""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from property_ops.framework.importing.problems import FileError
from property_ops.framework.importing.workbooks import open_workbook
from property_ops.modules.estates.public import Estate
from tests.property_ops.framework.importing.papers import ESTATES, ONE_ESTATE, errors, run

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def ods(path: Path, rows: str) -> Path:
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES} office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="小区台账">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return path


def cell(value: object, more: str = "") -> str:
    text = escape(str(value))
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def row(*values: object, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(map(cell, values))}</table:table-row>"


def test_an_ods_file_with_a_long_blank_tail(tmp_path, db):
    blank = (
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    )
    path = ods(tmp_path / "小区.ods", row(*ESTATES) + row(*ONE_ESTATE[0]) + blank)
    assert not errors(run(path))
    assert Estate.objects.get().name == "牡丹花园"


@pytest.mark.parametrize(
    "bomb",
    [
        row("x", more=' table:number-rows-repeated="1048576"'),
        "<table:table-row>" + cell("x", ' table:number-columns-repeated="16384000"') + "</table:table-row>",
    ],
    ids=["rows", "columns"],
)
def test_a_filled_cell_that_comes_a_million_times_is_refused(tmp_path, bomb):
    with pytest.raises(FileError, match="not opened"):
        open_workbook(ods(tmp_path / "弹.ods", row(*ESTATES) + bomb))


@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_a_text_file_with_any_usual_separator(tmp_path, db, separator):
    path = tmp_path / "小区.csv"
    path.write_text("\n".join(separator.join(map(str, line)) for line in (ESTATES, ONE_ESTATE[0])), encoding="utf-8")
    assert not errors(run(path))
    assert Estate.objects.get().code == "BC01"


def test_a_nought_byte_that_a_program_left_makes_no_other_encoding(tmp_path, db):
    path = tmp_path / "小区.csv"
    rows = "\n".join(",".join(map(str, line)) for line in (ESTATES, ONE_ESTATE[0]))
    path.write_text(rows.replace("牡丹花园", "牡丹\0花园"), encoding="utf-8")
    assert not errors(run(path))
    assert Estate.objects.get().name == "牡丹花园"


def test_a_text_file_with_quotes_line_breaks_and_no_tail(tmp_path, db):
    path = tmp_path / "小区.csv"
    path.write_bytes('小区编号,"小区\n名称",管理方式,接管日期\r\nBC01,"牡丹,花园",协助,\r\n,,,\r\n'.encode("gb18030"))
    assert not errors(run(path))
    assert Estate.objects.get().name == "牡丹,花园"
