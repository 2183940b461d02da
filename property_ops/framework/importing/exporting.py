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


class NotExported(BusinessError):
    code = "not_exported"
    message = gettext_noop("The register “%(name)s” is only imported: %(reason)s")


@dataclass(frozen=True, slots=True)
class ExportedRegister:
    title: str
    path: Path
    rows: int


def exported_registers() -> dict[str, Importer]:
    """By the last word of their names, in the order in which they are imported."""
    return {name: one for name, one in _registers().items() if not one.not_exported}


def export_registers(*, names: Sequence[str], out: Path, by: User, on: date) -> Iterator[ExportedRegister]:
    """One workbook for each register in the folder `out`, all that there are if none is named; each is recorded.

    `on` is the day of which owners, tenants and occupancies are told. Of the estates that `by` sees.
    Raises NoSuchRegister, NotExported, NotAllowed, all before anything is written. Of all registers those are left out
    that `by` may not import.
    """
    known = exported_registers()
    for name in names:
        if name not in known:
            raise _refused(name)
    chosen = [known[name] for name in names] or [one for one in known.values() if one.is_open_to(by)]
    for importer in chosen or known.values():
        importer.refuse(by)
    out.mkdir(parents=True, exist_ok=True)
    for importer in chosen:
        yield _exported(importer, out, by, on)


def _registers() -> dict[str, Importer]:
    return {one.name.rpartition(".")[2]: one for one in importers_in_order()}


def _refused(name: str) -> BusinessError:
    importer = _registers().get(name)
    if importer is None:
        return NoSuchRegister(name=name, known=", ".join(exported_registers()))
    return NotExported(name=gettext(importer.title), reason=gettext(importer.not_exported))


def _exported(importer: Importer, out: Path, by: User, on: date) -> ExportedRegister:
    title = gettext(importer.title)
    path, heads = out / f"{title}.xlsx", {column.title: column.name for column in importer.columns}
    rows: Iterator[Row] = ({head: row.get(name) for head, name in heads.items()} for row in importer.stored(by, on))
    with arriving_file(path) as file:
        count = write_xlsx(list(heads), rows, file, title=title)
    audit.record(by=by, action="register.exported", subject=importer.name, rows=count)
    return ExportedRegister(title, path, count)
