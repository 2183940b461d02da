import django.db.models.deletion
import property_ops.framework.fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_estates', '0001_initial'),
        ('po_framework', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='AgreementItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='service')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreement_items', to='po_estates.estate', verbose_name='estate')),
            ],
            options={
                'verbose_name': 'agreed service',
                'ordering': ['estate', 'id'],
                'constraints': [models.UniqueConstraint(fields=('estate', 'name'), name='po_agreement_item_once')],
            },
        ),
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(help_text='first day of the month', verbose_name='month')),
                ('weight', property_ops.framework.fields.ScaledField(places=6, verbose_name='weight')),
                ('completion', property_ops.framework.fields.ScaledField(places=6, verbose_name='completion ratio')),
                ('committee_signer', models.CharField(blank=True, max_length=40, verbose_name="confirmed by the owners' committee")),
                ('branch_signer', models.CharField(blank=True, max_length=40, verbose_name='confirmed by the party branch')),
                ('confirmed_on', models.DateField(null=True, verbose_name='confirmed on')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='po_confirmations.agreementitem', verbose_name='service')),
            ],
            options={
                'verbose_name': 'service confirmation',
                'ordering': ['month', 'item'],
                'constraints': [models.UniqueConstraint(fields=('item', 'month'), name='po_confirmation_once'), models.CheckConstraint(condition=models.Q(('weight__gt', 0), ('weight__lte', 1)), name='po_confirmation_weight'), models.CheckConstraint(condition=models.Q(('completion__gte', 0), ('completion__lte', 1)), name='po_confirmation_completion')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalAgreementItem',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='service')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('estate', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_estates.estate', verbose_name='estate')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical agreed service',
                'verbose_name_plural': 'historical agreed services',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalConfirmation',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('month', models.DateField(help_text='first day of the month', verbose_name='month')),
                ('weight', property_ops.framework.fields.ScaledField(places=6, verbose_name='weight')),
                ('completion', property_ops.framework.fields.ScaledField(places=6, verbose_name='completion ratio')),
                ('committee_signer', models.CharField(blank=True, max_length=40, verbose_name="confirmed by the owners' committee")),
                ('branch_signer', models.CharField(blank=True, max_length=40, verbose_name='confirmed by the party branch')),
                ('confirmed_on', models.DateField(null=True, verbose_name='confirmed on')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_confirmations.agreementitem', verbose_name='service')),
            ],
            options={
                'verbose_name': 'historical service confirmation',
                'verbose_name_plural': 'historical service confirmations',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
