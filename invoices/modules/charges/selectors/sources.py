"""The installed charge sources, and what is asked of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from django.utils.translation import gettext

from invoices.modules.charges.domain.errors import SourcesDisagree
from invoices.modules.charges.domain.evidence import EvidenceBlock, EvidencePicture, PaperWords
from invoices.modules.charges.domain.frozen import FrozenLine
from invoices.modules.charges.domain.source import COMMON_HOLDS, ChargeSource, Rank
from property_ops.framework.slots import plugged_into
from property_ops.kernel.text import gettext_noop

SLOT = "charge_sources"
_UNEXPLAINED = gettext_noop("the module that holds it is not installed any more, or has changed")


def charge_sources() -> Mapping[str, ChargeSource]:
    """The installed sources by their codes, in module order. Raises SourcesDisagree."""
    return _by_code(plugged_into(SLOT))


@lru_cache(maxsize=4)
def _by_code(classes: tuple[type[ChargeSource], ...]) -> Mapping[str, ChargeSource]:
    found: dict[str, ChargeSource] = {}
    of_item: dict[str, ChargeSource] = {}
    for source in (one() for one in classes):
        if source.code in found:
            raise SourcesDisagree(source=source.code, other=source.code, item="—")
        found[source.code] = source
        for item in source.items:
            other = of_item.setdefault(item, source)
            if (other.rank, other.one_off) != (source.rank, source.one_off):
                raise SourcesDisagree(source=source.code, other=other.code, item=item)
    return found


def evidence_of(line: FrozenLine) -> EvidenceBlock | None:
    """The evidence behind a line; None where its source is not installed any more."""
    source = charge_sources().get(line.source)
    return source.evidence(line) if source else None


def evidence_today(lines: Sequence[FrozenLine]) -> list[tuple[EvidenceBlock | None, Sequence[EvidencePicture]]]:
    """Of each line of a bill the same with the pages about it, and the pictures, that there are today.

    Each source is asked once for all that are its.
    """
    found: list[tuple[EvidenceBlock | None, Sequence[EvidencePicture]]] = [(None, ())] * len(lines)
    for code, source in charge_sources().items():
        places = [place for place, line in enumerate(lines) if line.source == code]
        mine = [lines[place] for place in places]
        for place, line, today in zip(places, mine, source.today(mine) if mine else (), strict=True):
            block = source.evidence(line)
            found[place] = replace(block, links=(*block.links, *today.links)), today.pictures
    return found


def work_behind(line: FrozenLine) -> str:
    """The number of the work order that it pays for; empty where it pays for none."""
    source = charge_sources().get(line.source)
    return source.work_number(line) if source else ""


def paper_of(line: FrozenLine) -> PaperWords | None:
    """What a statement says of it; None where it prints the evidence as it is, or there is none."""
    source = charge_sources().get(line.source)
    return source.paper(line) if source else None


def items_of_rank(rank: Rank) -> tuple[str, ...]:
    """The codes of the fee items that are paid in this turn."""
    return tuple(item for source in charge_sources().values() if source.rank == rank for item in source.items)


def one_off_items() -> tuple[str, ...]:
    """The codes of the fee items that come now and then and so explain an unusual bill."""
    return tuple(item for source in charge_sources().values() if source.one_off for item in source.items)


def one_off_words() -> str:
    """What a reader calls them: `works`."""
    words = (source.one_off for source in charge_sources().values() if source.one_off)
    return " / ".join(map(gettext, dict.fromkeys(words)))


def held_text(source: str, subject: str, reason: str) -> tuple[str, str]:
    """What is held and why, in the reader's language."""
    known = charge_sources().get(source)
    words = COMMON_HOLDS | dict(known.holds) if known else {}
    name = gettext(known.name) if known else source
    return f"{name} {subject}".strip(), gettext(words.get(reason, _UNEXPLAINED))
