import django.db.models.deletion
import invoices.modules.billing.domain.states
import property_ops.framework.fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models
from property_ops.kernel.money import Yuan

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_charges', '0001_initial'),
        ('po_estates', '0001_initial'),
        ('po_framework', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalBillingAccount',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('payer', models.CharField(choices=[('owner', 'owner'), ('tenant', 'tenant')], default='owner', max_length=6, verbose_name='payer')),
                ('split_by_days', models.BooleanField(default=False, verbose_name='an owner change splits the period by days')),
                ('mask_payer', models.BooleanField(default=False, verbose_name="mask the payer's name on documents")),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_estates.unit', verbose_name='unit')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical billing account',
                'verbose_name_plural': 'historical billing accounts',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='BillingAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='billing_account', to='po_estates.unit', verbose_name='unit')),
                ('payer', models.CharField(choices=[('owner', 'owner'), ('tenant', 'tenant')], default='owner', max_length=6, verbose_name='payer')),
                ('split_by_days', models.BooleanField(default=False, verbose_name='an owner change splits the period by days')),
                ('mask_payer', models.BooleanField(default=False, verbose_name="mask the payer's name on documents")),
            ],
            options={
                'verbose_name': 'billing account',
            },
        ),
        migrations.CreateModel(
            name='BillingTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_days', models.PositiveSmallIntegerField(default=30, verbose_name='days until due')),
                ('mask_payers', models.BooleanField(default=False, verbose_name="mask all payers' names on documents")),
                ('ways_to_pay', models.TextField(blank=True, verbose_name='ways to pay')),
                ('how_to_object', models.TextField(blank=True, verbose_name='how to object')),
            ],
            options={
                'verbose_name': 'billing terms',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='po_billingterms_only_one')],
            },
        ),
        migrations.CreateModel(
            name='Bill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=30, null=True, verbose_name='bill number')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('approved', 'approved'), ('issued', 'issued')], default=invoices.modules.billing.domain.states.BillState['DRAFT'], max_length=10, verbose_name='state')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bills', to='po_billing.billingaccount', verbose_name='account')),
                ('estate', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='bills', to='po_estates.estate', verbose_name='estate')),
                ('month', models.DateField(verbose_name='month')),
                ('payer', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.tenure', verbose_name='payer')),
                ('payer_name', models.CharField(max_length=60, verbose_name='payer')),
                ('estate_name', models.CharField(max_length=60, verbose_name='estate')),
                ('unit_code', models.CharField(max_length=60, verbose_name='unit code')),
                ('total', property_ops.framework.fields.YuanField(verbose_name='this period')),
                ('brought_forward', property_ops.framework.fields.YuanField(default=Yuan(0), verbose_name='brought forward')),
                ('paid', property_ops.framework.fields.YuanField(default=Yuan(0), verbose_name='paid')),
                ('prepared_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_at', models.DateTimeField(null=True, verbose_name='approved')),
                ('issued_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('issued_on', models.DateField(null=True, verbose_name='issued on')),
                ('due_on', models.DateField(null=True, verbose_name='due on')),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'verbose_name': 'bill',
                'ordering': ['unit_code', 'id'],
                'abstract': False,
                'indexes': [models.Index(fields=['month', 'estate', 'state'], name='po_bill_by_month')],
                'constraints': [models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR'), name='po_billing_bill_four_eyes'), models.UniqueConstraint(fields=('number',), name='po_bill_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'issued'), _negated=True), models.Q(('due_on__isnull', False), ('issued_on__isnull', False), ('number__isnull', False)), _connector='OR'), name='po_issued_bill_is_complete'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('state', 'draft')), models.Q(models.Q(('state', 'draft'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_bill_approved_by_someone')],
            },
        ),
        migrations.CreateModel(
            name='BillLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bill', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='po_billing.bill')),
                ('charge', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='bill_lines', to='po_charges.charge')),
                ('part', models.PositiveSmallIntegerField(default=0)),
                ('position', models.PositiveSmallIntegerField()),
                ('item_code', models.CharField(max_length=30)),
                ('item_name', models.CharField(max_length=60, verbose_name='item')),
                ('start', models.DateField(verbose_name='from')),
                ('end', models.DateField(verbose_name='until')),
                ('quantity', property_ops.framework.fields.ScaledField(places=4, verbose_name='quantity')),
                ('quantity_unit', models.CharField(max_length=10, verbose_name='unit of measure')),
                ('unit_price', property_ops.framework.fields.ScaledField(places=6, verbose_name='unit price')),
                ('ratio_numerator', models.BigIntegerField()),
                ('ratio_denominator', models.BigIntegerField()),
                ('amount', property_ops.framework.fields.YuanField(verbose_name='amount')),
            ],
            options={
                'ordering': ['bill', 'position'],
                'constraints': [models.UniqueConstraint(fields=('charge', 'part'), name='po_charge_billed_once'), models.UniqueConstraint(fields=('bill', 'position'), name='po_bill_line_position')],
            },
        ),
    ]
