"""A month billed by two workers beside the same month billed by one: `property-ops worker`, a task for each estate.

`python -m benchmarks.parallel [--units N] [--estates N] [--workers N] [--prints 1] [--megabytes N] [--beside N]`

On PostgreSQL. Seconds are by the clock, from when the first estate of a step is begun until the last has ended: they
mean something where nobody else uses the machine. Beside them stand the seconds of the processor, of the workers and of
the server's processes for them, and the seconds by the clock in which sessions were seen waiting for a lock, or holding
the end of the ledger's chain. From these a ratio is reckoned that a busy machine spoils less, as if each worker had a
core: it decides nothing.

`--beside N` bills N units first, by as many workers, and says how many times as long the larger month took
(`--units 1000000 --beside 200000`: at most 5.5 × is wanted); `--megabytes` is what a worker may have at most.
"""

import argparse
import json
import sys

from benchmarks.installation import Installation, fresh

WANTED_RATIO, WANTED_GROWTH = 1.8, 5.5


def bill(installation: Installation, workers: int, prints: int) -> dict:
    """In a copy of its own."""
    twin = installation.copy()
    run = json.loads(twin.run("benchmarks.parallel_run", str(workers), str(prints)))
    twin.drop()
    return run


def show(run: dict) -> float:
    """Seconds of the whole month, by the clock."""
    seconds = sum(step["seconds"] for step in run["steps"].values())
    processor = sum(step["processor"] for step in run["steps"].values())
    waited, held = (sum(step[name] for step in run["steps"].values()) for name in ("waited", "held"))
    steps = "  ".join(f"{name} {step['seconds']:.2f}" for name, step in run["steps"].items())
    print(
        f"  {run['workers']} worker{'s' if run['workers'] > 1 else ' '}  {seconds:7.2f} s  ({steps})\n"
        f"    {processor:.2f} s of the processor, {waited:.2f} s waited for locks, {held:.2f} s the chain's end held\n"
        f"    at most {run['megabytes']:.0f} MB a worker; {run['bills']:,} bills, {run['series']} series, all in order",
        flush=True,
    )
    return seconds


def at_work(run: dict) -> float:
    """What each worker had to do and to wait for, step by step, where they share the tasks of a step evenly."""
    steps = run["steps"].values()
    return sum((step["processor"] + step["waited"]) / min(run["workers"], step["parts"]) for step in steps)


def compare(options: argparse.Namespace) -> bool:
    """Several workers and one, on copies of one town."""
    with fresh("postgresql") as installation:
        installation.run("benchmarks.town", str(options.units), str(options.estates))
        runs = [bill(installation, workers, options.prints) for workers in (1, options.workers)]
    alone, together = (show(run) for run in runs)
    reckoned = at_work(runs[0]) / at_work(runs[1])
    wanted = WANTED_RATIO if options.workers == 2 else WANTED_RATIO / 2 * options.workers
    least = max(run["megabytes"] for run in runs)
    kept = alone / together >= wanted and least <= options.megabytes
    said = f"{alone / together:.2f} × one (at least {wanted:.1f}); reckoned {reckoned:.2f} ×"
    print(f"  {'as wanted' if kept else 'TOO SLOW'}: {said}", flush=True)
    return kept


def grow(options: argparse.Namespace) -> bool:
    """A larger month beside a smaller one, by as many workers; the estates are as large in both."""
    seconds, megabytes = [], []
    for units in (options.beside, options.units):
        with fresh("postgresql") as installation:
            installation.run("benchmarks.town", str(units), str(max(1, options.estates * units // options.units)))
            run = bill(installation, options.workers, options.prints)
        seconds.append(show(run))
        megabytes.append(run["megabytes"])
    ratio, wanted = seconds[1] / seconds[0], WANTED_GROWTH * options.units / options.beside / 5
    kept = ratio <= wanted and max(megabytes) <= options.megabytes
    print(f"  {'as wanted' if kept else 'TOO MUCH'}: {ratio:.2f} × the time (at most {wanted:.1f})", flush=True)
    return kept


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    usual = {"units": 100_000, "estates": 100, "workers": 2, "prints": 0, "megabytes": 400, "beside": 0}
    for name, value in usual.items():
        parser.add_argument(f"--{name}", type=int, default=value)
    options = parser.parse_args()
    print(f"postgresql: {options.units:,} units in {options.estates} estates")
    return 0 if (grow if options.beside else compare)(options) else 1


if __name__ == "__main__":
    sys.exit(main())
