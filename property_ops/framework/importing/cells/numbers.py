"""Exact numbers: nothing is rounded here, and what would need rounding is refused."""

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from typing import Any

from property_ops.framework.importing.problems import CellError
from property_ops.kernel.money import NotMoney, Yuan
from property_ops.kernel.quantity import CUBIC_METRES, METRES, SQUARE_METRES, spelled
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import han_number, squeezed

_FIFTEEN_DIGITS = Context(prec=15, rounding=ROUND_HALF_EVEN)
MAX_AREA = Decimal(100_000)
_TOO_LARGE = Decimal(10**12)
AREA_PLACES = QUANTITY_PLACES = 4
RATIO_PLACES = 6

_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?\Z")
_AREA_UNIT = re.compile(rf"({spelled((*SQUARE_METRES, '平方公尺', '平', 'm^2'))})\Z", re.IGNORECASE)
_MEASURE = re.compile(
    rf"({spelled((*SQUARE_METRES, *CUBIC_METRES, *METRES, *'个处项户套吨次台根块'))})\Z", re.IGNORECASE
)
_MONEY_WORDS = re.compile(r"^(人民币|rmb|cny|¥)|((元|圆)(整|/月|每月|/个·月)?)\Z", re.IGNORECASE)
_SIGN_APART = re.compile(r"([+-])(?=¥)|-\Z")
_SIDE_BEHIND = re.compile(r"(?<=\d)(?:(CR|C|贷)|(?:DR|D|借))\.?\Z", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\((.+)\)\Z")
_DISCOUNT = re.compile(r"(\d(?:\.\d)?|\d\d|[一二三四五六七八九]{1,2})折\Z")
_SIZE = re.compile(r"(\d+(?:\.\d+)?)(?:m|米)?[×x*✕╳✖·乘](\d+(?:\.\d+)?)(?:m|米)?\Z", re.IGNORECASE)

_NOT_A_NUMBER = gettext_noop("This is not a number.")
_WRITE_A_NUMBER = gettext_noop("Write a plain number, such as 93.02.")
NO_RESULT = gettext_noop("The cell holds a formula whose result is not stored in the file.")
PASTE_VALUE = gettext_noop("Open the file in WPS or Excel, paste the value over the formula and save.")
_TOO_EXACT = gettext_noop("There are more than %(places)s decimals.")
_ROUND_IT = gettext_noop("Enter the exact value with at most %(places)s decimals.")


def number(raw: Any) -> Decimal:
    """The number as Excel shows it: text digit by digit, a number cell by its 15 significant digits."""
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
        raise CellError(_NOT_A_NUMBER, _WRITE_A_NUMBER)
    if isinstance(raw, str):
        return _number_of_text(squeezed(raw))
    try:
        found = Decimal(format(raw, ".15g")) if isinstance(raw, float) else Decimal(raw)
    except InvalidOperation:
        raise CellError(_NOT_A_NUMBER, _WRITE_A_NUMBER) from None
    if not found.is_finite():
        raise CellError(_NOT_A_NUMBER, _WRITE_A_NUMBER)
    return found


def _number_of_text(written: str) -> Decimal:
    if written.startswith("="):
        raise CellError(NO_RESULT, PASTE_VALUE)
    if not _NUMBER.match(written) or not any(map(str.isdigit, written)) or len(written) > 30:
        raise CellError(_NOT_A_NUMBER, _WRITE_A_NUMBER)
    found = Decimal(written.replace(",", ""))
    # 54.019999999999996 is a program's 54.02: Excel, too, keeps 15 digits of what is typed.
    return found if "." not in written else _FIFTEEN_DIGITS.plus(found)


def with_places(found: Decimal, places: int) -> Decimal:
    """`found` itself, if it has at most that many decimals."""
    if found != found.quantize(Decimal(1).scaleb(-places)):
        raise CellError(_TOO_EXACT, _ROUND_IT, places=places)
    return found


def area(raw: Any) -> Decimal:
    """Square metres above zero: 93.02, 108.99平, 98.56㎡, 81.84 平方米, ６４．３３."""
    found = number(_without(_AREA_UNIT, raw))
    if found <= 0:
        raise CellError(gettext_noop("The area must be above zero."), gettext_noop("Enter the building area in m²."))
    if found > MAX_AREA:
        raise CellError(
            gettext_noop("An area above 100,000 m² cannot be right."), gettext_noop("Enter the building area in m².")
        )
    return with_places(found, AREA_PLACES)


def quantity(raw: Any) -> Decimal:
    """A quantity of work, not negative; its unit of measure may stand behind it."""
    found = number(_without(_MEASURE, raw))
    if found < 0:
        raise CellError(gettext_noop("A quantity cannot be negative."), gettext_noop("Enter the quantity measured."))
    if found >= _TOO_LARGE:
        raise CellError(gettext_noop("The number is too large."), gettext_noop("Enter the quantity measured."))
    return with_places(found, QUANTITY_PLACES)


def money(raw: Any) -> Yuan:
    """Yuan with at most two decimals, not negative: 1234.5, 1,234.50, ￥60, 60元."""
    found = number(_without(_MONEY_WORDS, raw))
    if found < 0:
        raise CellError(
            gettext_noop("The amount cannot be negative."), gettext_noop("Enter the amount in yuan, zero or above.")
        )
    if found >= _TOO_LARGE:
        raise CellError(gettext_noop("The number is too large."), gettext_noop("Enter the amount in yuan."))
    try:
        return Yuan.exactly(found)
    except NotMoney:
        raise CellError(
            gettext_noop("An amount of money has at most two decimals."),
            gettext_noop("Enter the amount in yuan, to the fen."),
        ) from None


def signed_money(raw: Any) -> Decimal:
    """Yuan of a bank's paper, its sign and all decimals it has: -1,234.50, ¥60, 60元, (15.00), 15.00-, -¥15, 15DR."""
    found = number(_without(_MONEY_WORDS, _sign_in_front(raw) if isinstance(raw, str) else raw))
    if abs(found) >= _TOO_LARGE:
        raise CellError(gettext_noop("The number is too large."), gettext_noop("Enter the amount in yuan."))
    return found


def ratio(raw: Any) -> Decimal:
    """A part of one, from 0 to 1: 0.7, 70%, 七折."""
    written = squeezed(raw) if isinstance(raw, str) else raw
    discount = _DISCOUNT.match(written) if isinstance(written, str) else None
    if discount:
        digits = discount[1] if discount[1][0].isdigit() else str(han_number(discount[1]))
        found = Decimal("0." + digits.replace(".", ""))
    elif isinstance(written, str) and written.endswith("%"):
        found = number(written[:-1]) / 100
    else:
        found = number(written)
    if not 0 <= found <= 1:
        raise CellError(
            gettext_noop("A ratio lies between 0 and 1."), gettext_noop("Write 0.7 or 70%% for seven tenths.")
        )
    return with_places(found, RATIO_PLACES)


def whole(raw: Any) -> int:
    """A whole number, not negative: 14, 14.0, １４, 14栋, 1997年."""
    written = re.sub(r"(栋|幢|座|年|个|户|号)\Z", "", squeezed(raw)) if isinstance(raw, str) else raw
    found = han_number(written) if isinstance(written, str) else None
    exact = Decimal(found) if found is not None else number(written)
    if exact != exact.to_integral_value() or not 0 <= exact <= 2_000_000_000:
        raise CellError(gettext_noop("This is not a whole number."), gettext_noop("Write a whole number, such as 14."))
    return int(exact)


def size(raw: Any) -> tuple[Decimal, Decimal]:
    """Width and length in metres: 2.5×5.3, 2.4*5.3, 2.5x6."""
    match = _SIZE.match(squeezed(raw)) if isinstance(raw, str) else None
    if not match:
        raise CellError(gettext_noop("This is not a size."), gettext_noop("Write width × length in metres: 2.5×5.3."))
    width, length = (with_places(Decimal(side), 2) for side in match.groups())
    if not (0 < width < 100 and 0 < length < 100):
        raise CellError(gettext_noop("This is not a size."), gettext_noop("Write width × length in metres: 2.5×5.3."))
    return width, length


def _sign_in_front(raw: str) -> str:
    """Of the figure itself: some programs write it behind the figure, or before the sign of the currency, or write
    the side of the account there: 120.00CR came in, 20.00DR went out."""
    written = squeezed(raw)
    if side := _SIDE_BEHIND.search(written):
        return f"{'' if side[1] else '-'}{written[: side.start()]}"
    apart = _SIGN_APART.search(written) if len(written) > 1 else None
    if apart is None:
        return written
    figure = _MONEY_WORDS.sub("", written[: apart.start()] + written[apart.end() :])
    return f"{apart[1] or '-'}{figure}"


def _without(unit: re.Pattern[str], raw: Any) -> Any:
    """Text without its unit; an amount in brackets, as accountants write it, is negative."""
    if not isinstance(raw, str):
        return raw
    written = squeezed(raw)
    bracketed = _IN_BRACKETS.match(written)
    if bracketed:
        written = "-" + bracketed[1]
    return unit.sub("", unit.sub("", written))
