"""A year for auditors (GB/T 24589.1): 公共档案.xml and 总账.xml in a zip file, written row by row."""

from collections.abc import Iterable
from io import TextIOBase, TextIOWrapper
from typing import IO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl
from zipfile import ZIP_DEFLATED, ZipFile

from invoices.modules.books.domain.audit_tables import COMMON, GENERAL_LEDGER, STANDARD, AuditTable
from invoices.modules.books.selectors import AuditYear

NOTHING = AttributesImpl(dict[str, str]())
FILES = (("公共档案", COMMON), ("总账", GENERAL_LEDGER))
ABOUT = """{year}年账簿，按 {standard}《财经信息技术 会计核算软件数据接口 第1部分：企业》的表和元素名称输出，UTF-8。
公共档案.xml：电子账簿、会计期间、凭证类型、币种、小区（自定义档案）。
总账.xml：会计科目、科目余额及发生额（末级科目，按小区，逐月）、记账凭证（逐行）、资产负债表、利润表、现金流量表。
账簿中没有的（外币、数量、结算票据、员工薪酬、固定资产卡片、应收应付逐户明细）不输出；逐户明细见对账单和核验包。
元素名称和次序依据公开资料，未附标准的 locID 编号和 XSD；导入审计软件时如有字段需要对应，请以标准文本为准。
"""


def write_audit_files(year: AuditYear, file: IO[bytes]) -> None:
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, tables in FILES:
            with archive.open(f"{name}.xml", "w") as entry, TextIOWrapper(entry, encoding="utf-8") as text:
                _write(text, name, tables, year)
        archive.writestr("说明.txt", ABOUT.format(year=year.year, standard=STANDARD))


def _write(text: TextIOBase, root: str, tables: Iterable[AuditTable], year: AuditYear) -> None:
    xml = XMLGenerator(text, encoding="UTF-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement(root, NOTHING)
    for table in tables:
        for row in year.rows(table.name):
            xml.startElement(table.name, NOTHING)
            for column in table.columns:
                xml.startElement(column, NOTHING)
                xml.characters(row.get(column, ""))
                xml.endElement(column)
            xml.endElement(table.name)
            text.write("\n")
    xml.endElement(root)
    xml.endDocument()
