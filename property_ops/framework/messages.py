"""Compiles translations in pure Python: `python -m property_ops.framework.messages [FOLDER]…`.

Each django.po gets its django.mo beside it, if that is missing or older. A fuzzy translation, a guess, is left out.
Without a folder, the packages `property_ops` and `invoices` of this checkout are compiled.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

import polib

CHECKOUT = Path(__file__).resolve().parents[2]


def compile_all(folders: Iterable[Path]) -> list[Path]:
    """The catalogues that were compiled; those already up to date are not among them."""
    stale = [path for folder in folders for path in sorted(folder.rglob("*.po")) if _is_stale(path)]
    for path in stale:
        compiled = path.with_suffix(".mo")
        arriving = compiled.with_suffix(".mo.new")
        polib.pofile(str(path), check_for_duplicates=True).save_as_mofile(str(arriving))
        arriving.replace(compiled)
    return stale


def _is_stale(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns <= path.stat().st_mtime_ns


def main() -> None:
    folders = [Path(name) for name in sys.argv[1:]] or [CHECKOUT / "property_ops", CHECKOUT / "invoices"]
    try:
        for path in compile_all(folders):
            print(f"compiled {path}")
    except (OSError, ValueError, UnicodeDecodeError) as error:
        sys.exit(f"A translation cannot be compiled: {error}")


if __name__ == "__main__":
    main()
