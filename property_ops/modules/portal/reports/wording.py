"""How papers of works put things. They are in Chinese, whoever prints them."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext

from property_ops.kernel.acceptance import MANNERS_ON_PAPER
from property_ops.kernel.quantity import grouped
from property_ops.modules.works.public import Party, PartyWord, WorkOrder, manner_on_paper

NOTHING = "—"
LANGUAGE = "zh-hans"


def day(value: date | None) -> str:
    return value.isoformat() if value else NOTHING


def moment(value: datetime) -> str:
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")


def figure(value: Decimal | None) -> str:
    return grouped(value) if value is not None else ""


def party(value: str) -> str:
    return _chinese(Party(value).word)


def manner(word: PartyWord) -> str:
    return manner_on_paper(word)


def manners(work: WorkOrder) -> str:
    """`亲验、代录`: of an accepted work, each manner once."""
    return "、".join(MANNERS_ON_PAPER[one] for one in work.manners)


def funding(work: WorkOrder) -> str:
    with translation.override(LANGUAGE):
        return str(work.get_funding_display())


def result(work: WorkOrder) -> str:
    with translation.override(LANGUAGE):
        return str(capfirst(work.get_result_display()))


def _chinese(text: str) -> str:
    with translation.override(LANGUAGE):
        return gettext(text)
