"""Places in the memos of payments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoices.modules.payments.domain.memos import MemoAddress, places_in

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
