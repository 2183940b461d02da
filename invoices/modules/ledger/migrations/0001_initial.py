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
                ('position', models.PositiveSmallIntegerField()),
                ('estate', models.CharField(blank=True, max_length=20)),
                ('subledger', models.CharField(blank=True, max_length=80)),
                ('party', models.CharField(blank=True, max_length=40)),
                ('amount', property_ops.framework.fields.YuanField()),
                ('account', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='legs', to='po_ledger.ledgeraccount')),
                ('entry', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='legs', to='po_ledger.entry')),
            ],
            options={
                'ordering': ['entry', 'position'],
                'indexes': [models.Index(fields=['account', 'estate', 'subledger'], name='po_leg_by_subledger')],
                'constraints': [models.UniqueConstraint(fields=('entry', 'position'), name='po_leg_once'), models.CheckConstraint(condition=models.Q(('amount', Yuan(0)), _negated=True), name='po_leg_not_zero')],
            },
        ),
        migrations.CreateModel(
            name='MonthClose',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(verbose_name='month')),
                ('until', models.DateField()),
                ('closed_at', models.DateTimeField(verbose_name='closed at')),
                ('head_number', models.PositiveBigIntegerField(verbose_name='last entry')),
                ('head_digest', models.CharField(max_length=64)),
                ('reopened_at', models.DateTimeField(null=True, verbose_name='reopened at')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason')),
                ('closed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('reopened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reopening_asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'closing of a month',
                'ordering': ['month', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('reopened_at__isnull', True)), fields=('month',), name='po_month_is_closed_once'), models.CheckConstraint(condition=models.Q(('month__day', 1), ('until__day', 1), ('until__gt', models.F('month'))), name='po_closed_month_is_a_month'), models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), ('reopened_at__isnull', True), ('reopened_by__isnull', True), ('reopening_asked_by__isnull', True)), models.Q(('reopened_at__isnull', False), ('reopened_by__isnull', False), ('reopening_asked_by__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='po_reopening_is_complete'), models.CheckConstraint(condition=models.Q(('reopened_by__isnull', True), models.Q(('reopened_by', models.F('reopening_asked_by')), _negated=True), _connector='OR'), name='po_reopening_four_eyes')],
            },
        ),
    ]
