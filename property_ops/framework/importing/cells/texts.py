"""Names, phones and words from a fixed list. What is stored is NFC and otherwise as written."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar

from property_ops.framework.importing.problems import CellError
from property_ops.framework.pdf.printable import not_printable, signs_without_glyph
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import clean, folded, is_han, squeezed

Member = TypeVar("Member", bound=Enum | str)

# Cells in which the office says that there is nothing to say.
NOTHING = {"", "-", "--", "---", "/", "\\", "无", "暂无", "N/A", "n/a"}
EXCEL_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}

_MANGLED = re.compile(r"\d([.,]\d+)?E\+?\d+|\d{15}0{9,}|#{3,}")
"""As Excel shows a long number, or as it saves one that was formatted as a number: fifteen digits, then noughts; ####
where the column was too narrow."""
_MOST_EXACT = 10**15  # Excel keeps fifteen digits of a number
ROUNDED = gettext_noop("Excel has rounded this number: its last digits are lost.")
_AS_TEXT = gettext_noop("Format the column as text, and enter the number digit by digit.")

_NOTE = re.compile(r"\(.*\)\Z")
_SPACES = re.compile(r"\s+")
_PHONE_NOISE = re.compile(r"[\s()\-—+.·]|转.*|分机.*")
_SEVERAL_PHONES = re.compile(r"[/;,]|或")


def is_blank(raw: Any) -> bool:
    return raw == "" or raw is None or (isinstance(raw, str) and len(raw) < 10 and _says_nothing(raw))


@lru_cache(maxsize=4096)
def _says_nothing(short: str) -> bool:
    return squeezed(short) in NOTHING


def text(limit: int) -> Callable[[Any], str]:
    """A parser of text of at most `limit` characters: runs of white space become one space."""

    def parse(raw: Any) -> str:
        written = _SPACES.sub(" ", as_text(raw))
        missing = signs_without_glyph([written])
        if missing:
            problem = not_printable(min(missing))
            raise CellError(problem.message, problem.advice, **problem.data)
        if len(written) > limit:
            raise CellError(
                gettext_noop("The text is longer than %(limit)s characters."),
                gettext_noop("Shorten it to %(limit)s characters."),
                limit=limit,
            )
        return written

    return parse


def code(limit: int, *, mend: str = _AS_TEXT) -> Callable[[Any], str]:
    """A parser of numbers and codes with letters: plain characters in capitals, without any space.

    One that Excel has rounded is refused: it is another's too. `mend`: what to do then, a msgid.
    """
    parse = text(limit)

    def parse_code(raw: Any) -> str:
        written = squeezed(as_text(raw)).upper()
        if is_rounded(raw, written):
            raise CellError(ROUNDED, mend)
        return parse(written)

    return parse_code


def is_rounded(raw: Any, written: str) -> bool:
    return (isinstance(raw, (int, float)) and abs(raw) >= _MOST_EXACT) or bool(_MANGLED.fullmatch(written))


def person(limit: int) -> Callable[[Any], str]:
    """A parser of names: spaces inside a Chinese name of two or three characters are padding (秦  志 is 秦志)."""
    parse = text(limit)

    def parse_name(raw: Any) -> str:
        written = parse(raw)
        joined = _SPACES.sub("", written)
        return joined if len(joined) <= 3 and all(map(is_han, joined)) else written

    return parse_name


def phone(raw: Any) -> str:
    """The digits of one telephone number, 7 to 15 of them; +86 in front is dropped."""
    written = folded(as_text(raw))
    if _SEVERAL_PHONES.search(written):
        raise CellError(
            gettext_noop("There is more than one telephone number."), gettext_noop("Keep one number in this cell.")
        )
    digits = _PHONE_NOISE.sub("", written)
    if digits.startswith("86") and len(digits) == 13:
        digits = digits[2:]
    if not digits.isdecimal() or not 7 <= len(digits) <= 15:
        raise CellError(
            gettext_noop("This is not a telephone number."), gettext_noop("Write the number in digits: 13812345678.")
        )
    return digits


def choice(words: Mapping[Member, str], *, note_allowed: bool = False) -> Callable[[Any], Member]:
    """A parser of the words the office uses, given by meaning, the usual word first: {VACANT: "空置 空房 闲置"}.

    Others are refused with the usual words. With `note_allowed`, a note in brackets behind a word says nothing more:
    空置(已登记).
    """
    meanings = {word: member for member, written in words.items() for word in written.split()}

    def parse(raw: Any) -> Member:
        written = squeezed(as_text(raw))
        if note_allowed and written not in meanings:
            written = _NOTE.sub("", written)
        if written not in meanings:
            raise CellError(
                gettext_noop("This word is not known here."),
                gettext_noop("Write one of: %(known)s."),
                known="、".join(written.split()[0] for written in words.values()),
            )
        return meanings[written]

    return parse


def usual_word(words: Mapping[Member, str], member: Member) -> str:
    """The word that `choice` reads as that meaning."""
    return words[member].split()[0]


def as_text(raw: Any) -> str:
    """The cell as a person reads it. An error value of Excel is refused."""
    if isinstance(raw, str):
        written = clean(raw)
        if written in EXCEL_ERRORS:
            raise CellError(
                gettext_noop("The cell shows an error of Excel."),
                gettext_noop("Repair the formula, or enter the value itself."),
            )
        return written
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() else format(raw, ".15g")
    return "" if raw is None else str(raw)
