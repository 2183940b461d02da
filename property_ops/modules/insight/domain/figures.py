"""The figures of the manager's table that works give, and which works count for each."""

from dataclasses import dataclass
from enum import StrEnum

from property_ops.kernel.text import gettext_noop

SQUARE_METRES = frozenset({"㎡", "m²", "m2", "平方米", "平米", "平方"})
CUBIC_METRES = frozenset({"m³", "m3", "方", "立方米", "立方", "立米"})
PLACES = frozenset({"处", "个", "块", "条", "张"})
SPACES = frozenset({"个", "位", "车位"})
METRES = frozenset({"m", "米", "延米"})


class Counting(StrEnum):
    """What of the accepted works makes the figure: the sum of their quantities, or how many estates had one."""

    QUANTITY = "quantity"
    ESTATES = "estates"


@dataclass(frozen=True, slots=True)
class Figure:
    """`kinds` and `units` as the office writes them; a work of the kind in another unit is not added, but told.

    Figures with one `together` stand under a line with their sum. `rare`: left out while nothing is recorded.
    """

    code: str
    label: str
    unit: str
    kinds: frozenset[str]
    units: frozenset[str] = frozenset()
    counting: Counting = Counting.QUANTITY
    together: str = ""
    rare: bool = False

    def counts(self, kind: str, unit: str) -> bool:
        return kind in self.kinds and (not self.units or unit in self.units)


ROAD = frozenset(
    [
        "路面修补",
        "道路修补",
        "道路维修",
        "路面维修",
        "道路修复",
        "路面修复",
        "路面硬化",
        "道路硬化",
        "坑槽修补",
        "裂缝修补",
        "沉陷修复",
    ]
)
FACADES = frozenset(["外墙粉刷", "外墙涂刷", "外立面粉刷", "楼栋外墙粉刷", "外墙翻新", "墙面粉刷"])
INNER_WALLS = frozenset(["内墙粉刷", "内墙涂刷", "楼道粉刷", "小区内墙粉刷", "围墙粉刷", "楼道墙面粉刷"])
SIGNS = frozenset(["拆除牌匾", "牌匾拆除", "拆除广告牌", "违规牌匾拆除"])

PAINTED = gettext_noop("outer and inner walls painted")

FIGURES = (
    Figure(
        "spaces", gettext_noop("parking spaces planned"), "个",
        frozenset(["停车位规划", "规划停车位", "车位规划", "车位施划", "停车位施划", "停车位划线", "车位划线"]), SPACES,
    ),
    Figure("road", gettext_noop("road surface repaired"), "㎡", ROAD, SQUARE_METRES),
    Figure("facades", gettext_noop("façades painted"), "㎡", FACADES, SQUARE_METRES, together=PAINTED),
    Figure("inner_walls", gettext_noop("inner walls painted"), "㎡", INNER_WALLS, SQUARE_METRES, together=PAINTED),
    Figure(
        "rain_sewage", gettext_noop("estates with rain and sewage separated"), "个",
        frozenset(["雨污分流", "雨污分流改造", "雨污管网改造"]), counting=Counting.ESTATES,
    ),
    Figure(
        "overhead_lines", gettext_noop("overhead lines put in order"), "处",
        frozenset(["架空线整治", "飞线整治", "架空线入地", "线缆整治", "强弱电整治"]), PLACES,
    ),
    Figure(
        "overhead_metres", gettext_noop("overhead lines put in order"), "m",
        frozenset(["架空线整治", "飞线整治", "架空线入地", "线缆整治", "强弱电整治"]), METRES, rare=True,
    ),
    Figure(
        "rubbish", gettext_noop("rubbish cleared"), "m³",
        frozenset(["垃圾清运", "建筑垃圾清运", "清运垃圾", "杂物清运"]), CUBIC_METRES,
    ),
    Figure("signs", gettext_noop("signs removed"), "处", SIGNS, PLACES),
    Figure("signs_area", gettext_noop("signs removed"), "㎡", SIGNS, SQUARE_METRES),
    Figure(
        "adverts", gettext_noop("wall adverts cleaned"), "处",
        frozenset(["小广告清理", "墙面广告清理", "清理小广告", "牛皮癣清理"]), PLACES,
    ),
    Figure(
        "hoarding_built", gettext_noop("hoarding built"), "㎡",
        frozenset(["围挡搭建", "新建围挡", "安装围挡", "围挡", "围挡安装"]), SQUARE_METRES,
    ),
    Figure(
        "hoarding_repaired", gettext_noop("hoarding repaired"), "㎡",
        frozenset(["围挡维修", "围挡修复", "修复围挡", "维修围挡"]), SQUARE_METRES,
    ),
)  # fmt: skip
