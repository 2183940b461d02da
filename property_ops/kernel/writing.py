"""How the office writes: full-width characters, padded names, numbers in Chinese words.

Stored text is NFC and otherwise as written (NFKC would turn ㎡ into m2). Only where a number, a code or a date is
*read* are full-width digits, letters and punctuation folded to the plain ones.
"""

import re
import unicodedata
from collections.abc import Iterable

from property_ops.kernel.errors import ReasonMissing, TooLong

LONGEST_REASON = 200  # characters, where a paper or a table has no room for more

# Zero-width signs, and those that turn the direction of writing: what is stored must be what is seen.
_INVISIBLE = dict.fromkeys(
    [
        *map(ord, "\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ]
)
# Rare characters of surnames as systems before GB 18030-2005 wrote them, from U+E815 on: codes that no font has (U+E863
# is 䶮). The standard says which characters they are.
_OLD_CODES = dict(
    enumerate(
        "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱"
        "䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻",
        start=0xE815,
    )
)
_PLAIN: dict[int, int | str] = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | {
    0x3000: " ",
    0xFFE5: "¥",
    ord("〇"): "零",
    ord("。"): ".",
    ord("、"): ",",
}
_PLAIN |= dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_HAN_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_HAN_PLACES = {"十": 10, "百": 100}
_UNSEEN_OR_OLD: dict[int, str | None] = {**_INVISIBLE, **_OLD_CODES}


def _any_of(codes: Iterable[int]) -> re.Pattern[str]:
    """To see whether there is anything to translate: most texts have nothing, and a search is three times as quick."""
    return re.compile(f"[{re.escape(''.join(map(chr, codes)))}]")


_HAS_UNSEEN_OR_OLD, _HAS_FULL_WIDTH = _any_of(_UNSEEN_OR_OLD), _any_of(_PLAIN)


def clean(text: str) -> str:
    """NFC, no invisible characters, no old private codes of rare characters, no space around."""
    if text.isascii():
        return text.strip()
    if _HAS_UNSEEN_OR_OLD.search(text):
        text = text.translate(_UNSEEN_OR_OLD)
    return unicodedata.normalize("NFC", text).strip()


def within(text: str, *, most: int, lines: bool = False) -> str:
    """What somebody wrote, clean and on one line, or with its `lines`.

    Raises TooLong: nobody's words are cut without a word.
    """
    written = clean(text) if lines else " ".join(clean(text).split())
    if len(written) > most:
        raise TooLong(most=most, length=len(written))
    return written


def with_reason(text: str, *, most: int = LONGEST_REASON) -> str:
    """The reason that was given, as `within`. Raises ReasonMissing, TooLong."""
    reason = within(text, most=most)
    if not reason:
        raise ReasonMissing()
    return reason


def folded(text: str) -> str:
    """Full-width digits, letters and punctuation as plain ones, dashes as `-`; for reading, not for storing."""
    if text.isascii():
        return text.strip()
    cleaned = clean(text)
    return cleaned.translate(_PLAIN) if _HAS_FULL_WIDTH.search(cleaned) else cleaned


def squeezed(text: str) -> str:
    """Folded, and without any white space."""
    return "".join(folded(text).split())


def is_han(character: str) -> bool:
    """A Chinese character, the rare ones of the extensions too."""
    code = ord(character)
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFF or character == "〇"


def han_number(text: str) -> int | None:
    """`十二` → 12, `二十三` → 23, `一百零五` → 105; None if it is not such a number below one thousand."""
    if not text or any(character not in _HAN_DIGITS and character not in _HAN_PLACES for character in text):
        return None
    if len(text) > 1 and not any(character in _HAN_PLACES for character in text):
        return int("".join(str(_HAN_DIGITS[character]) for character in text))
    total, digit, last_place = 0, None, 1000
    for character in text:
        if character in _HAN_DIGITS:
            digit = _HAN_DIGITS[character]
            continue
        place = _HAN_PLACES[character]
        if place >= last_place:
            return None
        total, digit, last_place = total + (1 if digit is None else digit) * place, None, place
    return total + (digit or 0)
