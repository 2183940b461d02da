import django.db.models.deletion
import django.db.models.expressions
import property_ops.framework.fields
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_billing', '0001_initial'),
        ('po_credit_notes', '0001_initial'),
        ('po_framework', '__first__'),
        ('po_tariffs', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Taxpayer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='approved', max_length=10, verbose_name='state')),
                ('prepared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
                ('prepared_at', models.DateTimeField(null=True, verbose_name='prepared')),
                ('code', models.CharField(max_length=60, unique=True, verbose_name='code')),
                ('start', models.DateField(verbose_name='from')),
                ('end', models.DateField(blank=True, null=True, verbose_name='until')),
                ('basis', models.CharField(max_length=200, verbose_name='basis')),
                ('kind', models.CharField(choices=[('general', 'general taxpayer'), ('small', 'small-scale taxpayer')], max_length=10, verbose_name='kind of taxpayer')),
            ],
            options={
                'verbose_name': 'VAT payer',
                'ordering': ['start'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_tax_taxpayer_four_eyes'), models.CheckConstraint(condition=models.Q(models.Q(('prepared_at__isnull', True), ('prepared_by__isnull', True), ('state', 'approved'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('prepared_at__isnull', False), ('prepared_by__isnull', False), models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR')), _connector='OR'), name='po_tax_taxpayer_decided'), models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_tax_taxpayer_rejected_because'), models.CheckConstraint(condition=models.Q(('end__isnull', True), ('end__gt', models.F('start')), _connector='OR'), name='po_taxpayer_has_days'), models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='po_taxpayer_has_basis')],
            },
        ),
        migrations.CreateModel(
            name='VatRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='approved', max_length=10, verbose_name='state')),
                ('prepared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
                ('prepared_at', models.DateTimeField(null=True, verbose_name='prepared')),
                ('code', models.CharField(max_length=60, unique=True, verbose_name='code')),
                ('start', models.DateField(verbose_name='from')),
                ('end', models.DateField(blank=True, null=True, verbose_name='until')),
                ('basis', models.CharField(max_length=200, verbose_name='basis')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_tariffs.feeitem', verbose_name='fee item')),
                ('taxpayer', models.CharField(choices=[('general', 'general taxpayer'), ('small', 'small-scale taxpayer')], max_length=10, verbose_name='kind of taxpayer')),
                ('rate', property_ops.framework.fields.ScaledField(places=4, verbose_name='VAT rate')),
                ('tax_code', models.CharField(max_length=19, verbose_name='tax classification code')),
                ('category', models.CharField(max_length=40, verbose_name='tax classification')),
            ],
            options={
                'verbose_name': 'VAT rate',
                'ordering': ['item', 'taxpayer', 'start'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_tax_vatrate_four_eyes'), models.CheckConstraint(condition=models.Q(models.Q(('prepared_at__isnull', True), ('prepared_by__isnull', True), ('state', 'approved'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('prepared_at__isnull', False), ('prepared_by__isnull', False), models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR')), _connector='OR'), name='po_tax_vatrate_decided'), models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_tax_vatrate_rejected_because'), models.CheckConstraint(condition=models.Q(('end__isnull', True), ('end__gt', models.F('start')), _connector='OR'), name='po_vatrate_has_days'), models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='po_vatrate_has_basis'), models.CheckConstraint(condition=models.Q(('rate__gte', 0), ('rate__lt', 1)), name='po_vat_rate_sensible'), models.UniqueConstraint(condition=models.Q(('state__in', ('rejected', 'withdrawn')), _negated=True), fields=('item', 'taxpayer', 'start'), name='po_vat_rate_version_once')],
            },
        ),
        migrations.CreateModel(
            name='InvoiceBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(verbose_name='month')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('made_at', models.DateTimeField(verbose_name='exported at')),
                ('again', models.BooleanField(default=False, verbose_name='exported again')),
            ],
            options={
                'verbose_name': 'file of invoice requests',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='InvoiceRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='po_tax.invoicebatch')),
                ('serial', models.CharField(max_length=20, verbose_name='serial number')),
                ('bill', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invoice_requests', to='po_billing.bill', verbose_name='bill')),
                ('credit_note', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invoice_requests', to='po_credit_notes.creditnote', verbose_name='credit note')),
                ('buyer', models.CharField(max_length=100, verbose_name='buyer')),
                ('remark', models.CharField(blank=True, max_length=230, verbose_name='remark')),
                ('day', models.DateField(verbose_name='issued on')),
                ('again', models.BooleanField(default=False)),
                ('gross', property_ops.framework.fields.YuanField(verbose_name='with VAT')),
                ('net', property_ops.framework.fields.YuanField(verbose_name='without VAT')),
                ('tax', property_ops.framework.fields.YuanField(verbose_name='VAT')),
            ],
            options={
                'verbose_name': 'invoice request',
                'ordering': ['batch', 'serial'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('again', False), ('credit_note__isnull', True)), fields=('bill',), name='po_bill_requested_once'), models.UniqueConstraint(condition=models.Q(('again', False)), fields=('credit_note',), name='po_credit_note_requested_once'), models.UniqueConstraint(fields=('batch', 'serial'), name='po_request_serial_once'), models.CheckConstraint(condition=models.Q(('gross', django.db.models.expressions.CombinedExpression(models.F('net'), '+', models.F('tax')))), name='po_request_adds_up')],
            },
        ),
        migrations.CreateModel(
            name='InvoiceLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='po_tax.invoicerequest')),
                ('position', models.PositiveSmallIntegerField()),
                ('item_name', models.CharField(max_length=60, verbose_name='item')),
                ('tax_code', models.CharField(max_length=19, verbose_name='tax classification code')),
                ('category', models.CharField(max_length=40, verbose_name='tax classification')),
                ('rate', property_ops.framework.fields.ScaledField(places=4, verbose_name='VAT rate')),
                ('gross', property_ops.framework.fields.YuanField(verbose_name='with VAT')),
                ('net', property_ops.framework.fields.YuanField(verbose_name='without VAT')),
                ('tax', property_ops.framework.fields.YuanField(verbose_name='VAT')),
            ],
            options={
                'ordering': ['request', 'position'],
                'constraints': [models.UniqueConstraint(fields=('request', 'position'), name='po_request_line_once'), models.CheckConstraint(condition=models.Q(('gross', django.db.models.expressions.CombinedExpression(models.F('net'), '+', models.F('tax')))), name='po_request_line_adds_up')],
            },
        ),
    ]
