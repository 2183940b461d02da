import django.db.models.deletion
import invoices.modules.online_payments.domain.states
import property_ops.framework.fields
from django.conf import settings
from django.db import migrations, models
from property_ops.kernel.money import Yuan

from property_ops.framework.new_tables import NewTables
from property_ops.framework.triggers import RefuseWhen, SumWithin, append_only

ORDER, LINE, NOTICE, REFUND = (
    f"po_online_payments_{name}" for name in ("onlineorder", "orderedline", "receivednotice", "onlinerefund")
)
MEANT = ['"number"', '"channel"', '"unit_id"', '"tenure_id"', '"amount"', '"made_at"', '"expires_at"']
CHANGED = " OR ".join(f"OLD.{column} <> NEW.{column}" for column in MEANT)


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_billing', '0004_index_of_totals'),
        ('po_estates', '0003_bank_account'),
        ('po_payments', '0005_fees_told_later'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReceivedNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('cash', 'cash'), ('bank', 'bank transfer'), ('wechat', 'WeChat'), ('alipay', 'Alipay')], max_length=10, verbose_name='way of payment')),
                ('key', models.CharField(max_length=128, verbose_name='number of the notice')),
                ('order', models.CharField(db_index=True, max_length=40, verbose_name='order number')),
                ('outcome', models.CharField(choices=[('taken', 'taken'), ('known', 'known already'), ('refused', 'refused, a person must look')], max_length=10, verbose_name='outcome')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('at', models.DateTimeField(verbose_name='received')),
            ],
            options={
                'verbose_name': 'notice of a payment service',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='BillOfDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('cash', 'cash'), ('bank', 'bank transfer'), ('wechat', 'WeChat'), ('alipay', 'Alipay')], max_length=10, verbose_name='way of payment')),
                ('day', models.DateField(verbose_name='day')),
                ('state', models.CharField(choices=[('ties', 'ties out'), ('differs', 'differs'), ('failed', 'could not be taken in')], max_length=10, verbose_name='state')),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('orders', models.PositiveIntegerField(default=0, verbose_name='orders')),
                ('differences', models.JSONField(default=list, verbose_name='differences')),
                ('fetched_at', models.DateTimeField(verbose_name='fetched')),
            ],
            options={
                'verbose_name': 'bill of a payment service',
                'ordering': ['-day', 'channel'],
                'constraints': [models.UniqueConstraint(fields=('channel', 'day'), name='po_bill_of_day_once')],
            },
        ),
        migrations.CreateModel(
            name='OnlineOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=32, verbose_name='order number')),
                ('channel', models.CharField(choices=[('cash', 'cash'), ('bank', 'bank transfer'), ('wechat', 'WeChat'), ('alipay', 'Alipay')], max_length=10, verbose_name='way of payment')),
                ('amount', property_ops.framework.fields.YuanField(verbose_name='amount')),
                ('state', models.CharField(choices=[('open', 'waits for payment'), ('paid', 'paid online'), ('closed', 'not paid, closed')], default=invoices.modules.online_payments.domain.states.OrderState['OPEN'], max_length=10, verbose_name='state')),
                ('made_at', models.DateTimeField(verbose_name='ordered at')),
                ('expires_at', models.DateTimeField(verbose_name='to be paid until')),
                ('asked_at', models.DateTimeField(null=True, verbose_name='service asked')),
                ('transaction', models.CharField(blank=True, max_length=64, verbose_name='transaction number')),
                ('paid_at', models.DateTimeField(null=True, verbose_name='paid')),
                ('receipt', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='order', to='po_payments.receipt')),
                ('tenure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.tenure', verbose_name='payer')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'online payment',
                'ordering': ['-made_at', '-id'],
                'constraints': [models.UniqueConstraint(fields=('number',), name='po_online_order_number_once'), models.UniqueConstraint(condition=models.Q(('transaction', ''), _negated=True), fields=('channel', 'transaction'), name='po_online_order_transaction_once'), models.CheckConstraint(condition=models.Q(('amount__gt', Yuan(0)), ('channel__in', ['wechat', 'alipay'])), name='po_online_order_amount'), models.CheckConstraint(condition=models.Q(models.Q(('paid_at__isnull', False), ('receipt__isnull', False), ('state', 'paid'), models.Q(('transaction', ''), _negated=True)), models.Q(models.Q(('state', 'paid'), _negated=True), ('paid_at', None), ('receipt', None), ('transaction', '')), _connector='OR'), name='po_online_order_paid_whole')],
            },
        ),
        migrations.CreateModel(
            name='OnlineRefund',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('number', models.CharField(max_length=32, verbose_name='refund number')),
                ('amount', property_ops.framework.fields.YuanField(verbose_name='amount')),
                ('reason', models.CharField(max_length=200, verbose_name='reason')),
                ('outcome', models.CharField(blank=True, choices=[('', 'not asked yet'), ('under_way', 'being paid back'), ('paid', 'paid back'), ('failed', 'failed')], default='', max_length=10, verbose_name='outcome')),
                ('transaction', models.CharField(blank=True, max_length=64, verbose_name='transaction number')),
                ('asked_at', models.DateTimeField(null=True, verbose_name='service asked')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refunds', to='po_online_payments.onlineorder', verbose_name='online payment')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
            ],
            options={
                'verbose_name': 'refund of an online payment',
                'ordering': ['-id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_online_payments_onlinerefund_four_eyes'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_online_payments_onlinerefund_decided'), models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_online_payments_onlinerefund_rejected_because'), models.UniqueConstraint(fields=('number',), name='po_online_refund_number_once'), models.CheckConstraint(condition=models.Q(('amount__gt', Yuan(0)), models.Q(('reason', ''), _negated=True)), name='po_online_refund_says_why'), models.CheckConstraint(condition=models.Q(('outcome', ''), ('state', 'approved'), _connector='OR'), name='po_online_refund_asked_once_approved')],
            },
        ),
        migrations.CreateModel(
            name='OrderedLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', property_ops.framework.fields.YuanField(verbose_name='amount')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_billing.billline')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='po_online_payments.onlineorder')),
            ],
            options={
                'verbose_name': 'ordered line',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('order', 'line'), name='po_ordered_line_once'), models.CheckConstraint(condition=models.Q(('amount__gt', Yuan(0))), name='po_ordered_line_above_zero')],
            },
        ),
        migrations.CreateModel(
            name='PaymentCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('cash', 'cash'), ('bank', 'bank transfer'), ('wechat', 'WeChat'), ('alipay', 'Alipay')], max_length=10, unique=True, verbose_name='way of payment')),
                ('content', models.CharField(max_length=500, verbose_name='content')),
                ('changed_at', models.DateTimeField(verbose_name='changed')),
                ('changed_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'payment code',
            },
        ),
        migrations.AddIndex(
            model_name='onlineorder',
            index=models.Index(fields=['state', 'made_at'], name='po_online_order_by_state'),
        ),
        RefuseWhen(
            ORDER, "UPDATE", f"{CHANGED} OR OLD.state = 'paid'",
            "what an order is for is never changed, and paid is paid",
        ),
        RefuseWhen(ORDER, "DELETE", "TRUE", "an order is closed, never deleted"),
        RefuseWhen(
            ORDER, "INSERT",
            "NOT EXISTS (SELECT 1 FROM po_estates_tenure held WHERE held.id = NEW.tenure_id AND held.unit_id = NEW.unit_id)",
            "an order is of a payer of that home",
        ),
        *append_only(LINE),
        SumWithin(
            LINE, "order_id",
            f"SELECT SUM(other.amount) FROM {LINE} other WHERE other.order_id = NEW.order_id",
            f"SELECT amount FROM {ORDER} WHERE id = NEW.order_id",
            "the lines of an order are together no more than it",
        ),
        RefuseWhen(
            LINE, "INSERT",
            f"EXISTS (SELECT 1 FROM {ORDER} asked, po_billing_billline row, po_billing_bill bill WHERE asked.id = NEW.order_id "
            "AND row.id = NEW.line_id AND bill.id = row.bill_id AND (bill.payer_id IS NULL OR bill.payer_id <> asked.tenure_id))",
            "an order pays lines of its own payer",
        ),
        *append_only(NOTICE),
        RefuseWhen(
            REFUND, "UPDATE",
            'OLD."number" <> NEW."number" OR OLD."order_id" <> NEW."order_id" OR OLD."amount" <> NEW."amount" OR '
            "OLD.outcome IN ('paid', 'failed') OR OLD.state IN ('rejected', 'withdrawn')",
            "what is given back of an online payment is never changed",
        ),
        RefuseWhen(REFUND, "DELETE", "TRUE", "a refund is rejected, never deleted"),
    ]
