"""Posts so many years, closes their months; prints what the last year's end takes: `… year_end_run UNITS YEARS`."""

import json
import sys
from collections.abc import Callable
from io import BytesIO
from typing import Any

import django

from benchmarks.closed_months_run import FIRST_YEAR, post_and_close
from benchmarks.processor import server_of_django, spent


def main(units: int, years: int) -> None:
    months = [(FIRST_YEAR + number // 12, number % 12 + 1) for number in range(12 * years)]
    post_and_close(units, months)
    server, took = server_of_django(), {}
    for name, question in _questions(FIRST_YEAR + years - 1).items():
        before = spent(server)
        question()
        took[name] = 1000 * (spent(server) - before)
    print(json.dumps(took))


def _questions(year: int) -> dict[str, Callable[[], Any]]:
    from invoices.modules.books.reports.statement_paper import statements_pdf
    from invoices.modules.books.reports.workbook import write_workbook
    from invoices.modules.books.selectors import statements_of, trial_lines
    from property_ops.kernel.period import Month

    december = Month(year, 12)
    return {
        "the three statements": lambda: statements_of(december),
        "trial balance with the year": lambda: trial_lines(december),
        "as a workbook": lambda: write_workbook(
            BytesIO(), company="", trial=trial_lines(december), found=statements_of(december)
        ),
        "as a PDF": lambda: statements_pdf(statements_of(december)),
    }


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]), int(sys.argv[2]))
