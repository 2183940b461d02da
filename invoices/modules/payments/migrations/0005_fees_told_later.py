import django.db.models.deletion
import property_ops.framework.fields
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables
from property_ops.kernel.money import Yuan

from property_ops.framework.triggers import RefuseWhen, append_only

LATER = "po_payments_laterfee"


class Migration(NewTables):

    dependencies = [
        ('po_payments', '0004_fee_of_refund'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='match',
            name='how',
            field=models.CharField(choices=[('certain', 'by the memo, for certain'), ('chosen', 'by a person'), ('entered', 'when it was entered'), ('ordered', 'by what was paid for'), ('rest', 'the rest, after a refund')], max_length=10, verbose_name='how'),
        ),
        migrations.CreateModel(
            name='LaterFee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', property_ops.framework.fields.YuanField(verbose_name='fee')),
                ('posted_on', models.DateField(verbose_name='posted on')),
                ('file', models.CharField(blank=True, max_length=120, verbose_name='file')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded')),
                ('disbursement', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='later_fee', to='po_payments.disbursement')),
                ('receipt', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='later_fee', to='po_payments.receipt')),
                ('recorded_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'fee told later',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('amount', Yuan(0)), _negated=True), models.Q(models.Q(('disbursement', None), ('receipt__isnull', False)), models.Q(('disbursement__isnull', False), ('receipt', None)), _connector='OR')), name='po_later_fee_of_one')],
            },
        ),
        *append_only(LATER),
        RefuseWhen(
            LATER, "INSERT",
            "EXISTS (SELECT 1 FROM po_payments_receipt said WHERE said.id = NEW.receipt_id AND said.fee <> 0) OR "
            "EXISTS (SELECT 1 FROM po_payments_disbursement said WHERE said.id = NEW.disbursement_id AND said.fee <> 0)",
            "a fee is told once",
        ),
    ]
