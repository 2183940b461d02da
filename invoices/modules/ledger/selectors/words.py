"""What an entry is about, in the reader's language.

Modules say it of the sources they post, in their slot `ledger_sources`: a dict from the first part of a source
(`bill` of `bill/ZD2022-BC01-000001`) to a msgid with a place for the `number` that follows it.
"""

from functools import cache

from django.utils.translation import gettext

from property_ops.framework.slots import plugged_into


def words_of(source: str, memo: str) -> str:
    """`bill ZD2022-BC01-000001`, and what the entry's memo says behind the number; the memo alone where no module
    explains its source, where it has no number, or where somebody wrote it."""
    kind, _, rest = source.partition("/")
    msgid, number = _words().get(kind), rest.partition("/")[0]
    if not msgid or not any(map(str.isdigit, number)):
        return memo
    more = f" {memo} ".partition(f" {number} ")[2].strip()
    return f"{gettext(msgid) % {'number': number}} {more}".rstrip()


@cache
def _words() -> dict[str, str]:
    return {kind: msgid for words in plugged_into("ledger_sources") for kind, msgid in words.items()}
