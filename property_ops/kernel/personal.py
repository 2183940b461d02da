"""What tells who somebody is, and how it is shown to those who need not know (docs/product.md rule 20)."""

import re

FEWEST_SHOWN = 5
"""A published figure that is of fewer homes tells what one of them pays or says."""
_MASK = "*"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_BODY = re.compile(
    "公司|商店|商行|超市|酒店|饭店|宾馆|药店|药房|诊所|医院|学校|幼儿园|银行|工厂|经营部|门市部|服务部|服务站|事务所|合作社"
    "|委员会|居委会|业委会|党支部|管理局|办事处|中心|集团|协会|个体|[店厂馆部所]$"
)

MOBILE = re.compile(r"(?<!\d)1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)")
LANDLINE = re.compile(r"(?<!\d)0\d{2,3}[-\s]?\d{7,8}(?!\d)")  # with an area code
IDENTITY_CARD = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
BANK_CARD = re.compile(r"(?<!\d)\d{16,19}(?!\d)")
CAR_PLATE = re.compile(rf"[{_PROVINCES}][A-Z][·\s]?[A-HJ-NP-Z0-9]{{5,6}}")
HOMES = (
    re.compile(r"\d+\s*(?:号楼|栋|幢|#)\s*\d+\s*(?:单元)\s*\d+"),
    re.compile(r"(?<!\d)\d{1,3}-\d{1,2}-\d{3,4}(?!\d)"),
)


def masked_phone(phone: str) -> str:
    """`13812341234` → `138****1234`: enough to recognise, not enough to call."""
    if len(phone) < 7:
        return _MASK * len(phone)
    return f"{phone[:3]}{_MASK * (len(phone) - 7)}{phone[-4:]}"


def masked_name(name: str, *, keeps_last: bool = False) -> str:
    """`李小华` → `李**`; the name of a company or body stays as it is.

    `keeps_last` is for papers of the household itself, which knows itself by it: `李*华`.
    """
    name = name.strip()
    if len(name) < 2 or _BODY.search(name):
        return name
    if name.isascii():
        return name[0] + _MASK * 3
    if keeps_last and len(name) > 2:
        return name[0] + _MASK * (len(name) - 2) + name[-1]
    return name[0] + _MASK * (len(name) - 1)
