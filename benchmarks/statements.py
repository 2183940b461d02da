"""One-page statements as single PDFs and as one print file, beside reportlab's platypus and WeasyPrint.

`python -m benchmarks.statements [--statements N]`

Everything is measured in this one process on one core; fonts are embedded subsets everywhere. What the disk adds to
single files is told apart: a file of 65 KB costs between 0.05 and 0.7 ms there.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.statement_rivals import platypus, weasyprint
from benchmarks.statement_samples import statements
from invoices.modules.statements.domain.document import StatementDoc
from invoices.modules.statements.reports.printer import render, render_merged

WANTED_STATEMENTS_PER_SECOND = 300
HOPED_STATEMENTS_PER_SECOND = 900
WANTED_PAGES_PER_SECOND = 250
PLATYPUS_SAMPLE, WEASYPRINT_SAMPLE = 60, 4


@dataclass(frozen=True)
class Speed:
    """Documents per second, by the processor time they took and by the clock; kilobytes each."""

    per_core_second: float
    per_second: float
    kilobytes: float

    def __str__(self) -> str:
        figures = f"{self.per_core_second:8,.1f} a second and core {self.per_second:8,.1f} by the clock"
        return f"{figures} {self.kilobytes:6.1f} KB each"


def measured(count: int, make: Callable[[], int]) -> Speed:
    """`make` makes `count` documents and returns their bytes."""
    clock, processor = time.perf_counter(), time.process_time()
    size = make()
    seconds, worked = time.perf_counter() - clock, time.process_time() - processor
    return Speed(count / worked, count / seconds, size / count / 1000)


def singly(renderer: Callable[[StatementDoc], bytes], docs: Sequence[StatementDoc]) -> Speed:
    """Each statement as a PDF of its own, in memory; the first, which reads the fonts, is made beforehand."""
    renderer(docs[0])
    return measured(len(docs), lambda: sum(len(renderer(doc)) for doc in docs))


def written(docs: Sequence[StatementDoc], folder: Path) -> Speed:
    """Each statement made and written to a file of its own."""
    return measured(len(docs), lambda: sum((folder / f"{doc.number}.pdf").write_bytes(render(doc)) for doc in docs))


def merged(docs: Sequence[StatementDoc], path: Path) -> Speed:
    def make() -> int:
        render_merged(docs, path)
        return path.stat().st_size

    return measured(len(docs), make)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=2000)
    docs = statements(parser.parse_args().statements)
    started = time.perf_counter()
    render(docs[0])
    print(f"fonts and stationery ready, once a process: {time.perf_counter() - started:.2f} s", flush=True)
    with tempfile.TemporaryDirectory() as name:
        ours = singly(render, docs)
        print(f"statements  single PDFs  {ours}", flush=True)
        files = written(docs, Path(name))
        print(f"statements  and written  {files}", flush=True)
        print_file = merged(docs, Path(name) / "merged.pdf")
        print(f"statements  print file   {print_file}", flush=True)
    kept = _judged(files, print_file)
    return 0 if _compared(ours, docs) and kept else 1


def _judged(files: Speed, print_file: Speed) -> bool:
    kept = (
        files.per_core_second >= WANTED_STATEMENTS_PER_SECOND and print_file.per_core_second >= WANTED_PAGES_PER_SECOND
    )
    print(
        f"  {'as wanted' if kept else 'TOO SLOW'}: at least {WANTED_STATEMENTS_PER_SECOND} single "
        f"(goal {HOPED_STATEMENTS_PER_SECOND}) and {WANTED_PAGES_PER_SECOND} pages merged wanted a second and core",
        flush=True,
    )
    return kept


def _compared(ours: Speed, docs: Sequence[StatementDoc]) -> bool:
    """Prints the rivals' speed; whether all of them could be measured."""
    every = True
    for name, rival, sample in (("platypus", platypus, PLATYPUS_SAMPLE), ("WeasyPrint", weasyprint, WEASYPRINT_SAMPLE)):
        try:
            renderer = rival()
        except OSError as missing:
            print(f"{name}: not measured. {missing}")
            every = False
            continue
        speed = singly(renderer, docs[:sample])
        ratio = ours.per_core_second / speed.per_core_second
        print(f"{name:<11} single PDFs  {speed}  (of {sample}); ours is {ratio:,.0f} × as fast", flush=True)
    return every


if __name__ == "__main__":
    raise SystemExit(main())
