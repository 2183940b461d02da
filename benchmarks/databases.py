"""The command of a benchmark that is run on each database."""

import argparse
from collections.abc import Callable

from benchmarks.installation import KINDS, PostgreSQLMissing


def on_each_database(doc: str | None, measure: Callable[..., bool], **options: int | str | None) -> int:
    """Run `measure` on the databases that are asked for, else on all; 0 if every one is as wanted.

    Each of `options` is one of the command's, with its usual value: a whole number, or a text where that is None.
    """
    parser = argparse.ArgumentParser(description=doc)
    for name, usual in options.items():
        parser.add_argument(f"--{name}", type=str if usual is None else int, default=usual)
    parser.add_argument("--database", choices=KINDS, action="append")
    given = vars(parser.parse_args())
    kept = True
    for kind in given.pop("database") or KINDS:
        try:
            kept = measure(kind, **given) and kept
        except PostgreSQLMissing as missing:
            print(f"{kind}: not measured. {missing}")
            kept = False
    return 0 if kept else 1
