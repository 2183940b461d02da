"""What VAT a sale of the company's own used fixed assets bears (销售自己使用过的固定资产), by kind of taxpayer and day.

A row for each way in force, the usual one first. Where a new rule comes, a row is added here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from property_ops.kernel.money import Yuan

GENERAL, SMALL = "general", "small"
OUTPUT, SIMPLE, OF_SMALL = "2221.01", "2221.04", "2221.10"


@dataclass(frozen=True, slots=True)
class AssetSaleVat:
    """The price without VAT is price ÷ (1 + `rate`), and of that `levied` is owed; days `[start, end)`."""

    code: str
    taxpayer: str
    name: str
    rate: Decimal
    levied: Decimal
    account: str
    basis: str
    start: date
    end: date | None = None


def vat_of_sale(gross: Yuan, *, rate: Decimal, levied: Decimal) -> Yuan:
    """国税函〔2009〕90号: 销售额 = 含税销售额 ÷ (1 + 征收率), 应纳税额 = 销售额 × 减按的征收率; half up to the fen."""
    return Yuan.rounded(gross.as_fraction() * Fraction(levied) / (1 + Fraction(rate)))


def _general(since: date, until: date | None, per_cent: int, basis: str) -> AssetSaleVat:
    rate = Decimal(per_cent) / 100
    name = f"一般计税 {per_cent}%（进项税额已抵扣的）"
    return AssetSaleVat(f"general/{per_cent}", GENERAL, name, rate, rate, OUTPUT, basis, since, until)


def _reduced(taxpayer: str, account: str, name: str, basis: str) -> AssetSaleVat:
    since, rate, levied = date(2014, 7, 1), Decimal("0.03"), Decimal("0.02")
    return AssetSaleVat(f"{taxpayer}/3-2", taxpayer, name, rate, levied, account, basis, since)


def _at_one_per_cent(since: date, until: date, basis: str) -> AssetSaleVat:
    one = Decimal("0.01")
    return AssetSaleVat("small/1", SMALL, "小规模纳税人 3% 减按 1%", one, one, OF_SMALL, basis, since, until)


ASSET_SALES = (
    _general(date(2009, 1, 1), date(2018, 5, 1), 17, "财税〔2008〕170号"),
    _general(date(2018, 5, 1), date(2019, 4, 1), 16, "财税〔2018〕32号"),
    _general(date(2019, 4, 1), date(2026, 1, 1), 13, "财政部 税务总局 海关总署公告2019年第39号"),
    _general(date(2026, 1, 1), None, 13, "《中华人民共和国增值税法》第十条第（一）项"),
    _reduced(GENERAL, SIMPLE, "简易计税 3% 减按 2%（不得抵扣且未抵扣进项税额的）", "财税〔2009〕9号、财税〔2014〕57号"),
    _at_one_per_cent(date(2020, 3, 1), date(2022, 4, 1), "财政部 税务总局公告2020年第13号、2021年第7号"),
    AssetSaleVat(
        "small/0", SMALL, "小规模纳税人 免征", Decimal(0), Decimal(0), OF_SMALL, "财政部 税务总局公告2022年第15号",
        date(2022, 4, 1), date(2023, 1, 1),
    ),
    _at_one_per_cent(date(2023, 1, 1), date(2028, 1, 1), "财政部 税务总局公告2023年第1号、第19号"),
    _reduced(SMALL, OF_SMALL, "小规模纳税人 3% 减按 2%", "财税〔2009〕9号、国税函〔2009〕90号"),
)  # fmt: skip


def ways_of_selling(taxpayer: str, day: date) -> list[AssetSaleVat]:
    """Those in force, the usual one first."""
    return [
        way
        for way in ASSET_SALES
        if way.taxpayer == taxpayer and way.start <= day and (way.end is None or day < way.end)
    ]
