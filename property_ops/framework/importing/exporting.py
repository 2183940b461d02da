"""Registers as workbooks that their importers read: what is exported and imported again changes nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext

from property_ops.framework import audit
from property_ops.framework.drafts import arriving_file
from property_ops.framework.importing.importer import Importer
from property_ops.framework.importing.registry import importers_in_order
from property_ops.framework.models import User
from property_ops.framework.workbook import Row, write_xlsx
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NoSuchRegister(BusinessError):
    code = "no_such_register"
    message = gettext_noop("There is no register “%(name)s” that can be exported. There are: %(known)s.")


@dataclass(frozen=True, slots=True)
class ExportedRegister:
    title: str
    path: Path
    rows: int


def exported_registers() -> dict[str, Importer]:
    """By the last word of their names, in the order in which they are imported."""
    return {one.name.rpartition(".")[2]: one for one in importers_in_order() if one.is_exported}


def export_registers(*, names: Sequence[str], out: Path, by: User, on: date) -> Iterator[ExportedRegister]:
    """One workbook for each register in the folder `out`, all that there are if none is named; each is recorded.

    `on` is the day of which owners, tenants and occupancies are told. Of the estates that `by` sees.
    Raises NoSuchRegister, NotAllowed, both before anything is written.
    """
    known = exported_registers()
    for name in names:
        if name not in known:
            raise NoSuchRegister(name=name, known=", ".join(known))
    chosen = [importer for name, importer in known.items() if not names or name in names]
    for importer in chosen:
        importer.refuse(by)
    out.mkdir(parents=True, exist_ok=True)
    for importer in chosen:
        yield _exported(importer, out, by, on)


def _exported(importer: Importer, out: Path, by: User, on: date) -> ExportedRegister:
    title = gettext(importer.title)
    path, heads = out / f"{title}.xlsx", {column.title: column.name for column in importer.columns}
    rows: Iterator[Row] = ({head: row.get(name) for head, name in heads.items()} for row in importer.stored(by, on))
    with arriving_file(path) as file:
        count = write_xlsx(list(heads), rows, file, title=title)
    audit.record(by=by, action="register.exported", subject=importer.name, rows=count)
    return ExportedRegister(title, path, count)
