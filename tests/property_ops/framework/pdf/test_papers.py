"""Papers of the office: everything is on the sheets, nothing runs over an edge, the same paper is the same file."""

import subprocess
from io import BytesIO

import pypdf
import pytest
import zxingcpp
from django.utils import translation
from PIL import Image

from property_ops.framework.pdf.papers import (
    Bars,
    CaptionedPhoto,
    Document,
    Heading,
    LabelledFacts,
    NewSheet,
    Paragraph,
    PdfColumn,
    PdfTable,
    Pictures,
    QrCode,
    Signature,
    Signatures,
    render,
    write_together,
)

RED, BLUE = (200, 30, 30), (30, 30, 200)


def jpeg(colour, size=(80, 60), mode="RGB"):
    out = BytesIO()
    Image.new(mode, size, colour).save(out, "JPEG")
    return out.getvalue()


LIST = PdfTable(
    [PdfColumn("车位"), PdfColumn("说明", 3), PdfColumn("天数", figures=True)],
    [[f"A{number:03d}", "为修补路面暂停使用，请及时挪车" * (number % 4 + 1), str(number)] for number in range(70)],
    ["合计", "", "2415"],
)


def paper(*parts, **more):
    values = {"title": "挪车通知", "issuer": "城市物业服务有限公司", "subtitle": "牡丹花园", "foot": "2022-06-01 打印"}
    return Document(**(values | more), parts=parts)


def pages(data):
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages]


def test_every_part_is_printed():
    parts = (
        Heading("车位"),
        Paragraph("请在规定时间内移开车辆。", large=True),
        LabelledFacts([("小区", "牡丹花园"), ("地点", "3号楼前")]),
        PdfTable([PdfColumn("车牌")], [["鲁R12345"]]),
        Bars([("曹州家园", 1.0, "120 ㎡"), ("丹阳苑", 0.0, "0 ㎡")]),
    )
    (text,) = pages(render(paper(*parts)))
    for words in (
        "车位",
        "请在规定时间内移开车辆。",
        "3号楼前",
        "鲁R12345",
        "120 ㎡",
        "丹阳苑",
        "1 / 1",
        "城市物业服务有限公司",
    ):
        assert words in text


def test_a_long_table_goes_on_under_its_head_and_loses_no_row():
    sheets = pages(render(paper(LIST)))
    assert len(sheets) > 2
    for number, sheet in enumerate(sheets, start=1):
        assert "说明" in sheet
        assert f"{number} / {len(sheets)}" in sheet
    printed = "".join(sheets)
    assert all(f"A{number:03d}" in printed for number in range(70))
    assert "2415" in sheets[-1]


def places_of(page):
    found = []

    def take(text, _cm, tm, *_more):
        if text.strip():
            found.append((tm[4], tm[5]))

    page.extract_text(visitor_text=take)
    return found


def test_nothing_is_set_below_the_foot_or_beyond_the_edges():
    for page in pypdf.PdfReader(BytesIO(render(paper(LIST, landscape=True)))).pages:
        places = places_of(page)
        assert places
        assert all(40 < x < page.mediabox.width and 25 < y < page.mediabox.height - 40 for x, y in places)


def test_a_new_sheet_begins_where_asked():
    first, second = pages(render(paper(Paragraph("张贴"), NewSheet(), Paragraph("联系名单"))))
    assert "张贴" in first
    assert "联系名单" in second


def test_the_same_paper_is_the_same_file():
    photos = Pictures([CaptionedPhoto(jpeg(RED), "施工前")])
    assert render(paper(LIST, photos)) == render(paper(LIST, photos))


def images_of(data):
    return [image.data for page in pypdf.PdfReader(BytesIO(data)).pages for image in page.images]


def test_photos_are_in_the_file_as_they_are_each_once():
    red, blue = jpeg(RED), jpeg(BLUE, (60, 200))
    data = render(
        paper(Pictures([CaptionedPhoto(red, "施工前"), CaptionedPhoto(blue, "完工后"), CaptionedPhoto(red, "又一次")]))
    )
    (text,) = pages(data)
    assert [words in text for words in ("施工前", "完工后", "又一次")] == [True] * 3
    assert images_of(data) == [red, blue]
    assert data.count(b"/DCTDecode") == 2


def test_photos_that_do_not_fit_go_on_over_sheets():
    photos = [CaptionedPhoto(jpeg((number, 0, 0)), f"第{number}张") for number in range(12)]
    sheets = pages(render(paper(Pictures(photos))))
    assert len(sheets) == 2
    assert all(f"第{number}张" in "".join(sheets) for number in range(12))


def test_a_jpeg_in_colours_of_print_shops_is_refused():
    with pytest.raises(ValueError, match="CMYK"):
        render(paper(Pictures([CaptionedPhoto(jpeg((0, 0, 0, 0), mode="CMYK"))])))


def test_places_to_sign_hold_what_is_signed_already():
    signed = Signature("业主委员会", "验收合格", "王委员", "2022-06-15")
    (text,) = pages(render(paper(Signatures([signed, Signature("党支部"), Signature("物业公司")]))))
    for words in ("业主委员会", "验收合格", "王委员", "2022-06-15", "党支部", "物业公司"):
        assert words in text
    assert text.count("签字（盖章）") == 3


def test_a_code_can_be_read_by_a_phone(tmp_path):
    data = render(paper(QrCode("https://example.org/a/1.abc", "请扫码验收")))
    assert "请扫码验收" in pages(data)[0]
    (tmp_path / "code.pdf").write_bytes(data)
    subprocess.run(["pdftoppm", "-r", "100", "-gray", "-png", "code.pdf", "code"], cwd=tmp_path, check=True)
    (found,) = zxingcpp.read_barcodes(Image.open(next(tmp_path.glob("*.png"))))
    assert found.text == "https://example.org/a/1.abc"


def test_rows_for_the_pen_are_taller():
    def sheets(tall):
        return len(pages(render(paper(PdfTable(LIST.columns, [["A", "", ""]] * 30, tall=tall)))))

    assert (sheets(False), sheets(True)) == (1, 2)


def test_papers_of_one_print_file_are_numbered_and_found_each_for_itself(tmp_path):
    path = tmp_path / "all.pdf"
    papers = [(f"{number}号", paper(Paragraph(f"第{number}封"), NewSheet(), Paragraph("背面"))) for number in (1, 2)]
    assert write_together(papers, path, title="全部") == 4
    reader = pypdf.PdfReader(path)
    assert [page.extract_text().count("2 / 2") for page in reader.pages] == [0, 1, 0, 1]
    assert [one.title for one in reader.outline] == ["1号", "2号"]


def test_a_character_that_no_font_has_is_printed_as_a_substitute_with_a_note():
    with translation.override("zh-hans"):
        (page,) = pypdf.PdfReader(BytesIO(render(paper(Paragraph("张\ue000😀"))))).pages
    text = page.extract_text()
    assert "张〓〓" in text
    assert "注：〓 代表字体中没有的字符。" in text
