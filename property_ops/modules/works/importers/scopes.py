"""Whether a work's scope of apportionment can be read, and is there."""

from property_ops.framework.importing.tables import RegisterRow
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import Estate
from property_ops.modules.works.domain.scope import NotAScope, parse_scope
from property_ops.modules.works.models.funding import Funding


def check_scope_is_there(row: RegisterRow) -> None:
    if row["funding"] == Funding.RESIDENTS and not row["scope"]:
        row.error(
            "scope",
            gettext_noop("Residents share the cost, but the scope of apportionment is empty."),
            gettext_noop("Write 全小区, 4号楼, 1-3号楼 or 3号楼2单元."),
        )


def scope_exists(row: RegisterRow, estate: Estate, places: set[tuple[int, int]]) -> bool:
    try:
        scope = parse_scope(row["scope"])
    except NotAScope:
        row.error(
            "scope",
            gettext_noop("This is no scope of apportionment."),
            gettext_noop("Write 全小区, 4号楼, 1-3号楼 or 3号楼2单元."),
        )
        return False
    if not places:
        row.warn(
            "scope",
            gettext_noop("The register has no unit of %(estate)s to share the cost."),
            gettext_noop("Nothing is charged before its units are imported; or correct who pays."),
            estate=estate.name,
        )
        return True
    missing = scope.missing_in(places)
    if missing:
        row.error(
            "scope",
            gettext_noop("%(estate)s has no %(missing)s."),
            gettext_noop("Correct the scope, or complete the register of units first."),
            estate=estate.name,
            missing="、".join(missing),
        )
    return not missing
