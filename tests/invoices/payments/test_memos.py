"""Places in the memos of payments."""

import pytest

from invoices.modules.payments.domain.memos import MemoAddress, places_in

CODE = MemoAddress("BC01", 1, 2, "301")
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
        ("1-2-301和1-2-302", [ADDRESS, MemoAddress("", 1, 2, "302")]),
        ("物业费", []),
        ("2022-07-08", []),
        ("13800138000", []),
        ("订单20220708-1-2", []),
        ("", []),
    ],
)
def test_places_are_read_however_they_are_written(memo, places):
    assert places_in(memo) == places
