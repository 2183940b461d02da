"""The characters that most statements use: they lie ready in the fonts of the stationery.

Whatever else a statement needs (names, places, works), it carries in a small font of its own. So this list decides
about size and speed, never about what can be printed: a character here costs 140 bytes in every file, one that is not
here some microseconds and bytes in those that use it. A change of it changes the bytes of every statement made again.
"""

from invoices.modules.statements.reports import wording

_WORDING = "".join(text for name, text in vars(wording).items() if name.isupper())
_FIGURES = "0123456789,.-−%/()×· "
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz:+#*&_"
_MARKS = "，。、：；（）《》“”—–…￥¥㎡"
_CAPITALS = "人民币负零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整"
_DATES = "年月日至号楼单元室栋区"
_FEES = "物业服务费停车位固定充电住宅商业空置减免按比例面积建筑个月天分摊标准收红字更正第行原"
_WORKS = "工单验收于总费用元本户{}"
_SERVICES = "保洁秩序维护绿化养护公共设施确认完成业委会党支部鲁本计租用占期间产权变更担未登记"

REGULAR = _WORDING + _FIGURES + _LATIN + _MARKS + _CAPITALS + _DATES + _FEES + _WORKS + _SERVICES
_HEADINGS = (wording.TITLE, wording.DUE_TOTAL, wording.IN_CREDIT, wording.WAYS_TO_PAY, wording.HOW_TO_OBJECT)
BOLD = "".join(_HEADINGS) + wording.NOT_AN_INVOICE + _FIGURES + "¥年月（）" + wording.CONTINUED
