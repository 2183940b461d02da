"""Reading a workbook of a binary format (.xls, .et, .xlsb) in a process of its own, with little memory and time.

These formats say in numbers how large their parts are. A damaged file says gigabytes; the reader takes them, and the
process ends. So that is a process which may end. The file is run as a script: it imports nothing of the product.
"""

import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

MEMORY = 1024 * 1024 * 1024
SECONDS = 120
_PASSWORD, _DAMAGED = 3, 4


class Damaged(Exception):
    """The process ended without the sheets."""


class Locked(Exception):
    """The workbook asks for a password."""


def read_apart(path: Path) -> list[tuple[str, list[list[Any]], tuple[Any, ...]]]:
    """Name, rows and merged ranges of each sheet. Raises Damaged and Locked."""
    try:
        child = subprocess.run(
            [sys.executable, "-I", __file__, str(path.absolute())], capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Damaged from error
    if child.returncode == _PASSWORD:
        raise Locked
    if child.returncode:
        raise Damaged
    sheets: list[tuple[str, list[list[Any]], tuple[Any, ...]]] = pickle.loads(child.stdout)  # our child
    return sheets


def _main() -> int:
    import resource  # only where this is a process

    import python_calamine

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    found = []
    try:
        with Path(sys.argv[1]).open("rb") as file:
            workbook = python_calamine.CalamineWorkbook.from_filelike(file)
            for facts in workbook.sheets_metadata:
                if facts.typ is python_calamine.SheetTypeEnum.WorkSheet:
                    sheet = workbook.get_sheet_by_name(facts.name)
                    rows = sheet.to_python(skip_empty_area=False) if sheet.start is not None else []
                    found.append((facts.name, rows, tuple(sheet.merged_cell_ranges or ())))
    except python_calamine.PasswordError:
        return _PASSWORD
    except BaseException:  # noqa: BLE001  # a panic of the reader is no Exception
        return _DAMAGED
    sys.stdout.buffer.write(pickle.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(_main())
