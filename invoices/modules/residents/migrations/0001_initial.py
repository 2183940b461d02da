import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables
from property_ops.framework.triggers import RefuseWhen

DEVICE = "po_residents_householddevice"


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_billing', '0004_index_of_totals'),
        ('po_estates', '0002_promises'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HouseholdDevice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('device_hash', models.CharField(db_index=True, max_length=64)),
                ('label', models.CharField(max_length=60, verbose_name='device')),
                ('proofs', models.CharField(max_length=20, verbose_name='let in by')),
                ('entered_at', models.DateTimeField(verbose_name='let in at')),
                ('expires_on', models.DateField(verbose_name='valid until')),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='signed out')),
                ('revoked_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('tenure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.tenure', verbose_name='payer')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'device of a household',
                'ordering': ['-entered_at', '-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('device_hash', 'tenure'), name='po_household_device_once'), models.CheckConstraint(condition=models.Q(('revoked_by', None), ('revoked_at__isnull', False), _connector='OR'), name='po_household_device_revoked_by'), models.CheckConstraint(condition=models.Q(('proofs', ''), _negated=True), name='po_household_device_proven')],
            },
        ),
        migrations.CreateModel(
            name='WrongEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('visitor', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('bill', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='po_billing.bill')),
            ],
            options={
                'verbose_name': 'refused entry',
                'indexes': [models.Index(fields=['bill', 'at'], name='po_wrong_entry_of_bill')],
            },
        ),
        RefuseWhen(
            DEVICE, "UPDATE",
            "OLD.revoked_at IS NOT NULL OR NEW.device_hash <> OLD.device_hash OR NEW.unit_id <> OLD.unit_id OR "
            "NEW.tenure_id <> OLD.tenure_id OR NEW.proofs <> OLD.proofs OR NEW.entered_at <> OLD.entered_at OR "
            "NEW.expires_on <> OLD.expires_on",
            "a device of a household is signed out once, and otherwise never changed",
        ),
        RefuseWhen(DEVICE, "DELETE", "TRUE", "a device of a household is signed out, never deleted"),
        RefuseWhen(
            DEVICE, "INSERT",
            "NOT EXISTS (SELECT 1 FROM po_estates_tenure held WHERE held.id = NEW.tenure_id AND held.unit_id = NEW.unit_id)",
            "a device is of a payer of that home",
        ),
    ]
