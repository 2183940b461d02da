from django.db import migrations

from property_ops.framework.triggers import RefuseWhen, append_only, decided_once

FROZEN = "the register and the subjects of a vote are frozen once they are approved"


def _while_it_waits(table):
    """Rows of a vote are written while it waits for approval, and never again."""
    state = "(SELECT state FROM po_votes_poll WHERE id = {row}.poll_id) <> 'waiting'"
    return [
        RefuseWhen(table, event, state.format(row=row), FROZEN)
        for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
    ]


def _all_but(table, columns, also=""):
    """Of a row only what is not in `columns` may change."""
    changed = " OR ".join(f"{_value('NEW', column)} <> {_value('OLD', column)}" for column in columns)
    return RefuseWhen(table, "UPDATE", f"{changed}{also}", f"{table} is kept: only its end is written, once")


def _value(row, column):
    return f"COALESCE({row}.{column}, 0)" if column in MAY_BE_EMPTY else f"{row}.{column}"


MAY_BE_EMPTY = ["paper_id", "proxy_id"]
BALLOT = ["poll_id", "unit_id", "way", "paper_id", "proxy_id", "choices", "receipt", "salt", "at"]
PROXY = ["elector_id", "agent", "agent_mark", "picture_id", "by_id", "at"]


class Migration(migrations.Migration):
    dependencies = [("po_votes", "0001_initial")]
    operations = [
        *decided_once("po_votes_poll"),
        *_while_it_waits("po_votes_pollsubject"),
        *_while_it_waits("po_votes_elector"),
        *_while_it_waits("po_votes_electorunit"),
        *append_only("po_votes_ballotpaper"),
        *append_only("po_votes_ballotdelivery"),
        *append_only("po_votes_ballotkeying"),
        *append_only("po_votes_pollresult"),
        *append_only("po_votes_recount"),
        *append_only("po_votes_recountkeying"),
        _all_but("po_votes_castballot", BALLOT, " OR OLD.replaced_at IS NOT NULL"),
        RefuseWhen("po_votes_castballot", "DELETE", "TRUE", "po_votes_castballot is kept: a row cannot be deleted"),
        RefuseWhen(
            "po_votes_castballot",
            "INSERT",
            "EXISTS (SELECT 1 FROM po_votes_pollresult WHERE poll_id = NEW.poll_id)",
            "a vote takes no ballot once its result is found",
        ),
        _all_but("po_votes_voteproxy", PROXY, " OR OLD.revoked_at IS NOT NULL"),
        RefuseWhen("po_votes_voteproxy", "DELETE", "TRUE", "po_votes_voteproxy is kept: a row cannot be deleted"),
    ]
