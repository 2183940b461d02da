"""Places in the memos of payments."""

from itertools import count, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoices.modules.payments.domain.memos import MemoAddress, places_in
from invoices.modules.payments.selectors.addresses import AddressedUnit, UnitAddresses

CODE = MemoAddress("BC01", 1, 2, "301")
DIGITS = "零一二三四五六七八九"
ADDRESS = MemoAddress("", 1, 2, "301")


@pytest.mark.parametrize(
    ("memo", "places"),
    [
        ("物业费 BC01-1-2-301", [CODE]),
        ("物业费BC01-1-2-301", [CODE]),
        ("物业费ＢＣ０１－１－２－３０１", [CODE]),
        ("bc01-1-2-301停车费", [CODE]),
        ("1-2-301 物业费", [ADDRESS]),
        ("1号楼2单元301物业费", [ADDRESS]),
        ("１号楼２单元３０１室", [ADDRESS]),
        ("1#2单元301", [ADDRESS]),
        ("8号楼3单元0201物业费", [MemoAddress("", 8, 3, "0201")]),
        ("6号楼202", [MemoAddress("", 6, None, "202")]),
        ("牡丹花园1-2-301", [ADDRESS]),
        ("三号楼二单元501", [MemoAddress("", 3, 2, "501")]),
        ("第三栋二单元五零一室", [MemoAddress("", 3, 2, "501")]),
        ("物业费十二号楼401", [MemoAddress("", 12, None, "401")]),
        ("二十一号楼十单元零二〇三", [MemoAddress("", 21, 10, "0203")]),
        ("张三三号楼二单元501", []),
        ("七月一号交物业费", []),
        ("1-2-301和1-2-302", [ADDRESS, MemoAddress("", 1, 2, "302")]),
        ("一号楼贰单元叁零壹", [ADDRESS]),
        ("①号楼②单元301", [ADDRESS]),
        ("1號樓2單元301", [ADDRESS]),
        ("第一幢第二单元第301室", [ADDRESS]),
        ("一号楼二单元三百零一", [ADDRESS]),
        ("廿三号楼一单元101", [MemoAddress("", 23, 1, "101")]),
        ("1号楼2单元301及302", [ADDRESS, MemoAddress("", 1, 2, "302")]),
        ("BC01-1-2-301、302室", [MemoAddress("BC01", 1, 2, "301"), MemoAddress("BC01", 1, 2, "302")]),
        ("1-2-301,120元", [ADDRESS]),
        ("1-2-301,2022年7月", [ADDRESS]),
        ("物业费120 1-2-301", [ADDRESS]),
        ("1-2-301 120", [ADDRESS]),
        ("1 号楼 2 单元 301 室", [ADDRESS]),
        ("1-2-301 1-2-302", [ADDRESS, MemoAddress("", 1, 2, "302")]),
        ("物业费", []),
        ("2022-07-08", []),
        ("13800138000", []),
        ("订单20220708-1-2", []),
        ("", []),
    ],
)
def test_places_are_read_however_they_are_written(memo, places):
    assert places_in(memo) == places


def in_words(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十") + (DIGITS[ones] if ones else "")


@given(building=st.integers(1, 99), entrance=st.integers(1, 99), room=st.integers(101, 9999))
def test_numbers_in_chinese_words_are_read_like_digits(building, entrance, room):
    words = "".join(DIGITS[int(digit)] for digit in str(room))
    said = f"物业费{in_words(building)}号楼{in_words(entrance)}单元"
    assert places_in(f"{said}{room}室") == [MemoAddress("", building, entrance, str(room))]
    assert places_in(f"第{said[3:]}{words}室") == places_in(f"{said}{words}") == places_in(f"{said}{room}")


ESTATES = [
    (1, "BC01", "牡丹花园"), (5, "BC05", "建华小区"), (54, "BC054", "和平里"), (8, "NC03", "新建华小区"),
    (7, "NC02", "光明路54号院"),
]  # fmt: skip


@pytest.fixture(scope="module")
def everywhere() -> UnitAddresses:
    """The same homes in each of five estates."""
    places = product(ESTATES, (1, 4, 12), ("102", "301"))
    numbers = count(1)
    return UnitAddresses(
        ESTATES,
        (
            AddressedUnit(next(numbers), f"{code}-{one}-4-{room}", pk, one, 4, room)
            for (pk, code, _), one, room in places
        ),
    )


@pytest.mark.parametrize(
    "memo",
    [
        "BC05-4-4-102", "BC05 4号楼4单元102", "BC054号楼4单元102", "BC054-4-102", "ＢＣ０５４号楼４单元１０２",
        "ＢＣ０５　４号楼４单元１０２室", "bc05四号楼四单元102", "BC05 第四号楼四单元一零二", "BC05-4号楼4单元102",
        "BC05，4-4-102", "BC05小区4-4-102", "BC05：4#4-102", "BC05#4-4-102", "BC05/4栋102",
        "2022年7月BC05 4-4-102停车费",
        "建华小区4号楼4单元102", "建华4号楼4单元102", "建华小区 张三 4-4-102", "张三建华小区4-4-102",
        "4-4-102建华小区张三",
        "张三，建华小区，四号楼四单元102", "建华小区（4-4-102）张三", "李建华4-4-102", "6222 建华4-4-102",
    ],
)  # fmt: skip
def test_an_estate_before_or_behind_the_address_tells_which_it_is(everywhere, memo):
    """By code or name, with 小区 or without, with blanks or none; the longest name that fits."""
    assert [unit.code for unit in everywhere.meant_by(memo)] == ["BC05-4-4-102"]


@pytest.mark.parametrize(
    ("memo", "codes"),
    [
        ("新建华小区4-4-102", ["NC03-4-4-102"]),
        ("光明路54号院4号楼4单元102", ["NC02-4-4-102"]),
        ("光明路５４号院 4-4-102", ["NC02-4-4-102"]),
        ("BC0112号楼4单元301", ["BC01-12-4-301"]),
        ("BC05 102", []),
        ("物业费1 2-4-102", []),
    ],
)
def test_the_number_in_an_estates_name_is_no_building(everywhere, memo, codes):
    assert [unit.code for unit in everywhere.meant_by(memo)] == codes


def test_a_name_that_may_be_a_persons_shuts_out_no_estate():
    """和平 is short for 和平小区, and the end of 李和平, who lives in another."""
    homes = [AddressedUnit(1, "BC01-5-2-301", 1, 5, 2, "301"), AddressedUnit(2, "BC02-1-1-101", 2, 1, 1, "101")]
    known = UnitAddresses([(1, "BC01", "牡丹花园"), (2, "BC02", "和平小区")], homes)
    assert [unit.code for unit in known.meant_by("李和平5-2-301")] == ["BC01-5-2-301"]
    assert known.meant_by("和平小区5-2-301") == []
    assert [unit.code for unit in known.meant_by("和平1-1-101")] == ["BC02-1-1-101"]
