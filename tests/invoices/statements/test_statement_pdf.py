"""The statement read back from its PDF."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdf
import pytest
import zxingcpp

from invoices.modules.statements.domain.document import StatementDoc
from invoices.modules.statements.domain.errors import LetterheadTooLong, UnprintableStatement
from invoices.modules.statements.reports.printer import render
from property_ops.kernel.money import ZERO, Yuan
from tests.invoices.statements.samples import LETTERHEAD, SERVICE, URL, WORK, of_amount, statement

ROOT = Path(__file__).resolve().parents[3]


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf), strict=True)


def pages(doc: StatementDoc) -> list[str]:
    return [page.extract_text() for page in read(render(doc)).pages]


def text(doc: StatementDoc) -> str:
    return "\n".join(pages(doc))


def forty_lines() -> StatementDoc:
    return statement(
        tuple(replace(WORK if place % 5 == 0 else SERVICE, item=f"第{place}项", note="") for place in range(40))
    )


def test_everything_a_statement_says_can_be_read_and_copied_from_it():
    printed = text(statement())
    for said in (
        "菏泽市牡丹区城市物业服务有限公司", "账单", "ZD-202206-000123", "2022年6月", "BC01-5-2-301", "牡丹花园",
        "5号楼2单元301", "田*生", "2022年7月5日", "2022年7月31日", "微信：扫左侧二维码，核对户号后支付。",
        "本账单不是税务发票", "校验码 7Q2M-4KXD", "第 1 页，共 1 页", "请于 2022年7月31日 前付清",
    ):  # fmt: skip
        assert said in printed, said


def test_a_line_reads_as_quantity_times_price_times_ratio_makes_amount():
    assert "物业服务费 2022.06.01–06.30 86.52 ㎡ × 0.35 × 0.975 29.53" in text(statement())


def test_the_accepted_work_stands_below_the_line_that_charges_for_it():
    lines = text(statement()).splitlines()
    start = lines.index("路面修补分摊 2022.05.09 215.38")
    assert lines[start + 1 : start + 3] == [
        "工单 GD20220003　路面修补 · 3号楼前　验收 361 ㎡",
        "郑玉婷 于 2022年5月9日 验收，总费用 47,047.13 元，按建筑面积 86.52 / 18,900.1 ㎡ 分摊，本户 215.38 元",
    ]


def test_the_sum_is_given_in_figures_and_in_capitals():
    lines = text(statement()).splitlines()
    start = lines.index("上期结转 30.50")
    assert lines[start : start + 3] == ["上期结转 30.50", "本期费用 244.91", "已付款 -10.00"]
    assert "".join(lines[start + 3].split()) == "应付合计人民币贰佰陆拾伍元肆角壹分¥265.41"


@pytest.mark.parametrize(
    ("fen", "figures", "capitals"),
    [(1, "¥ 0.01", "人民币壹分"), (1234567890, "¥ 12,345,678.90", "人民币壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角整")],
)
def test_very_small_and_very_large_amounts_are_printed_in_full(fen: int, figures: str, capitals: str):
    printed = text(of_amount(fen))
    assert figures in printed
    assert capitals in printed


def test_a_balance_in_favour_of_the_payer_asks_for_no_payment():
    printed = text(of_amount(-1234567890))
    assert "账户结余" in printed
    assert "¥ 12,345,678.90" in printed
    assert "本期无需付款" in printed
    assert "前付清" not in printed
    assert "应付合计" not in printed


def test_nothing_due_asks_for_no_payment():
    assert "本期无需付款" in text(statement(brought_forward=ZERO, paid=Yuan(24491)))


def test_a_usual_statement_is_one_page():
    assert len(pages(statement((SERVICE,) * 3 + (WORK,) * 3))) == 1


def test_forty_lines_flow_over_pages_with_head_number_and_page_on_each():
    printed = pages(forty_lines())
    assert len(printed) == 3
    for number, page in enumerate(printed, start=1):
        assert f"第 {number} 页，共 3 页" in page
        assert "金额(元)" in page
        assert "ZD-202206-000123" in page
        assert ("接下页" in page) == (number < 3)
        assert ("（续）" in page) == (number > 1)
        assert ("应付合计" in page) == (number == 3)
    found = [line.split()[0] for line in "\n".join(printed).splitlines() if line.startswith("第") and "项" in line]
    assert found == [f"第{place}项" for place in range(40)]


@pytest.mark.parametrize("count", range(1, 30))
def test_however_many_lines_the_sum_stands_below_at_least_one_of_them(count: int):
    printed = pages(statement((SERVICE,) * count))
    assert [page.count("29.53") > 0 for page in printed] == [True] * len(printed)
    assert sum(page.count("物业服务费") for page in printed) == count


def test_a_description_longer_than_a_page_loses_not_a_character():
    long = "修补甲乙丙丁" * 500
    work, shared = WORK.evidence
    doc = statement((SERVICE, replace(WORK, evidence=(work.replace("路面修补", long), shared)), SERVICE))
    printed = pages(doc)
    assert len(printed) > 1
    assert sum(page.count("甲") + page.count("乙") for page in printed) == 1000
    assert sum(page.count("应付合计") for page in printed) == 1


def test_long_names_are_printed_in_full():
    company = "山东省菏泽市牡丹区国有资产运营集团城市物业服务管理有限责任公司"
    payer = "菏泽市牡丹区曹州佳和餐饮管理有限责任公司北城新村分公司（个体工商户）"
    printed = text(statement(company=company, payer=payer))
    assert company in printed
    assert payer in "".join(printed.split())


def test_rare_names_are_printed_and_copied_right():
    printed = text(statement(payer="𠮷䶮喆", estate="㙓苑"))
    assert "𠮷䶮喆" in printed
    assert "㙓苑" in printed


def test_the_company_may_have_a_rare_name_too():
    document = read(render(statement(company="𠮷䶮物业")))
    assert "𠮷䶮物业" in document.pages[0].extract_text()
    assert document.metadata.author == "𠮷䶮物业"


def fonts_of(document: pypdf.PdfReader) -> Iterator[pypdf.generic.DictionaryObject]:
    """Every font of every page and of every form on it."""
    for page in document.pages:
        resources = [page["/Resources"], *(form["/Resources"] for form in page["/Resources"]["/XObject"].values())]
        for one in resources:
            yield from (font.get_object() for font in one["/Font"].values())


def test_all_fonts_are_embedded_subsets():
    pdf = render(statement(payer="𠮷䶮喆"))
    fonts = list(fonts_of(read(pdf)))
    assert fonts
    for font in fonts:
        assert font["/BaseFont"][7] == "+"
        assert font["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile2"].get_data()
    assert b"Helvetica" not in pdf


def test_the_file_states_title_author_subject_and_language():
    document = read(render(statement()))
    assert document.metadata.title == "2022年6月账单 ZD-202206-000123"
    assert document.metadata.author == "菏泽市牡丹区城市物业服务有限公司"
    assert document.metadata.subject == "牡丹花园 5号楼2单元301，田*生"
    assert document.trailer["/Root"]["/Lang"] == "zh-CN"
    assert document.metadata.creation_date is None  # no clock has a part in it


def test_the_qr_code_leads_to_the_statement_online():
    content = read(render(statement())).pages[0].get_contents().get_data()
    start = content.index(b"/AHx ID ") + 8
    side = int(content[content.index(b"BI/W ") + 5 :].split(b"/", 1)[0])
    rows = bytes.fromhex(content[start : content.index(b">", start)].decode())
    bits = np.unpackbits(np.frombuffer(rows, dtype=np.uint8).reshape(side, -1), axis=1)[:, :side]
    image = np.kron(np.pad(bits, 4, constant_values=1), np.ones((4, 4), dtype=np.uint8)) * np.uint8(255)
    assert [code.text for code in zxingcpp.read_barcodes(image)] == [URL]


def test_the_bytes_are_the_same_alone_in_a_batch_and_after_others():
    docs = [statement(), statement(payer="䶮喆"), forty_lines(), statement(company="另一家物业公司"), statement()]
    alone = [render(doc) for doc in docs]
    assert [render(doc) for doc in docs] == alone
    assert [render(doc) for doc in reversed(docs)] == alone[::-1]
    assert alone[0] == alone[4] != alone[1]


def test_the_bytes_are_the_same_in_another_process():
    program = (
        "import hashlib\n"
        "from invoices.modules.statements.reports.printer import render\n"
        "from tests.invoices.statements.samples import statement\n"
        "print(hashlib.sha256(render(statement(payer='𠮷䶮喆'))).hexdigest())"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}, text=True, capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(printed) == 1


@pytest.mark.parametrize(
    ("doc", "where", "said"),
    [
        (statement(payer="田🦠生"), "payer", "田🦠生"),
        (statement(company="物业🦠公司"), "letterhead.company", "物业🦠公司"),
        (statement((SERVICE, replace(SERVICE, item="服务🦠"))), "lines[1].item", "服务🦠"),
        (statement((replace(SERVICE, ratio="1🦠"),)), "lines[0].ratio", "1🦠"),
    ],
)
def test_a_character_without_a_glyph_is_refused_and_named_with_its_place(doc: StatementDoc, where: str, said: str):
    with pytest.raises(UnprintableStatement) as caught:
        render(doc)
    assert caught.value.data == {
        "number": "ZD-202206-000123", "character": "🦠", "codepoint": "U+1F9A0", "text": said, "where": where,
    }  # fmt: skip


def test_a_line_break_in_a_name_is_refused_not_swallowed():
    with pytest.raises(UnprintableStatement, match=r"U\+000A"):
        render(statement(payer="田\n生"))


def test_advice_that_would_fill_the_sheet_is_refused():
    doc = statement(letterhead=replace(LETTERHEAD, ways_to_pay=("请到服务站付款。",) * 40))
    with pytest.raises(LetterheadTooLong):
        render(doc)
