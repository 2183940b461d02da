import django.db.models.deletion
import property_ops.framework.fields
from django.conf import settings
from django.db import migrations, models
from property_ops.kernel.money import Yuan

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_framework', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='MonthClose',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(verbose_name='month')),
                ('until', models.DateField()),
                ('closed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('closed_at', models.DateTimeField(verbose_name='closed at')),
                ('head_number', models.PositiveBigIntegerField(verbose_name='last entry')),
                ('head_digest', models.CharField(max_length=64)),
                ('reopened_at', models.DateTimeField(null=True, verbose_name='reopened at')),
            ],
            options={
                'verbose_name': 'closing of a month',
                'ordering': ['month', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('reopened_at__isnull', True)), fields=('month',), name='po_month_is_closed_once'), models.CheckConstraint(condition=models.Q(('month__day', 1), ('until__day', 1), ('until__gt', models.F('month'))), name='po_closed_month_is_a_month')],
            },
        ),
        migrations.CreateModel(
            name='Reopening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('close', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reopenings', to='po_ledger.monthclose')),
                ('reason', models.CharField(max_length=200, verbose_name='reason')),
            ],
            options={
                'verbose_name': 'reopening of a month',
                'ordering': ['-prepared_at', '-id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_ledger_reopening_four_eyes'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_ledger_reopening_decided'), models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_ledger_reopening_rejected_because'), models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('close',), name='po_reopening_asked_once'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='po_reopening_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='LedgerAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='account code')),
                ('name', models.CharField(max_length=60, verbose_name='account')),
                ('kind', models.CharField(choices=[('asset', 'asset'), ('liability', 'liability'), ('equity', 'equity'), ('income', 'income'), ('expense', 'expense')], max_length=10, verbose_name='kind')),
            ],
            options={
                'verbose_name': 'ledger account',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(unique=True, verbose_name='entry number')),
                ('posted_on', models.DateField(db_index=True, verbose_name='posted on')),
                ('month', models.DateField(verbose_name='belongs to month')),
                ('source', models.CharField(max_length=80, verbose_name='source')),
                ('memo', models.CharField(max_length=200, verbose_name='memo')),
                ('evidence', models.CharField(blank=True, max_length=64)),
                ('previous', models.CharField(max_length=64)),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'verbose_name': 'journal entry',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('source',), name='po_entry_of_source_once'), models.UniqueConstraint(fields=('previous',), name='po_entry_previous_once'), models.UniqueConstraint(fields=('digest',), name='po_entry_digest_once')],
            },
        ),
        migrations.CreateModel(
            name='Leg',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='legs', to='po_ledger.entry')),
                ('position', models.PositiveSmallIntegerField()),
                ('account', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='legs', to='po_ledger.ledgeraccount')),
                ('estate', models.CharField(blank=True, max_length=20)),
                ('subledger', models.CharField(blank=True, max_length=80)),
                ('party', models.CharField(blank=True, max_length=40)),
                ('amount', property_ops.framework.fields.YuanField()),
            ],
            options={
                'ordering': ['entry', 'position'],
                'indexes': [models.Index(fields=['account', 'estate', 'subledger'], name='po_leg_by_subledger')],
                'constraints': [models.UniqueConstraint(fields=('entry', 'position'), name='po_leg_once'), models.CheckConstraint(condition=models.Q(('amount', Yuan(0)), _negated=True), name='po_leg_not_zero')],
            },
        ),
    ]
