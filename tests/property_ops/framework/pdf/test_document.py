import io
from pathlib import Path

import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from property_ops.framework.pdf.document import PrintFile, single_file
from property_ops.framework.pdf.fonts import Weight, house_family
from property_ops.framework.pdf.glyph_maps import ExtraGlyphs, sorted_vocabulary
from property_ops.framework.pdf.stationery import Stationery
from property_ops.framework.pdf.typesetter import Ink, Pen, Style

STYLE = Style(Weight.REGULAR, 10, Ink(0, 0, 0))
DESCRIPTION = {"Title": "一封信", "Author": "𠮷"}


def draw_head(canvas: Canvas, fonts: dict[Weight, str]) -> None:
    canvas.setFont(fonts[Weight.BOLD], 20)
    canvas.drawString(20, 160, "抬头𠮷")


def stationery(head: str = "抬头") -> Stationery:
    return Stationery.printed(
        family=house_family(),
        vocabulary={Weight.REGULAR: sorted_vocabulary("甲乙"), Weight.BOLD: sorted_vocabulary(head, "抬头𠮷")},
        page_size=(200, 200),
        drawings={"Head": draw_head},
    )


def sheet(paper: Stationery, extra: ExtraGlyphs, text: str) -> bytes:
    pen = Pen(paper.typesetter(extra))
    pen.form("Head")
    pen.text(20, 100, text, STYLE)
    return pen.content()


def letter(*texts: str, paper: Stationery | None = None) -> bytes:
    paper = paper or stationery()
    extra = ExtraGlyphs(paper.family)
    return single_file(paper, extra, [sheet(paper, extra, text) for text in texts], DESCRIPTION)


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf), strict=True)


def print_file(path: Path, *letters: tuple[Stationery, str]) -> bytes:
    with PrintFile(path, house_family(), DESCRIPTION) as file:
        for paper, text in letters:
            file.add(paper, [sheet(paper, file.extra, text)], text)
    return path.read_bytes()


def test_stationery_and_text_are_read_back_in_the_order_they_were_written():
    assert [page.extract_text().split() for page in read(letter("甲乙", "乙丙𠮷")).pages] == [
        ["抬头𠮷", "甲乙"],
        ["抬头𠮷", "乙丙𠮷"],
    ]


def test_every_font_is_embedded_as_a_subset_and_none_of_the_reader_s_own_is_used():
    pdf = letter("甲喆𢀖")
    assert b"Helvetica" not in pdf
    fonts = read(pdf).pages[0]["/Resources"]["/Font"]
    assert set(fonts) == {"/R", "/B", "/F0", "/X0", "/X1"}
    for font in fonts.values():
        descendant = font.get_object()["/DescendantFonts"][0].get_object()
        assert descendant["/FontDescriptor"]["/FontFile2"].get_data()[:4] == b"\0\1\0\0"
        assert font.get_object()["/BaseFont"][7] == "+"
        assert "/ToUnicode" in font.get_object()


def test_title_author_and_language_are_stated():
    document = read(letter("甲"))
    assert dict(document.metadata) == {"/Title": "一封信", "/Author": "𠮷"}
    assert document.trailer["/Root"]["/Lang"] == "zh-CN"


def test_the_same_letter_is_the_same_bytes_on_stationery_printed_anew():
    assert letter("甲乙") == letter("甲乙") == letter("甲乙", paper=stationery())
    assert letter("甲乙") != letter("甲甲")


def test_letters_on_one_stationery_do_not_leave_marks_on_each_other():
    paper = stationery()
    alone = letter("甲喆", paper=paper)
    letter("丙丁戊", paper=paper)
    assert letter("甲喆", paper=paper) == alone


def test_identity_follows_what_is_in_the_file():
    first, second = (read(letter(text)).trailer["/ID"] for text in ("甲", "乙"))
    assert first[0] == first[1]
    assert first != second


def test_a_true_minus_is_copied_out_as_a_hyphen():
    assert "-12.50" in read(letter("−12.50")).pages[0].extract_text()


def test_a_print_file_holds_all_letters_in_order_with_a_bookmark_each(tmp_path: Path):
    texts = [f"甲{number}" for number in range(150)]
    paper = stationery()
    document = read(print_file(tmp_path / "all.pdf", *[(paper, text) for text in texts]))
    assert [page.extract_text().split()[1] for page in document.pages] == texts
    assert [mark.title for mark in document.outline] == texts
    assert [document.get_destination_page_number(mark) for mark in document.outline] == list(range(150))


def test_a_print_file_has_each_font_once_however_many_letters(tmp_path: Path):
    paper = stationery()
    pdf = print_file(tmp_path / "all.pdf", *[(paper, f"甲{number}喆𢀖") for number in range(50)])
    assert pdf.count(b"/FontFile2") == len(read(pdf).pages[0]["/Resources"]["/Font"]) == 5


def test_a_print_file_may_mix_stationeries(tmp_path: Path):
    papers = stationery(), stationery("丁")
    document = read(print_file(tmp_path / "all.pdf", (papers[0], "甲喆"), (papers[1], "乙喆"), (papers[0], "甲")))
    assert [page.extract_text().split() for page in document.pages] == [
        ["抬头𠮷", "甲喆"],
        ["抬头𠮷", "乙喆"],
        ["抬头𠮷", "甲"],
    ]


def test_a_print_file_is_the_same_bytes_when_made_again(tmp_path: Path):
    letters = [(stationery(), f"甲{number}") for number in range(5)]
    assert print_file(tmp_path / "one.pdf", *letters) == print_file(tmp_path / "two.pdf", *letters)


def test_a_print_file_without_a_letter_has_no_page(tmp_path: Path):
    assert len(read(print_file(tmp_path / "none.pdf")).pages) == 0


def test_a_print_file_that_failed_leaves_nothing_and_keeps_what_was_there(tmp_path: Path):
    path = tmp_path / "all.pdf"
    path.write_bytes(b"before")
    paper = stationery()
    with pytest.raises(RuntimeError), PrintFile(path, house_family(), DESCRIPTION) as file:  # noqa: PT012
        file.add(paper, [sheet(paper, file.extra, "甲")], "甲")
        raise RuntimeError
    assert [(entry.name, entry.read_bytes()) for entry in tmp_path.iterdir()] == [("all.pdf", b"before")]
