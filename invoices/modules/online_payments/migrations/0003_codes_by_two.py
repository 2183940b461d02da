import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables
from property_ops.framework.triggers import RefuseWhen, decided_once

CHANGES = "po_online_payments_paymentcodechange"


class Migration(NewTables):

    dependencies = [
        ('po_online_payments', '0002_bank_cards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PaymentCodeChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('channel', models.CharField(choices=[('cash', 'cash'), ('bank', 'bank transfer'), ('wechat', 'WeChat'), ('alipay', 'Alipay'), ('card', 'bank card')], max_length=10, verbose_name='way of payment')),
                ('content', models.CharField(max_length=500, verbose_name='content')),
                ('content_before', models.CharField(blank=True, max_length=500, verbose_name='content before')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
            ],
            options={
                'verbose_name': 'change of a payment code',
                'ordering': ['-id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_online_payments_paymentcodechange_four_eyes'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_online_payments_paymentcodechange_decided'), models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_online_payments_paymentcodechange_rejected_because'), models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('state',), name='po_payment_code_waits_once'), models.CheckConstraint(condition=models.Q(('content', ''), _negated=True), name='po_payment_code_change_says_what')],
            },
        ),
        *decided_once(CHANGES),
        RefuseWhen(CHANGES, "INSERT", "NEW.state <> 'waiting'", "a payment code is asked for before it is approved"),
    ]
