"""Statements of accounts (对账单): composed from the ledger, printed singly, and written by the thousand."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from django.utils import translation

from invoices.modules.ledger.public import AccountStatement, account_statements, words_of
from invoices.modules.statements import selectors
from invoices.modules.statements.domain.account_statement import AccountDoc, AccountLine
from invoices.modules.statements.domain.errors import CompanyUnknown, NothingOnAccounts, UnprintableStatement
from invoices.modules.statements.reports.account_statement import TITLE, account_pdf, write_account_print_file
from property_ops.framework import audit
from property_ops.framework.drafts import arriving, sweep
from property_ops.framework.models import User
from property_ops.framework.pdf.errors import GlyphMissing
from property_ops.framework.permissions import require
from property_ops.kernel.period import Period
from property_ops.kernel.personal import masked_name
from property_ops.modules.estates.public import Company, Estate, Unit

NOBODY = "（未登记）"
LANGUAGE = "zh-hans"
"""Papers for residents are in Chinese, whoever prints them."""


@dataclass(frozen=True, slots=True)
class LedgerNames:
    """What the ledger's keys are called: estates, payers, and whose name is masked on papers."""

    company: str
    contact: str
    estates: Mapping[str, str]
    payers: Mapping[str, str]
    masked_accounts: frozenset[str]
    mask_all: bool

    def payer(self, account: str, party: str) -> str:
        name = self.payers.get(party, "")
        hidden = self.mask_all or account in self.masked_accounts
        return (masked_name(name, keeps_last=True) if hidden else name) or NOBODY


def account_docs(
    period: Period, *, estates: Sequence[str] = (), account: str = "", party: str | None = None
) -> Iterator[AccountDoc]:
    """The statements of the accounts in building order, estate by estate. Raises CompanyUnknown."""
    names = _names()
    found = account_statements(period, estates=estates, account=account, party=party)
    for _estate, group in groupby(found, key=lambda one: one.estate):
        yield from sorted((_doc(one, period, names) for one in group), key=lambda doc: selectors.place_of(doc.account))


def print_account(*, period: Period, account: str, party: str, by: User) -> bytes:
    """One statement as PDF, for the person it is about. Raises NotAllowed, NothingOnAccounts, UnprintableStatement."""
    require(by, "account_statements.view", *Unit.objects.filter(code=account))
    pdf = made_account(period=period, account=account, party=party)
    audit.record(by=by, action="statements.account_printed", subject=account, days=_days(period))
    return pdf


def made_account(*, period: Period, account: str, party: str) -> bytes:
    """The same for the party itself, who asks for no permission. Raises NothingOnAccounts, UnprintableStatement."""
    with _in_chinese():
        doc = next(account_docs(period, account=account, party=party), None)
        if doc is None:
            raise NothingOnAccounts()
        return account_pdf(doc)


def print_estate(*, period: Period, estate: str, out: Path, by: User) -> None:
    """One print file of an estate's statements. Raises NotAllowed, NothingOnAccounts, GlyphMissing."""
    require(by, "account_statements.view", *Estate.objects.filter(code=estate))
    with _in_chinese():
        docs = list(account_docs(period, estates=[estate]))
        if not docs:
            raise NothingOnAccounts()
        write_account_print_file(docs, out, title=f"{TITLE} {docs[0].estate}")
    audit.record(by=by, action="statements.accounts_printed", subject=estate, days=_days(period), accounts=len(docs))


def write_accounts(*, period: Period, estates: Sequence[str], out: Path, by: User) -> int:
    """One PDF for each account and payer in the folder `out`, named `<account>.pdf`. Returns how many.

    A file appears under its name when it is complete; made again it is the same to the byte. Raises NotAllowed,
    CompanyUnknown, NothingOnAccounts, UnprintableStatement.
    """
    require(
        by, "account_statements.view", *(Estate.objects.filter(code__in=estates) if estates else Estate.objects.all())
    )
    out.mkdir(parents=True, exist_ok=True)
    sweep(out)
    seen = Counter[str]()
    with _in_chinese():
        for doc in account_docs(period, estates=estates):
            seen[doc.account] += 1
            again = f"-{seen[doc.account]}" if seen[doc.account] > 1 else ""
            _write(out / f"{selectors.file_name(doc.account)}{again}.pdf", account_pdf(doc))
    if not seen:
        raise NothingOnAccounts()
    audit.record(
        by=by,
        action="statements.accounts_printed",
        subject=",".join(estates),
        days=_days(period),
        accounts=seen.total(),
    )
    return seen.total()


def _doc(one: AccountStatement, period: Period, names: LedgerNames) -> AccountDoc:
    return AccountDoc(
        company=names.company,
        contact=names.contact,
        estate=names.estates.get(one.estate, one.estate),
        account=one.account,
        unit=selectors.unit_words(one.estate, one.account),
        party=one.party,
        payer=names.payer(one.account, one.party),
        period=period,
        opening=one.opening,
        lines=tuple(
            AccountLine(
                line.posted_on,
                words_of(line.source, line.memo),
                f"{line.month:%Y-%m}",
                line.charged,
                line.paid,
                line.balance,
                line.number,
            )
            for line in one.lines
        ),
        charged=one.charged,
        paid=one.paid,
        closing=one.closing,
    )


def _names() -> LedgerNames:
    company = Company.load()
    if not company.name:
        raise CompanyUnknown()
    phone = f"电话 {company.phone}" if company.phone else ""
    return LedgerNames(
        company.name,
        "　".join(filter(None, (company.address, phone))),
        selectors.estate_names(),
        selectors.payer_names(),
        selectors.masked_accounts(),
        selectors.masks_everybody(),
    )


def _write(path: Path, pdf: bytes) -> None:
    with arriving(path) as draft:
        draft.write_bytes(pdf)


@contextmanager
def _in_chinese() -> Iterator[None]:
    """Papers for residents; what cannot be printed on them is named."""
    try:
        with translation.override(LANGUAGE):
            yield
    except GlyphMissing as missing:
        raise UnprintableStatement(number=TITLE, where="", text=missing.character, **missing.data) from missing


def _days(period: Period) -> str:
    return f"{period.start} – {period.last_day}"
