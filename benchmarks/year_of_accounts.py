"""A town whose accounts have a bill and a receipt a month for a year: `python -m benchmarks.year_of_accounts build N`,
then `… print`: their statements as PDFs, and as plain text account by account; the figures as JSON."""

import json
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import django

ESTATES = 5
MONTHS = range(1, 13)


def build(accounts: int) -> None:
    from django.core.management import call_command

    from benchmarks.town import build as build_town
    from invoices.modules.ledger.public import EntryDraft, post
    from property_ops.modules.estates.public import Company, Tenure

    call_command("migrate", verbosity=0)
    build_town(accounts, ESTATES)
    company = {"name": "城市物业服务有限公司", "address": "人民路88号", "phone": "0530-5566778"}
    Company.objects.update_or_create(id=1, defaults=company)
    homes = list(Tenure.objects.values_list("unit__code", "unit__estate__code", "pk"))
    for month in MONTHS:
        first, billed, received = (date(2022, month, day) for day in (1, 5, 20))
        drafts = []
        for place, (account, estate, party) in enumerate(homes):
            fen = 8_000 + (place * 7_919 + month * 31) % 20_000
            debt = ("1122", estate, account, str(party))
            number = f"{month:02d}{place:05d}"
            legs = ((*debt, fen), ("5001.01", estate, "", "", -fen))
            drafts.append(EntryDraft(f"bill/ZD2022-{number}", billed, first, f"账单 ZD2022-{number}", legs))
            legs = (("1002", estate, "", "", fen - 100), (*debt, 100 - fen))
            drafts.append(EntryDraft(f"till/SJ2022-{number}", received, first, f"收据 SJ2022-{number}", legs))
        post(sorted(drafts, key=lambda draft: draft.posted_on))


def print_all() -> dict[str, float]:
    from invoices.modules.ledger.public import account_statements
    from invoices.modules.statements.services import write_accounts
    from property_ops.framework.accounts import system_user
    from property_ops.kernel.period import Period
    from property_ops.modules.estates.public import Unit

    year = Period(date(2022, 1, 1), date(2023, 1, 1))
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        start = time.perf_counter()
        statements = write_accounts(period=year, estates=[], out=out, by=system_user())
        seconds = time.perf_counter() - start
        size = sum(path.stat().st_size for path in out.iterdir())
        start, entries = time.perf_counter(), 0
        for code in Unit.objects.values_list("code", flat=True):
            for found in account_statements(year, account=code):
                text = "\n".join(f"{line.posted_on} {line.memo} {line.amount} {line.balance}" for line in found.lines)
                (out / f"{code}.txt").write_text(text, encoding="utf-8")
                entries += len(found.lines)
        plain_seconds = time.perf_counter() - start
    return {
        "statements": statements,
        "entries": entries,
        "seconds": seconds,
        "plain_seconds": plain_seconds,
        "megabytes": size / 1e6,
    }


if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "build":
        build(int(sys.argv[2]))
    else:
        print(json.dumps(print_all()))
