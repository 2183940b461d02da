import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables

PARTIES = [("committee", "owners' committee"), ("branch", "party branch"), ("company", "property company")]


class Migration(NewTables):
    dependencies = [
        ("po_estates", "0002_promises"),
        ("po_portal", "0002_promises"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            "PartyPin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("party", models.CharField(choices=PARTIES, max_length=10, verbose_name="party")),
                ("pin_hash", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField(verbose_name="made")),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="party_pins",
                        to="po_estates.estate",
                        verbose_name="estate",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
            ],
            options={
                "verbose_name": "PIN of a party",
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "party"), name="po_party_pin_once"),
                    models.CheckConstraint(
                        condition=models.Q(party__in=["committee", "branch"]), name="po_party_pin_party"
                    ),
                ],
            },
        ),
        migrations.AddField("acceptancelink", "token_hash", models.CharField(max_length=64, null=True)),
        # the links made before were no secrets: they open nothing any more, and are made anew where they are needed
        migrations.RunSQL(
            "UPDATE po_portal_acceptancelink SET token_hash = 'withdrawn ' || id", migrations.RunSQL.noop
        ),
        migrations.AlterField("acceptancelink", "token_hash", models.CharField(max_length=64, unique=True)),
        migrations.AlterField("acceptancelink", "made_at", models.DateTimeField(verbose_name="made")),
        migrations.AddField(
            "acceptancelink",
            "wrong_pins",
            models.PositiveSmallIntegerField(default=0, verbose_name="wrong PINs in a row"),
        ),
        migrations.AddField(
            "acceptancelink",
            "pin_again_at",
            models.DateTimeField(null=True, verbose_name="PIN is asked again from"),
        ),
    ]
