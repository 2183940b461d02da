import django.db.models.lookups
from django.db import migrations, models

import property_ops.framework.plain_sql
from property_ops.framework.rebuilding import RulesStay


class Migration(RulesStay):
    """The first day of a month is looked for in SQL that SQLite knows without Django."""

    dependencies = [
        ('po_ledger', '0002_promises'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='monthclose',
            name='po_closed_month_is_a_month',
        ),
        migrations.AddConstraint(
            model_name='monthclose',
            constraint=models.CheckConstraint(condition=models.Q(django.db.models.lookups.Exact(property_ops.framework.plain_sql.DayOfMonth('month'), 1), django.db.models.lookups.Exact(property_ops.framework.plain_sql.DayOfMonth('until'), 1), ('until__gt', models.F('month'))), name='po_closed_month_is_a_month'),
        ),
    ]
