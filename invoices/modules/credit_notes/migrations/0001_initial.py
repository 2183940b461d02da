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
        ('po_charges', '0001_initial'),
        ('po_estates', '0001_initial'),
        ('po_framework', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='CreditNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('reason', models.TextField(verbose_name='reason')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_billing.billingaccount', verbose_name='account')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.estate', verbose_name='estate')),
                ('estate_name', models.CharField(max_length=60, verbose_name='estate')),
                ('unit_code', models.CharField(max_length=60, verbose_name='unit code')),
                ('payer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.tenure', verbose_name='payer')),
                ('payer_name', models.CharField(blank=True, max_length=60, verbose_name='payer')),
                ('total', property_ops.framework.fields.YuanField(verbose_name='amount')),
                ('number', models.CharField(max_length=30, null=True, verbose_name='credit note')),
                ('bill', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credit_notes', to='po_billing.bill', verbose_name='bill')),
                ('month', models.DateField(verbose_name='belongs to month')),
                ('issued_on', models.DateField(null=True, verbose_name='issued on')),
                ('digest', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'verbose_name': 'credit note',
                'ordering': ['-id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_credit_notes_creditnote_four_eyes'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_credit_notes_creditnote_decided'), models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_credit_notes_creditnote_rejected_because'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='po_credit_notes_creditnote_has_reason'), models.CheckConstraint(condition=models.Q(('total__gt', Yuan(0))), name='po_credit_notes_creditnote_above_zero'), models.UniqueConstraint(fields=('number',), name='po_credit_note_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('issued_on__isnull', False), ('number__isnull', False), ('state', 'approved')), models.Q(models.Q(('state', 'approved'), _negated=True), ('issued_on__isnull', True), ('number__isnull', True)), _connector='OR'), name='po_credit_note_numbered_when_approved')],
            },
        ),
        migrations.CreateModel(
            name='CreditLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='po_credit_notes.creditnote')),
                ('bill_line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credit_lines', to='po_billing.billline')),
                ('position', models.PositiveSmallIntegerField()),
                ('item_code', models.CharField(max_length=30)),
                ('item_name', models.CharField(max_length=60, verbose_name='item')),
                ('start', models.DateField(verbose_name='from')),
                ('end', models.DateField(verbose_name='until')),
                ('line_amount', property_ops.framework.fields.YuanField(verbose_name='amount of the line')),
                ('amount', property_ops.framework.fields.YuanField(verbose_name='credited')),
            ],
            options={
                'verbose_name': 'line of a credit note',
                'ordering': ['note', 'position'],
                'constraints': [models.UniqueConstraint(fields=('note', 'bill_line'), name='po_credit_line_once'), models.UniqueConstraint(fields=('note', 'position'), name='po_credit_line_position'), models.CheckConstraint(condition=models.Q(('amount__gt', Yuan(0))), name='po_credit_line_above_zero')],
            },
        ),
        migrations.CreateModel(
            name='Rebill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('credit_line', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='rebill', to='po_credit_notes.creditline')),
                ('quantity', property_ops.framework.fields.ScaledField(places=4, verbose_name='quantity')),
                ('quantity_unit', models.CharField(max_length=10, verbose_name='unit of measure')),
                ('unit_price', property_ops.framework.fields.ScaledField(places=6, verbose_name='unit price')),
                ('ratio_numerator', models.BigIntegerField()),
                ('ratio_denominator', models.BigIntegerField()),
                ('amount', property_ops.framework.fields.YuanField(verbose_name='amount')),
                ('charge', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rebill', to='po_charges.charge')),
            ],
            options={
                'verbose_name': 'line billed anew',
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', Yuan(0))), name='po_rebill_above_zero'), models.CheckConstraint(condition=models.Q(('ratio_denominator__gt', 0)), name='po_rebill_ratio')],
            },
        ),
    ]
