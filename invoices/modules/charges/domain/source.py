"""The port by which something delivered becomes a charge: what a source declares, and what it hands over.

A module names its sources in its manifest's slot `charge_sources`. A source only reads; `charges` reckons, refuses
what cannot be, and stores. Nothing outside a source knows it by name: what a screen, a paper, the drafting of bills or
the allocation of payments wants of it, the source says here.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from typing import Any, ClassVar

from invoices.modules.charges.domain.evidence import EvidenceBlock, EvidenceToday, PaperWords
from invoices.modules.charges.domain.frozen import FrozenLine
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.kernel.text import gettext_noop

MONTH_NOT_ENDED = "month_not_ended"
COMMON_HOLDS = {MONTH_NOT_ENDED: gettext_noop("the month has not ended")}
"""Reasons to hold that every source may give without declaring them."""

PER_CHARGE = (
    "source_key",
    "unit_id",
    "subject",
    "tariff_start",
    "start",
    "end",
    "quantity",
    "unit_price",
    "ratio_numerator",
    "ratio_denominator",
)


@dataclass(frozen=True, slots=True)
class Basis:
    """The evidence that a batch of charges shares; `key` is unique for ever, `facts` are JSON values.

    With `whole`, the charges are shares of that amount: they add up to it, whatever each is rounded to.
    """

    key: str
    facts: Mapping[str, Any]
    whole: Yuan | None = None


@dataclass(frozen=True, slots=True)
class ChargeBatch:
    """Charges with one basis, by column: each a sequence of one value per charge, or one value for all.

    Quantities are scaled by 10^4 and prices by 10^6 into whole numbers. A source key is a scope and, behind its last
    slash, a version: two charges of one scope and unit never cover the same day. `subject` is what of the unit is
    charged, such as a parking space. `amount`, in whole fen, is reckoned where it is not given; shares of a whole give
    it.
    """

    basis: Basis
    item: str
    source_key: Sequence[str]
    unit_id: Sequence[int]
    start: Any
    end: Any
    quantity: Any
    quantity_unit: str
    unit_price: Any
    ratio_numerator: Any = 1
    ratio_denominator: Any = 1
    subject: Any = ""
    tariff_start: Any = None
    amount: Sequence[int] | None = None

    @property
    def rows(self) -> int:
        return len(self.source_key)


@dataclass(frozen=True, slots=True)
class Held:
    """Something delivered or expected that is not charged now: what it waits for (`subject`) and why (`reason`)."""

    subject: str
    reason: str
    detail: Mapping[str, Any] = field(default_factory=dict)


class Debtor(StrEnum):
    """Whose debt a charge is (docs/product.md rule 9)."""

    ACCOUNT = "account"  # who pays for the account: the owner, or the tenant if it says so
    OWNER = "owner"  # the owner, whatever the account says
    TENANT = "tenant"  # the tenant, if there is one
    NAMED = "named"  # the holder whom the facts name by `payer_id` and `payer_name`


class Rank(IntEnum):
    """What payments go to first (docs/product.md rule 16)."""

    PRINCIPAL = 0
    SURCHARGE = 1  # after every principal; bears no late charge itself (rule 13)


class ChargeSource(ABC):
    """Delivered and accepted things of one kind, turned into charges.

    `name` and the words of `holds` are msgids. `items` are the codes of the fee items that it charges: `rank` and
    `one_off` hold for these wherever they stand. `one_off` says what a reader calls it, where it comes now and then and
    so explains an unusual bill ("works"); empty for what recurs.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    items: ClassVar[tuple[str, ...]] = ()
    holds: ClassVar[Mapping[str, str]] = {}
    splits_by_days: ClassVar[bool] = False
    debtor: ClassVar[Debtor] = Debtor.ACCOUNT
    rank: ClassVar[Rank] = Rank.PRINCIPAL
    one_off: ClassVar[str] = ""

    @abstractmethod
    def pull(self, *, estate: Any, month: Month, today: date) -> Iterator[ChargeBatch | Held]:
        """Everything of this month that the estate may be charged for, and what is held."""

    @abstractmethod
    def evidence(self, line: FrozenLine) -> EvidenceBlock:
        """What was delivered and accepted, from the facts that are frozen with the line and nothing else."""

    def paper(self, line: FrozenLine) -> PaperWords | None:
        """The same in the few words that a statement has room for; None: it prints the evidence as it is."""
        return None

    def work_number(self, line: FrozenLine) -> str:
        """The number of the work order that it pays for; empty where it pays for none."""
        return ""

    def today(self, lines: Sequence[FrozenLine]) -> Sequence[EvidenceToday]:
        """Further pages and pictures of each, as they are today; asked once for all lines of a bill that are its."""
        return [EvidenceToday()] * len(lines)


def scope_of(source_key: str) -> str:
    """A source key without its last part, the version."""
    return source_key.rpartition("/")[0]


def faults_of(source: object) -> str:
    """What keeps a class from being a charge source, in a sentence; empty if nothing does."""
    if not (isinstance(source, type) and issubclass(source, ChargeSource)):
        return "it is no subclass of invoices.modules.charges.public.ChargeSource"
    if source.__abstractmethods__:
        return f"it does not say {' and '.join(sorted(source.__abstractmethods__))}"
    missing = [name for name in ("code", "name") if not isinstance(getattr(source, name, None), str)]
    if missing:
        return f"it has no {' and no '.join(missing)}"
    if "/" in source.code or not 0 < len(source.code) <= 30:
        return f"its code “{source.code}” is not 1 to 30 characters without a slash"
    return ""
