"""The budget of a forecast as rows to read: the same for screen and paper."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext

from property_ops.kernel.money import ZERO, Yuan

Row = tuple[str, Yuan, Yuan]


def rows(
    lines: Iterable[tuple[str, bool, Yuan, Yuan]],
    *,
    works: Yuan,
    reserve: Yuan,
    subsidy: Yuan,
    carried: Yuan,
    needed: Yuan,
) -> list[Row]:
    """(name, what it came to, what is foretold); what others pay is below zero, VAT stands out as the rest."""
    given: Sequence[tuple[str, bool, Yuan, Yuan]] = list(lines)
    found: list[Row] = [(name, before, then) for name, is_income, before, then in given if not is_income]
    found += [
        (gettext("Planned works"), ZERO, works),
        (gettext("Reserve"), ZERO, reserve),
        (gettext("Carried over (deficit above zero)"), ZERO, carried),
        (gettext("Subsidy"), ZERO, -subsidy),
    ]
    found = [row for row in found if row[1] or row[2]]
    found += [(name, -before, -then) for name, is_income, before, then in given if is_income]
    rest = needed - sum((then for _name, _before, then in found), ZERO)
    if rest > ZERO:
        found.append((gettext("VAT of what is billed"), ZERO, rest))
    return [*found, (gettext("Service fee needed"), ZERO, needed)]
