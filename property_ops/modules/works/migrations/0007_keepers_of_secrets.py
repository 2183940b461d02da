from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.rebuilding import RulesStay
from property_ops.framework.triggers import Lifted, RefuseWhen

BEFORE = import_module("property_ops.modules.works.migrations.0003_manner_of_acceptance")
WORDS, PAPERS = BEFORE.WORDS, BEFORE.PAPERS
RULES = {
    rule.table: rule
    for rule in BEFORE.Migration.operations
    if isinstance(rule, RefuseWhen) and rule.event == "INSERT"
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


class Migration(RulesStay):
    dependencies = [
        ("po_works", "0006_emergencies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            "workconfirmation",
            "keeper",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who made the secret",
            ),
        ),
        *wider(
            WORDS,
            f"NEW.manner IN ('own', 'transcribed') AND ({KEPT_FOR_ANOTHER} "
            f"OR {BEFORE.other_word('o.keeper_id = NEW.by_id')})",
        ),
        *wider(PAPERS, BEFORE.other_word("o.keeper_id = NEW.prepared_by_id")),
    ]
