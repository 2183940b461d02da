"""Papers of the office: everything is on the sheets, nothing runs over an edge, the same paper is the same file."""

from io import BytesIO

import pypdf
import pytest

from property_ops.framework.pdf.errors import GlyphMissing
from property_ops.framework.pdf.papers import Bars, Column, Facts, Heading, NewSheet, Paper, Table, Words, render

LIST = Table(
    [Column("车位"), Column("说明", 3), Column("天数", figures=True)],
    [[f"A{number:03d}", "为修补路面暂停使用，请及时挪车" * (number % 4 + 1), str(number)] for number in range(70)],
    ["合计", "", "2415"],
)


def paper(*parts, **more):
    values = {"title": "挪车通知", "issuer": "城市物业服务有限公司", "subtitle": "牡丹花园", "foot": "2022-06-01 打印"}
    return Paper(**(values | more), parts=parts)


def pages(data):
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages]


def test_every_part_is_printed():
    parts = (
        Heading("车位"),
        Words("请在规定时间内移开车辆。", large=True),
        Facts([("小区", "牡丹花园"), ("地点", "3号楼前")]),
        Table([Column("车牌")], [["鲁R12345"]]),
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
    first, second = pages(render(paper(Words("张贴"), NewSheet(), Words("联系名单"))))
    assert "张贴" in first
    assert "联系名单" in second


def test_the_same_paper_is_the_same_file():
    assert render(paper(LIST)) == render(paper(LIST))


def test_a_character_that_no_font_has_is_refused():
    with pytest.raises(GlyphMissing):
        render(paper(Words("\ue000")))
