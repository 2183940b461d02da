"""Names of people on papers that others may see (docs/product.md rule 20)."""

import re

_MASK = "*"
_BODY = re.compile(
    "公司|商店|商行|超市|酒店|饭店|宾馆|药店|药房|诊所|医院|学校|幼儿园|银行|工厂|经营部|门市部|服务部|服务站|事务所|合作社"
    "|委员会|居委会|业委会|党支部|管理局|办事处|中心|集团|协会|个体|[店厂馆部所]$"
)


def masked(name: str) -> str:
    """`张三` → `张*`, `李小华` → `李*华`, `欧阳小华` → `欧**华`; the name of a company or body stays as it is."""
    name = name.strip()
    if len(name) < 2 or _BODY.search(name):
        return name
    if name.isascii():
        return name[0] + _MASK * 3
    if len(name) == 2:
        return name[0] + _MASK
    return name[0] + _MASK * (len(name) - 2) + name[-1]
