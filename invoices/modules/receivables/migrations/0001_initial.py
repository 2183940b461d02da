import django.db.models.deletion
import property_ops.framework.fields
from django.conf import settings
from django.db import migrations, models
from property_ops.kernel.money import Yuan

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_billing', '0001_initial'),
        ('po_estates', '0001_initial'),
        ('po_framework', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Credit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=80, verbose_name='source')),
                ('kind', models.CharField(choices=[('payment', 'payment'), ('credit_note', 'credit note'), ('write_off', 'write-off'), ('true_up', 'true-up'), ('other', 'other credit')], max_length=12, verbose_name='kind')),
                ('unit_code', models.CharField(max_length=60, verbose_name='unit code')),
                ('party', models.CharField(blank=True, max_length=40)),
                ('amount', property_ops.framework.fields.YuanField(verbose_name='amount')),
                ('day', models.DateField(verbose_name='day')),
                ('value_day', models.DateField(verbose_name='value date')),
                ('month', models.DateField(verbose_name='belongs to month')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.estate', verbose_name='estate')),
            ],
            options={
                'verbose_name': 'credit',
                'ordering': ['day', 'id'],
                'indexes': [models.Index(fields=['unit_code', 'party'], name='po_credit_of_account')],
                'constraints': [models.UniqueConstraint(fields=('source',), name='po_credit_of_source_once'), models.CheckConstraint(condition=models.Q(('amount__gt', Yuan(0))), name='po_credit_above_zero')],
            },
        ),
        migrations.CreateModel(
            name='DueDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('day', models.DateField(verbose_name='decided on')),
                ('source', models.CharField(max_length=80, verbose_name='source')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='due_days', to='po_billing.billline')),
            ],
            options={
                'verbose_name': 'moved due date',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='LineHold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=80, verbose_name='source')),
                ('start', models.DateField(verbose_name='from')),
                ('end', models.DateField(null=True, verbose_name='until')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='po_billing.billline')),
            ],
            options={
                'verbose_name': 'held line',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('end', None)), fields=('line',), name='po_line_held_once'), models.CheckConstraint(condition=models.Q(('end__isnull', True), ('end__gte', models.F('start')), _connector='OR'), name='po_hold_start_before_end')],
            },
        ),
        migrations.CreateModel(
            name='Settlement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', property_ops.framework.fields.YuanField(verbose_name='amount')),
                ('day', models.DateField(verbose_name='day')),
                ('cause', models.CharField(max_length=80, verbose_name='cause')),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('credit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='settlements', to='po_receivables.credit')),
                ('line', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='settlements', to='po_billing.billline')),
            ],
            options={
                'verbose_name': 'settlement',
                'ordering': ['id'],
                'indexes': [models.Index(fields=['line', 'day', 'amount'], name='po_settlement_of_line'), models.Index(fields=['credit', 'line', 'day', 'amount'], name='po_settlement_of_credit')],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount', Yuan(0)), _negated=True), name='po_settlement_not_zero')],
            },
        ),
    ]
