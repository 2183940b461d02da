"""北城新村 (BC02), January to March 2022 of the office pack: cost, income and balance, by hand, to the notice board.

Income. 物业服务费 3 × 11,507.25 = 34,521.75; 停车服务费 336.13 + 520.00 + 720.64 = 1,576.77;
工程分摊 8,629.17 (GD20220021).
街道补贴 pays what was accepted: GD20220001 57,574.30 × 481.5 ÷ 491.1 = 56,448.84, GD20220006 20,690.38, GD20220050
1,035.00, GD20220016 10,664.40, together 88,838.62.
维修资金: GD20220011 31,108.25 × 1,304.8 ÷ 1,330.9 = 30,498.19.
In all 164,064.50.

Cost. The six works in full (labour 41,765.66, material 83,734.84, machines 4,201.00):
57,574.30 + 20,690.38 + 1,035.00 + 31,108.25 + 10,664.40 + 8,629.17 = 129,701.50. By vouchers:
人员工资 17,400.00, 保洁 8,460.00, 秩序 5,700.00, 水电 2,443.00, 维修 1,028.88, 办公 440.88, 保险 1,200.00, together
36,672.76. In all 166,374.26.

Cost − income = 2,309.76. Of that the company bears what was rejected: 1,125.46 + 610.06 = 1,735.52. The residents'
part is (36,672.76 + 8,629.17) − (34,521.75 + 1,576.77 + 8,629.17) = 574.24, a deficit.
"""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader

import invoices
from tests.services.installation import Installation, python

COSTS = Path(invoices.__path__[0]) / "modules" / "breakeven" / "demo" / "费用明细.csv"
WORK = """
from django.contrib.auth.models import Group
from django.core.management import call_command
from property_ops.framework.models import User
accountant, reviewer = User.objects.create_user("accountant"), User.objects.create_user("reviewer")
for user in (accountant, reviewer):
    user.groups.add(Group.objects.get(name=user.username))
call_command("import", {costs!r}, verbosity=0)
for month in ("2022-01", "2022-02", "2022-03"):
    only = dict(estates=["BC02"], verbosity=0)
    call_command("charge", month, by=accountant, **only)
    call_command("bill", month, by=accountant, **only)
    call_command("bill", month, by=reviewer, approve=True, **only)
    call_command("bill", month, by=accountant, issue=True, **only)
    call_command("costs", month, by=accountant, **only)
    call_command("costs", month, by=reviewer, approve=True, **only)
call_command("disclose", "2022-Q1", by=accountant, estates=["BC02"], verbosity=0)
call_command("disclose", "2022-Q1", by=reviewer, publish=True, estates=["BC02"], out={out!r}, verbosity=0)
"""
READ = """
import json
from invoices.modules.breakeven.public import result_of
from invoices.modules.disclosure.public import Quarter
result = result_of("BC02", Quarter(2022, 1).period)
lines = {line.name: str(line.total) for line in (*result.incomes, *result.costs)}
sums = [str(one) for one in (result.cost, result.income, result.balance, result.residents_balance)]
print("READ " + json.dumps([lines, *sums, str(result.borne_by_company)]))
"""


@pytest.mark.parametrize("office", ["sqlite"], indirect=True)
def test_the_break_even_of_an_estate_and_its_notice(office: Installation, tmp_path: Path) -> None:
    out = tmp_path / "posters"
    work = WORK.format(costs=str(COSTS), out=str(out))
    _, printed, verified = office.succeed_all(python(work), python(READ), ("verify",))
    lines, *sums = json.loads(printed.split("READ ")[1].splitlines()[0])
    assert sums == ["166374.26", "164064.50", "2309.76", "574.24", "1735.52"]
    assert lines == {
        "物业服务费": "34521.75",
        "停车服务费": "1576.77",
        "工程分摊": "8629.17",
        "街道补贴工程": "88838.62",
        "维修资金工程": "30498.19",
        "工程人工": "41765.66",
        "工程材料": "83734.84",
        "工程机械": "4201.00",
        "人员工资": "17400.00",
        "保洁服务": "8460.00",
        "秩序维护": "5700.00",
        "公共水电": "2443.00",
        "日常维修": "1028.88",
        "保险": "1200.00",
        "办公及其他": "440.88",
    }
    (poster,) = out.iterdir()
    words = PdfReader(poster, strict=True).pages[0].extract_text()
    together = {"工程人工", "工程材料", "工程机械"}
    shown = [f"{Decimal(amount):,.2f}" for name, amount in lines.items() if name not in together]
    for amount in [*shown, "129,701.50", "166,374.26", "164,064.50", "2,309.76", "574.24", "1,735.52"]:
        assert amount in words
    assert "未发现差异" in verified
