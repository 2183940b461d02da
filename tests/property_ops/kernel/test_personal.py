"""Who somebody is, told to those who need not know (docs/product.md rule 20)."""

import pytest

from property_ops.kernel.personal import (
    BANK_CARD,
    CAR_PLATE,
    HOMES,
    IDENTITY_CARD,
    LANDLINE,
    MOBILE,
    masked_name,
    masked_phone,
)


@pytest.mark.parametrize(
    ("phone", "masked"),
    [("13812341234", "138****1234"), ("05301234567", "053****4567"), ("123456", "******"), ("", "")],
)
def test_a_masked_phone_can_be_recognised_but_not_called(phone, masked):
    assert masked_phone(phone) == masked


@pytest.mark.parametrize(
    ("name", "for_others", "on_own_paper"),
    [
        ("张三", "张*", "张*"),
        (" 李小华 ", "李**", "李*华"),
        ("欧阳小华", "欧***", "欧**华"),
        ("菏泽鑫源餐饮店", "菏泽鑫源餐饮店", "菏泽鑫源餐饮店"),
        ("牡丹佳和商贸有限公司", "牡丹佳和商贸有限公司", "牡丹佳和商贸有限公司"),
        ("John", "J***", "J***"),
        ("王", "王", "王"),
        ("", "", ""),
    ],
)
def test_a_persons_name_is_masked_and_a_companys_is_not(name, for_others, on_own_paper):
    assert masked_name(name) == for_others
    assert masked_name(name, keeps_last=True) == on_own_paper


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (MOBILE, "138 1234-5678"),
        (LANDLINE, "0530-5551234"),
        (IDENTITY_CARD, "37290119780304123X"),
        (BANK_CARD, "6222021602001234567"),
        (CAR_PLATE, "鲁R·12345"),
        (HOMES[0], "3号楼2单元301"),
        (HOMES[1], "3-2-301"),
    ],
)
def test_what_tells_a_person_is_found_within_words(pattern, text):
    assert pattern.search(f"在{text}。")
    assert not pattern.search("GD20220003，361 ㎡，440.67 元")
