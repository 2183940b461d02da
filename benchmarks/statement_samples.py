"""Statements like those of an office: three lines, one of them an accepted work, and everybody's own name and link."""

from datetime import date
from random import Random

from invoices.modules.statements.domain.document import Letterhead, StatementDoc, StatementLine
from property_ops.kernel.money import ZERO, Yuan

LETTERHEAD = Letterhead(
    company="菏泽市牡丹区城市物业服务有限公司",
    contact="菏泽市牡丹区人民路88号　电话 0530-5566778",
    ways_to_pay=(
        "微信：扫左侧二维码，核对户号后支付。",
        "转账：开户行 中国建设银行菏泽牡丹支行，账号 3705 0161 0000 1234 5678，附言写户号。",
        "现金：各小区服务站，工作日 8:30–17:30。",
    ),
    how_to_object=(
        "收到账单后 30 日内，可扫码逐条提出，或到小区服务站书面提出。",
        "有异议的费用在答复前不催缴、不计违约金，其余费用照常支付。",
    ),
)
_SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红玲梅鑫宇浩凯健俊帆雪琴萍婷建国志文辉力峰晨旭瑞佳喆䶮"
_ESTATES = ("牡丹花园", "北城新村", "益和小区", "曹州家园", "丹阳苑")


def statements(count: int) -> list[StatementDoc]:
    """The same ones each time."""
    random = Random(2022)
    return [_statement(number, random) for number in range(1, count + 1)]


def _statement(number: int, random: Random) -> StatementDoc:
    area = random.randrange(4000, 14000) / 100
    building, entrance, room = random.randrange(1, 15), random.randrange(1, 5), f"{random.randrange(1, 7)}0{number % 3}"
    fee, share = Yuan(random.randrange(1000, 6000)), Yuan(random.randrange(5000, 50000))
    lines = (
        StatementLine(
            "物业服务费",
            fee,
            "2022.06.01–06.30",
            f"{area:g} ㎡",
            "0.35",
            "0.975",
            note="服务完成比例 0.975（绿化养护 75%）",
        ),
        StatementLine("停车服务费", Yuan(6000), "2022.06.01–06.30", "1 个", "60.00", "1", note=f"车位 A{number:03}"),
        StatementLine(
            "路面修补分摊",
            share,
            "2022.06.18",
            evidence=(
                "工单 GD20220004　路面修补 · 东门主路　验收 128.1 ㎡",
                f"龙玲 于 2022年6月18日 验收，总费用 17,859.88 元，按建筑面积 {area:g} / 18,900.1 ㎡ 分摊，"
                f"本户 {share.grouped()} 元",
            ),
        ),
    )
    total, before = sum((line.amount for line in lines), ZERO), Yuan(random.randrange(0, 20000))
    return StatementDoc(
        letterhead=LETTERHEAD,
        number=f"ZD-202206-{number:06}",
        month="2022年6月",
        account=f"BC0{number % 5 + 1}-{building}-{entrance}-{room}",
        estate=_ESTATES[number % 5],
        unit=f"{building}号楼{entrance}单元{room}",
        payer=random.choice(_SURNAMES) + "".join(random.choices(_GIVEN, k=random.choice((1, 2)))),
        issued_on=date(2022, 7, 5),
        due_on=date(2022, 7, 31),
        lines=lines,
        brought_forward=before,
        this_period=total,
        paid=before,
        due=total,
        url=f"https://wy.example.cn/s/{random.getrandbits(80):020x}",
        check_code=f"{random.getrandbits(32):08X}",
    )
