import django.db.models.deletion
import property_ops.framework.fields
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables
from property_ops.kernel.money import Yuan


class Migration(NewTables):

    dependencies = [
        ('po_ledger', '0005_index_of_balances'),
    ]

    operations = [
        migrations.CreateModel(
            name='MonthTurnover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('belongs', models.DateField()),
                ('estate', models.CharField(blank=True, max_length=20)),
                ('subledger', models.CharField(blank=True, max_length=80)),
                ('debit', property_ops.framework.fields.YuanField()),
                ('credit', property_ops.framework.fields.YuanField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='turnovers', to='po_ledger.ledgeraccount')),
                ('close', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='turnovers', to='po_ledger.monthclose')),
            ],
            options={
                'verbose_name': 'turnover of a closed month',
                'ordering': ['close', 'account', 'estate', 'belongs', 'subledger'],
                'constraints': [models.UniqueConstraint(fields=('close', 'account', 'estate', 'belongs', 'subledger'), name='po_turnover_once'), models.CheckConstraint(condition=models.Q(('credit__gte', Yuan(0)), ('debit__gte', Yuan(0))), name='po_turnover_sides_positive')],
            },
        ),
        migrations.CreateModel(
            name='PayerBalance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('estate', models.CharField(blank=True, max_length=20)),
                ('subledger', models.CharField(blank=True, max_length=80)),
                ('party', models.CharField(blank=True, max_length=40)),
                ('balance', property_ops.framework.fields.YuanField()),
                ('account', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='balances', to='po_ledger.ledgeraccount')),
                ('close', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='balances', to='po_ledger.monthclose')),
            ],
            options={
                'verbose_name': 'balance of a payer at a closing',
                'ordering': ['close', 'estate', 'account', 'subledger', 'party'],
                'constraints': [models.UniqueConstraint(fields=('close', 'estate', 'account', 'subledger', 'party'), name='po_payer_balance_once')],
            },
        ),
    ]
