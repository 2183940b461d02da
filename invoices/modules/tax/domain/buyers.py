"""Whether an invoice goes to a person or to a body; the tax platform asks for it (受票方自然人标识)."""

import re
from enum import StrEnum

_BODY = re.compile(
    "公司|商店|商行|超市|酒店|饭店|宾馆|药店|药房|诊所|医院|学校|幼儿园|银行|工厂|经营部|门市部|服务部|服务站|事务所|合作社"
    "|委员会|居委会|业委会|党支部|管理局|办事处|中心|集团|协会|个体|[店厂馆部所行社]$"
)
LONGEST_NAME_OF_A_PERSON = 4


def is_person(name: str) -> bool:
    """`李小华`, `阿依古丽·买买提` → yes; `菏泽鑫源餐饮店` → no. What is doubtful counts as a body."""
    if _BODY.search(name):
        return False
    return len(name) <= LONGEST_NAME_OF_A_PERSON or "·" in name


class Whom(StrEnum):
    """Of which bills of a month invoices are asked for."""

    ASKED = "asked"
    PAID = "paid"
    ALL = "all"
