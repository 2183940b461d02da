from importlib import import_module

from django.db import migrations

from property_ops.framework.triggers import Lifted, RefuseWhen

BEFORE = import_module("property_ops.modules.works.migrations.0003_manner_of_acceptance")
WORDS, PAPERS = BEFORE.WORDS, BEFORE.PAPERS
RULES = {
    rule.table: rule for rule in BEFORE.Migration.operations if isinstance(rule, RefuseWhen) and rule.event == "INSERT"
}

KEPT_FOR_ANOTHER = (
    f"NEW.keeper_id IS NOT NULL AND (NEW.party = 'company' OR {BEFORE.has_done('NEW.keeper_id')} "
    f"OR {BEFORE.other_word('(o.by_id = NEW.keeper_id OR o.keeper_id = NEW.keeper_id)')} "
    f"OR {BEFORE.other_paper('p.prepared_by_id = NEW.keeper_id')})"
)
"""Who made the secret by which the party spoke could have used it: it counts as if they had spoken."""


def wider(table: str, condition: str) -> list[Lifted | RefuseWhen]:
    """The rule that there is, and `condition` too."""
    rule = RULES[table]
    return [Lifted(rule), RefuseWhen(table, "INSERT", f"({rule.condition}) OR ({condition})", rule.message)]


class Migration(migrations.Migration):
    dependencies = [("po_works", "0007_keepers_of_secrets")]
    operations = [
        *wider(
            WORDS,
            f"NEW.manner IN ('own', 'transcribed') AND ({KEPT_FOR_ANOTHER} "
            f"OR {BEFORE.other_word('o.keeper_id = NEW.by_id')})",
        ),
        *wider(PAPERS, BEFORE.other_word("o.keeper_id = NEW.prepared_by_id")),
    ]
