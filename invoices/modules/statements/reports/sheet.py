"""The grid, the type and the colours of a statement on A4. Measures in points; heights count from the bottom edge."""

from property_ops.framework.pdf.fonts import Weight
from property_ops.framework.pdf.typesetter import Ink, Style

PAGE_SIZE = WIDTH, HEIGHT = 595.28, 841.89
LEFT = 54.0
RIGHT = WIDTH - LEFT

INK = Ink.hex("1B2527")
QUIET = Ink.hex("68767A")
HAIR = Ink.hex("D3DBDA")
ACCENT = Ink.hex("17594F")
TINT = Ink.hex("EFF5F3")
BAR = Ink.hex("B9D2CC")
HAIRLINE = 0.5


def regular(size: float, ink: Ink = INK) -> Style:
    return Style(Weight.REGULAR, size, ink)


def bold(size: float, ink: Ink = INK) -> Style:
    return Style(Weight.BOLD, size, ink)


# Head of the first sheet
COMPANY_AT = 785.0
CONTACT_AT = 770.0
TITLE_AT = 721.0
DUE_LABEL_AT = 749.0
PAY_BY_AT = 705.0
FACTS_TOP = 685.0
FACTS_BOTTOM = 606.0
FACT_ROWS = (670.0, 630.5)  # base line of the labels
FACT_VALUE_BELOW = 14.5
FACT_SECOND_LINE_BELOW = 10.0
FACT_COLUMNS = (LEFT, 222.0, 334.0, 446.0)
FACT_GAP = 12.0
FACT_SMALLEST = 7.5

# The table
TABLE_HEAD_AT = 586.0
TABLE_HEAD_RULE_BELOW = 7.0
ITEM_X, ITEM_ROOM = LEFT, 112.0
PERIOD_X, PERIOD_ROOM = 172.0, 94.0
QUANTITY_TO, QUANTITY_ROOM = 324.0, 54.0
PRICE_TO, PRICE_ROOM = 376.0, 39.0
RATIO_TO, RATIO_ROOM = 468.0, 78.0
AMOUNT_TO, AMOUNT_ROOM = RIGHT, 66.0
TIMES_BEHIND = 5.0
SUB_X, SUB_TO = 66.0, 468.0
NOTE_X = LEFT
BAR_X, BAR_WIDTH = LEFT + 1.0, 1.6

ROW_FIRST_LINE = 16.5  # from the top of a row to its first base line
ROW_NEXT_LINE = 13.0
ROW_AFTER = 8.5
SUB_FIRST_LINE = 13.5
SUB_LINE = 12.0

# The sum
SUM_GAP = 12.0
SUM_ROW = 16.0
SUM_BAND_GAP = 8.0
SUM_BAND = 38.0
SUM_HEIGHT = SUM_GAP + 3 * SUM_ROW + SUM_BAND_GAP + SUM_BAND
SUM_ROWS = tuple(SUM_BAND + SUM_BAND_GAP + 5 + place * SUM_ROW for place in (2, 1, 0))  # above its lower edge
SUM_LABEL_X = 372.0

# The foot
FOOT_RULE_AT = 56.0
FOOT_AT = 43.0
OVERLEAF_ROOM = 18.0
QR_SIZE = 76.0
COUNSEL_BOTTOM = 72.0
COUNSEL_TOP_MOST = 320.0
COUNSEL_ABOVE = 16.0
COUNSEL_X = LEFT + QR_SIZE + 26.0
COUNSEL_GAP = 22.0
COUNSEL_NARROWEST = 0.7
COUNSEL_ROOM = (RIGHT - COUNSEL_X - COUNSEL_GAP) / 2

# The next sheets
NEXT_HEAD_AT = 790.0
NEXT_HEAD_RULE_AT = 779.0
NEXT_TABLE_HEAD_AT = 757.0

COMPANY = bold(12)
CONTACT = regular(7.5, QUIET)
TITLE = bold(27)
MONTH = regular(27, QUIET)
LABEL = regular(7.5, QUIET)
DUE = bold(27, ACCENT)
PAY_BY = regular(8.5, QUIET)
FACT = regular(9.5)
HEADING = regular(7.5, QUIET)
ITEM = regular(9.5)
CELL = regular(8.5)
TIMES = regular(7.5, QUIET)
AMOUNT = regular(9.5)
SUB = regular(7.8, QUIET)
SUB_LEAD = regular(7.8, ACCENT)
SUM_LABEL = regular(8.5, QUIET)
SUM_AMOUNT = regular(9.5)
TOTAL_LABEL = bold(10, ACCENT)
CAPITALS = regular(9)
TOTAL = bold(15, ACCENT)
COUNSEL_HEADING = bold(8.5)
COUNSEL = regular(7.8, QUIET)
COUNSEL_LEADING = 12.5
FOOT = regular(7.5, QUIET)
FOOT_STRONG = bold(7.5)
SMALLEST = 5.0
