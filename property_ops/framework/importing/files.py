"""Which files an import looks at."""

from collections.abc import Sequence
from pathlib import Path

from property_ops.framework.importing.problems import ImportProblem, Level
from property_ops.framework.importing.reports import FileReport
from property_ops.kernel.text import gettext_noop

TABLE_ENDINGS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".xlt", ".et", ".ett", ".ods", ".csv", ".tsv"}
_PACKED_OR_OLE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def files_of(paths: Sequence[Path]) -> tuple[list[Path], list[FileReport]]:
    """The workbooks among `paths` and in the folders among them, each once; and a report for each path that is wrong.

    In a folder, office programs' lock files (~$x.xlsx), hidden files and files of other kinds are passed over.
    """
    found: dict[Path, Path] = {}
    refused = []
    for path in paths:
        if not _exists(path):
            refused.append(_refused(path, gettext_noop("There is no such file.")))
            continue
        if path.is_dir():
            try:
                inside = [file for file in sorted(path.iterdir()) if _is_table(file)]
            except OSError:
                refused.append(_refused(path, gettext_noop("This folder cannot be read.")))
                continue
            if not inside:
                refused.append(_refused(path, gettext_noop("There is no workbook in this folder.")))
        else:
            inside = [path]
        for file in inside:
            if not _has_readable_name(file):
                refused.append(_refused(file, gettext_noop("The name of the file holds signs that cannot be read.")))
                continue
            found.setdefault(file.resolve(), file)
    return list(found.values()), refused


def is_lock_file(path: Path) -> bool:
    return path.name.startswith(("~$", ".~", "._", "."))


def _is_table(path: Path) -> bool:
    if is_lock_file(path) or not path.is_file():
        return False
    if path.suffix.lower() in TABLE_ENDINGS:
        return True
    if path.suffix:
        return False
    try:
        with path.open("rb") as file:
            return file.read(4) in _PACKED_OR_OLE
    except OSError:
        return False


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # in a folder that may not be looked into; a name that is none
        return False


def _has_readable_name(path: Path) -> bool:
    """Names that are no UTF-8 can be opened, but neither printed nor stored."""
    return not any("\ud800" <= character <= "\udfff" for character in path.name)


def _refused(path: Path, says: str) -> FileReport:
    name = (path.name or str(path)).encode(errors="replace").decode()
    problem = ImportProblem(Level.ERROR, says, gettext_noop("Check the path."), file=name)
    return FileReport(name, str(path), problems=(problem,))
