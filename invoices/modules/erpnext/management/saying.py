"""What the console says of a push and of the comparison: grouped, so that a thousand alike are one line."""

from collections import defaultdict
from datetime import date
from typing import Any

from invoices.modules.erpnext.public import TieOut, refused_now, sentence_of
from property_ops.framework.terminal import CommandError, gettext, number

SHOWN, NAMED = 20, 5


def show_refused(command: Any) -> int:
    """The refused documents by sentence; how many they are."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for record in refused_now():
        why = gettext(sentence_of(record.error_kind)) % {"kind": record.error_kind, "detail": record.error_detail}
        groups[str(record.get_doctype_display()), _alike(why, record.label)].append(record.label)
    for (kind, why), labels in sorted(groups.items(), key=lambda one: -len(one[1]))[:SHOWN]:
        more = "…" if len(labels) > NAMED else ""
        command.say(f"{len(labels)} × {kind} ({'、'.join(labels[:NAMED])}{more}): {why}")
    return sum(map(len, groups.values()))


def _alike(why: str, label: str) -> str:
    return why.replace(label, "…") if label else why


def show_tie_out(command: Any, found: TieOut) -> None:
    _show_rows(command, found)
    _show_first(command, [f"{one.label} {gettext(one.says) % one.facts}" for one in found.mismatches])
    says = gettext("%(account)s %(month)s: %(ours)s here, %(theirs)s in ERPNext")
    _show_first(
        command,
        [says % {"account": one.name, "month": f"{one.month:%Y-%m}", **_amounts(one)} for one in found.accounts],
    )
    says = gettext("%(customer)s owes %(ours)s here, %(theirs)s in ERPNext")
    _show_first(command, [says % {"customer": one.name, **_amounts(one)} for one in found.customers])
    says = gettext("%(supplier)s is owed %(ours)s here, %(theirs)s in ERPNext")
    _show_first(command, [says % {"supplier": one.name, **_owed(one)} for one in found.suppliers])
    says = gettext("%(doctype)s %(name)s of %(day)s, %(amount)s yuan, stands in ERPNext and did not come from here")
    _show_first(
        command,
        [
            says % {"doctype": one.doctype, "name": one.name, "day": one.day, "amount": one.amount.grouped()}
            for one in found.foreign
        ],
    )
    if found.foreign:
        command.say(
            gettext("Take over payments with: erpnext pull; mark all else as known: erpnext known NAME --reason WHY")
        )


def _amounts(one: Any) -> dict[str, str]:
    return {"ours": one.ours.grouped(), "theirs": one.theirs.grouped()}


def _owed(one: Any) -> dict[str, str]:
    """What is owed is below zero in the books."""
    return {"ours": (-one.ours).grouped(), "theirs": (-one.theirs).grouped()}


def _show_rows(command: Any, found: TieOut) -> None:
    steps = [gettext(name) for name, _amount in found.rows[0].steps] if found.rows else []
    command.show_table(
        [gettext("Estate"), gettext("Month"), *(number(name) for name in steps)],
        [(row.estate, f"{row.month:%Y-%m}", *(amount.grouped() for _name, amount in row.steps)) for row in found.rows],
    )
    for row in found.rows:
        for before, after, amount in row.differences():
            facts = {"estate": row.estate, "month": f"{row.month:%Y-%m}", "before": gettext(before)}
            facts |= {"after": gettext(after), "amount": amount.grouped()}
            command.say(gettext("%(estate)s %(month)s: %(before)s → %(after)s differ by %(amount)s yuan") % facts)


def _show_first(command: Any, lines: list[str]) -> None:
    for line in lines[:SHOWN]:
        command.say(line)
    if len(lines) > SHOWN:
        command.say(gettext("… and %(count)s more") % {"count": len(lines) - SHOWN})


def read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(gettext("%(text)s is no day: write it as 2026-12-31.") % {"text": text}) from error


def show_beginning(command: Any, found: Any) -> None:
    """How much of each kind was found, and what a person must still say."""
    for count, words in (
        (len(found.balances), gettext("%(count)s opening balances")),
        (len(found.arrears), gettext("%(count)s open invoices of customers")),
        (len(found.prepaid), gettext("%(count)s customers who paid ahead")),
        (len(found.suppliers), gettext("%(count)s suppliers who are owed something")),
        (len(found.items), gettext("%(count)s items of theirs: name those of our fee items on the page of accounts")),
    ):
        command.say(words % {"count": count})
    strange = [f"{one.code} {one.amount.grouped()}" for one in found.strange]
    says = gettext("Of no account here: %(account)s. Map it (erpnext setup --account CODE=NAME), and start again.")
    _show_first(command, [says % {"account": one} for one in strange])
    says = gettext("Nobody here is certainly the customer %(customer)s: fill in the unit in the workbook.")
    unknown = [one.customer for one in [*found.arrears, *found.prepaid] if not one.estate]
    _show_first(command, [says % {"customer": one} for one in dict.fromkeys(unknown)])
