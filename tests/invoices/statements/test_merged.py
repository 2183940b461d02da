from pathlib import Path

import pypdf
import pytest

from invoices.modules.statements.domain.errors import UnprintableStatement
from invoices.modules.statements.reports.printer import render_merged
from tests.invoices.statements.samples import SERVICE, statement

UNITS = [f"5号楼{entrance}单元{room}" for entrance in (1, 2) for room in (101, 102, 201)]


def test_the_print_file_holds_all_statements_in_the_given_order_with_a_bookmark_each(tmp_path: Path):
    sheets = render_merged((statement(unit=unit) for unit in UNITS), tmp_path / "BC01.pdf", title="牡丹花园")
    document = pypdf.PdfReader(tmp_path / "BC01.pdf", strict=True)
    assert sheets == len(document.pages) == len(UNITS)
    for unit, page in zip(UNITS, document.pages, strict=True):
        assert unit in page.extract_text()
    assert [mark.title for mark in document.outline] == [f"牡丹花园 {unit} 田*生" for unit in UNITS]
    assert document.metadata.title == "牡丹花园"


def test_each_statement_numbers_its_own_pages(tmp_path: Path):
    docs = [statement(), statement((SERVICE,) * 15), statement(payer="𠮷䶮喆")]
    assert render_merged(docs, tmp_path / "all.pdf") == 4
    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "all.pdf", strict=True).pages]
    numbers = ("第 1 页，共 1 页", "第 1 页，共 2 页", "第 2 页，共 2 页", "第 1 页，共 1 页")
    assert [number in page for page, number in zip(pages, numbers, strict=True)] == [True] * 4
    assert "𠮷䶮喆" in pages[3]


def test_fonts_and_letterhead_are_in_the_file_once(tmp_path: Path):
    render_merged((statement(unit=unit, payer="喆") for unit in UNITS * 20), tmp_path / "all.pdf")
    data = (tmp_path / "all.pdf").read_bytes()
    assert data.count(b"/FontFile2") == 3
    assert len(data) < 120_000 + len(UNITS) * 20 * 3_000


def test_the_print_file_is_the_same_bytes_when_made_again(tmp_path: Path):
    for name in ("one", "two"):
        render_merged((statement(unit=unit) for unit in UNITS), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_one_unprintable_statement_leaves_no_half_file(tmp_path: Path):
    with pytest.raises(UnprintableStatement):
        render_merged([statement(), statement(payer="田🦠")], tmp_path / "all.pdf")
    assert list(tmp_path.iterdir()) == []
