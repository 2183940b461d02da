"""States and kinds with the word that people read for each."""

from enum import StrEnum
from typing import Self


class Worded(StrEnum):
    """`WAITING = "waiting", gettext_noop("waits for approval")`: a value, and the msgid of its word."""

    word: str

    def __new__(cls, value: str, word: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_, member.word = value, word
        return member
