import django.db.models.deletion
import invoices.modules.payments.domain.states
import property_ops.framework.fields
from django.conf import settings
from django.db import migrations, models
from property_ops.kernel.money import Yuan

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_estates', '0002_promises'),
        ('po_framework', '__first__'),
        ('po_receivables', '0002_promises'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChannelRefund',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('cash', 'cash'), ('bank', 'bank transfer'), ('wechat', 'WeChat'), ('alipay', 'Alipay')], max_length=10, verbose_name='way of payment')),
                ('transaction', models.CharField(max_length=64, verbose_name='transaction number')),
                ('refund_of', models.CharField(blank=True, max_length=64, verbose_name='refund of transaction')),
                ('amount', property_ops.framework.fields.YuanField(verbose_name='amount')),
                ('asked_on', models.DateField(verbose_name='asked on')),
                ('state', models.CharField(choices=[('under_way', 'being paid back'), ('paid', 'paid'), ('failed', 'failed')], max_length=10, verbose_name='state')),
                ('file', models.CharField(blank=True, max_length=120, verbose_name='file')),
            ],
            options={
                'verbose_name': 'refund under way',
                'ordering': ['-asked_on', '-id'],
                'constraints': [models.UniqueConstraint(fields=('channel', 'transaction'), name='po_channel_refund_once')],
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=30, verbose_name='receipt number')),
                ('channel', models.CharField(choices=[('cash', 'cash'), ('bank', 'bank transfer'), ('wechat', 'WeChat'), ('alipay', 'Alipay')], max_length=10, verbose_name='way of payment')),
                ('transaction', models.CharField(blank=True, max_length=64, verbose_name='transaction number')),
                ('amount', property_ops.framework.fields.YuanField(verbose_name='amount')),
                ('fee', property_ops.framework.fields.YuanField(default=Yuan(0), verbose_name='fee')),
                ('refunded', property_ops.framework.fields.YuanField(default=Yuan(0), verbose_name='given back')),
                ('received_on', models.DateField(verbose_name='received on')),
                ('received_at', models.TimeField(null=True, verbose_name='time')),
                ('own_account', models.CharField(blank=True, max_length=40, verbose_name='own account')),
                ('balance', property_ops.framework.fields.YuanField(null=True, verbose_name='balance')),
                ('identity', models.CharField(blank=True, max_length=64)),
                ('payer_name', models.CharField(blank=True, max_length=60, verbose_name='payer')),
                ('payer_account', models.CharField(blank=True, max_length=64, verbose_name="payer's account")),
                ('memo', models.CharField(blank=True, max_length=200, verbose_name='memo')),
                ('file', models.CharField(blank=True, max_length=120, verbose_name='file')),
                ('posted_on', models.DateField(verbose_name='posted on')),
                ('state', models.CharField(choices=[('waiting', 'to be matched'), ('deferred', 'deferred'), ('matched', 'matched'), ('transfer', 'own transfer'), ('reversed', 'reversed')], default=invoices.modules.payments.domain.states.ReceiptState['WAITING'], max_length=10, verbose_name='state')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('twin', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_payments.receipt', verbose_name='may be the same as')),
                ('recorded_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_at', models.DateTimeField(verbose_name='recorded')),
            ],
            options={
                'verbose_name': 'receipt',
                'ordering': ['-received_on', '-id'],
                'indexes': [models.Index(fields=['state', 'received_on'], name='po_receipt_by_state'), models.Index(fields=['received_on', 'channel'], name='po_receipt_by_day'), models.Index(fields=['payer_account'], name='po_receipt_by_payer')],
                'constraints': [models.UniqueConstraint(fields=('number',), name='po_receipt_number_once'), models.UniqueConstraint(condition=models.Q(('identity', ''), _negated=True), fields=('channel', 'identity'), name='po_receipt_movement_once'), models.CheckConstraint(condition=models.Q(('amount__gt', Yuan(0)), ('fee__gte', Yuan(0)), ('refunded__gte', Yuan(0)), ('refunded__lte', models.F('amount'))), name='po_receipt_amounts')],
            },
        ),
        migrations.CreateModel(
            name='ReceiptReversal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
                ('receipt', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reversal', to='po_payments.receipt')),
                ('reason', models.CharField(max_length=200, verbose_name='reason')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='reversed by')),
                ('decided_at', models.DateTimeField(verbose_name='reversed')),
            ],
            options={
                'verbose_name': 'reversal of a receipt',
                'ordering': ['pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR'), name='po_payments_receiptreversal_four_eyes'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='po_receipt_reversal_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='Disbursement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('cash', 'cash'), ('bank', 'bank transfer'), ('wechat', 'WeChat'), ('alipay', 'Alipay')], max_length=10, verbose_name='way of payment')),
                ('transaction', models.CharField(blank=True, max_length=64, verbose_name='transaction number')),
                ('refund_of', models.CharField(blank=True, db_index=True, max_length=64, verbose_name='refund of transaction')),
                ('identity', models.CharField(max_length=64)),
                ('own_account', models.CharField(blank=True, max_length=40, verbose_name='own account')),
                ('balance', property_ops.framework.fields.YuanField(null=True, verbose_name='balance')),
                ('receipt', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='given_back', to='po_payments.receipt')),
                ('amount', property_ops.framework.fields.YuanField(verbose_name='amount')),
                ('fee', property_ops.framework.fields.YuanField(default=Yuan(0), verbose_name='fee')),
                ('paid_on', models.DateField(verbose_name='paid on')),
                ('paid_at', models.TimeField(null=True, verbose_name='time')),
                ('payee_name', models.CharField(blank=True, max_length=60, verbose_name='payee')),
                ('payee_account', models.CharField(blank=True, max_length=64, verbose_name="payee's account")),
                ('memo', models.CharField(blank=True, max_length=200, verbose_name='memo')),
                ('file', models.CharField(blank=True, max_length=120, verbose_name='file')),
                ('posted_on', models.DateField(verbose_name='posted on')),
                ('recorded_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_at', models.DateTimeField(verbose_name='recorded')),
            ],
            options={
                'verbose_name': 'payment out',
                'ordering': ['-paid_on', '-id'],
                'constraints': [models.UniqueConstraint(fields=('channel', 'identity'), name='po_disbursement_movement_once'), models.CheckConstraint(condition=models.Q(('amount__gt', Yuan(0))), name='po_disbursement_above_zero')],
            },
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('receipt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='po_payments.receipt', verbose_name='receipt')),
                ('sequence', models.PositiveSmallIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.unit', verbose_name='unit')),
                ('party', models.CharField(blank=True, max_length=40)),
                ('party_name', models.CharField(blank=True, max_length=60, verbose_name='payer')),
                ('amount', property_ops.framework.fields.YuanField(verbose_name='amount')),
                ('credit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='match', to='po_receivables.credit')),
                ('how', models.CharField(choices=[('certain', 'by the memo, for certain'), ('chosen', 'by a person'), ('entered', 'when it was entered'), ('rest', 'the rest, after a refund')], max_length=10, verbose_name='how')),
                ('day', models.DateField(verbose_name='day')),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(verbose_name='at')),
                ('undone_on', models.DateField(null=True, verbose_name='undone on')),
                ('undone_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_because', models.CharField(blank=True, max_length=200, verbose_name='why it was undone')),
            ],
            options={
                'verbose_name': 'match of a receipt',
                'ordering': ['receipt', 'sequence'],
                'constraints': [models.UniqueConstraint(fields=('receipt', 'sequence'), name='po_match_sequence_once'), models.CheckConstraint(condition=models.Q(('amount__gt', Yuan(0))), name='po_match_above_zero'), models.CheckConstraint(condition=models.Q(models.Q(('undone_by', None), ('undone_on', None)), models.Q(('undone_by__isnull', False), ('undone_on__isnull', False)), _connector='OR'), name='po_match_undone_by_someone')],
            },
        ),
        migrations.CreateModel(
            name='Refund',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('number', models.CharField(max_length=30, null=True, verbose_name='refund number')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.unit', verbose_name='unit')),
                ('party', models.CharField(blank=True, max_length=40)),
                ('payee_name', models.CharField(max_length=60, verbose_name='payee')),
                ('payee_account', models.CharField(blank=True, max_length=64, verbose_name="payee's account")),
                ('amount', property_ops.framework.fields.YuanField(verbose_name='amount')),
                ('channel', models.CharField(choices=[('cash', 'cash'), ('bank', 'bank transfer'), ('wechat', 'WeChat'), ('alipay', 'Alipay')], max_length=10, verbose_name='way of payment')),
                ('reason', models.CharField(max_length=200, verbose_name='reason')),
                ('posted_on', models.DateField(null=True, verbose_name='posted on')),
            ],
            options={
                'verbose_name': 'refund',
                'ordering': ['-id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_payments_refund_four_eyes'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_payments_refund_decided'), models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_payments_refund_rejected_because'), models.UniqueConstraint(fields=('number',), name='po_refund_number_once'), models.CheckConstraint(condition=models.Q(('amount__gt', Yuan(0))), name='po_refund_above_zero'), models.CheckConstraint(condition=models.Q(models.Q(('number__isnull', False), ('posted_on__isnull', False), ('state', 'approved')), models.Q(models.Q(('state', 'approved'), _negated=True), ('number__isnull', True), ('posted_on__isnull', True)), _connector='OR'), name='po_refund_numbered_when_approved')],
            },
        ),
        migrations.CreateModel(
            name='PaymentCoding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('receipt', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='codings', to='po_payments.receipt')),
                ('disbursement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='codings', to='po_payments.disbursement')),
                ('account', models.CharField(max_length=20, verbose_name='account')),
                ('estate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.estate', verbose_name='estate')),
                ('refund', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='po_payments.refund', verbose_name='refund')),
                ('amount', property_ops.framework.fields.YuanField(verbose_name='amount')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('day', models.DateField(verbose_name='day')),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(verbose_name='at')),
                ('undone_on', models.DateField(null=True, verbose_name='undone on')),
                ('undone_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_because', models.CharField(blank=True, max_length=200, verbose_name='why it was undone')),
            ],
            options={
                'verbose_name': 'payment coding',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', Yuan(0))), name='po_payment_coding_above_zero'), models.CheckConstraint(condition=models.Q(models.Q(('disbursement', None), ('receipt__isnull', False), ('estate', None), ('refund', None), ('account__in', ('1012.01', '1012.02', '1001'))), models.Q(('disbursement__isnull', False), ('receipt', None), ('estate', None), ('refund', None), ('account__in', ('5603.01', '1012.01', '1012.02', '1001'))), models.Q(('disbursement__isnull', False), ('receipt', None), ('account__in', ('2202', '2211')), ('estate__isnull', False), ('refund', None)), models.Q(('disbursement__isnull', False), ('receipt', None), ('account', '2241.05'), ('estate', None), ('refund__isnull', False)), _connector='OR'), name='po_payment_coding_has_what_it_needs'), models.CheckConstraint(condition=models.Q(models.Q(('undone_by', None), ('undone_on', None)), models.Q(('undone_by__isnull', False), ('undone_on__isnull', False)), _connector='OR'), name='po_payment_coding_undone_by_someone'), models.UniqueConstraint(condition=models.Q(('undone_on', None)), fields=('receipt',), name='po_payment_coding_of_receipt_once'), models.UniqueConstraint(condition=models.Q(('undone_on', None)), fields=('refund',), name='po_payment_coding_of_refund_once')],
            },
        ),
        migrations.CreateModel(
            name='RefundLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('disbursement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refund_links', to='po_payments.disbursement')),
                ('receipt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refund_links', to='po_payments.receipt', verbose_name='receipt')),
                ('reason', models.CharField(max_length=200, verbose_name='reason')),
            ],
            options={
                'verbose_name': 'payment that gives back a receipt',
                'ordering': ['pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_payments_refundlink_four_eyes'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_payments_refundlink_decided'), models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_payments_refundlink_rejected_because'), models.UniqueConstraint(condition=models.Q(('state__in', ('rejected', 'withdrawn')), _negated=True), fields=('disbursement',), name='po_refund_link_of_payment_once')],
            },
        ),
    ]
