from django.db import migrations, models

from property_ops.framework.new_tables import NewTables

MANNERS = [
    ("own", "accepted in person"),
    ("transcribed", "transcribed from paper"),
    ("silent", "deemed by silence"),
    ("register", "taken from the register"),
]


def _manner():
    return models.CharField(
        choices=MANNERS, default="register", max_length=12, verbose_name="manner of acceptance"
    )


class Migration(NewTables):
    dependencies = [("po_confirmations", "0001_initial")]
    operations = [
        migrations.AddField("confirmation", "manner", _manner()),
        migrations.AddField("historicalconfirmation", "manner", _manner()),
        migrations.AddConstraint(
            "confirmation",
            models.CheckConstraint(
                condition=models.Q(manner__in=[value for value, _word in MANNERS]), name="po_confirmation_manner"
            ),
        ),
    ]
