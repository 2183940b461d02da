from django.db import migrations, models

from property_ops.framework.rebuilding import RulesStay

DOCTYPES = [
    ("Customer", "customer"),
    ("Sales Invoice", "sales invoice"),
    ("Payment Entry", "payment"),
    ("Journal Entry", "journal entry"),
    ("Supplier", "supplier"),
    ("Purchase Invoice", "purchase invoice"),
    ("Project", "project"),
    ("Task", "task"),
    ("Timesheet", "timesheet"),
    ("Material Request", "material request"),
    ("Issue", "issue of support"),
]


class Migration(RulesStay):
    dependencies = [("po_erpnext", "0006_unit_of_measure")]
    operations = [
        migrations.AddField(
            model_name="connection",
            name="materials",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="connection",
            name="sends_materials",
            field=models.BooleanField(
                default=False,
                help_text="Where ERPNext keeps the store. They book nothing: the cost is our entry.",
                verbose_name="material of works as material requests",
            ),
        ),
        migrations.AddField(
            model_name="connection",
            name="warehouse",
            field=models.CharField(blank=True, max_length=140, verbose_name="warehouse for material requests"),
        ),
        migrations.AlterField(
            model_name="syncrecord",
            name="doctype",
            field=models.CharField(choices=DOCTYPES, max_length=20, verbose_name="kind"),
        ),
    ]
