import django.db.models.deletion
import django.db.models.expressions
import django.db.models.lookups
import property_ops.framework.fields
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.rebuilding import RulesStay
from property_ops.framework.triggers import append_only


class Migration(RulesStay):

    dependencies = [
        ('po_confirmations', '0002_manner_of_acceptance'),
        ('po_estates', '0002_promises'),
        ('po_framework', '0008_journal'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ConfirmationPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('month', models.DateField(help_text='first day of the month', verbose_name='month')),
                ('committee_signer', models.CharField(max_length=40, verbose_name="confirmed by the owners' committee")),
                ('branch_signer', models.CharField(max_length=40, verbose_name='confirmed by the party branch')),
                ('confirmed_on', models.DateField(verbose_name='confirmed on')),
            ],
            options={
                'verbose_name': 'signed confirmation',
                'ordering': ['-month', '-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ConfirmationPaperRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weight', property_ops.framework.fields.ScaledField(places=6, verbose_name='weight')),
                ('completion', property_ops.framework.fields.ScaledField(places=6, verbose_name='completion ratio')),
                ('reason', models.CharField(blank=True, max_length=100, verbose_name='reason')),
            ],
            options={
                'verbose_name': 'row of a signed confirmation',
                'ordering': ['paper', 'item'],
            },
        ),
        migrations.AddField(
            model_name='confirmation',
            name='counted_done',
            field=models.PositiveIntegerField(null=True, verbose_name='rounds done'),
        ),
        migrations.AddField(
            model_name='confirmation',
            name='counted_promised',
            field=models.PositiveIntegerField(null=True, verbose_name='rounds promised'),
        ),
        migrations.AddField(
            model_name='historicalconfirmation',
            name='counted_done',
            field=models.PositiveIntegerField(null=True, verbose_name='rounds done'),
        ),
        migrations.AddField(
            model_name='historicalconfirmation',
            name='counted_promised',
            field=models.PositiveIntegerField(null=True, verbose_name='rounds promised'),
        ),
        migrations.AddConstraint(
            model_name='confirmation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('counted_done__isnull', True), ('counted_promised__isnull', True)), models.Q(django.db.models.lookups.LessThanOrEqual(django.db.models.expressions.CombinedExpression(property_ops.framework.fields.StoredInteger('completion'), '*', models.F('counted_promised')), django.db.models.expressions.CombinedExpression(models.F('counted_done'), '*', models.Value(1000000))), ('counted_done__isnull', False), ('counted_promised__gt', 0)), _connector='OR'), name='po_confirmation_counted'),
        ),
        migrations.AddField(
            model_name='confirmationpaper',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by'),
        ),
        migrations.AddField(
            model_name='confirmationpaper',
            name='estate',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmation_papers', to='po_estates.estate', verbose_name='estate'),
        ),
        migrations.AddField(
            model_name='confirmationpaper',
            name='picture',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_framework.storedpicture', verbose_name='signed sheet'),
        ),
        migrations.AddField(
            model_name='confirmationpaper',
            name='prepared_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by'),
        ),
        migrations.AddField(
            model_name='confirmationpaperrow',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_confirmations.agreementitem', verbose_name='service'),
        ),
        migrations.AddField(
            model_name='confirmationpaperrow',
            name='paper',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='po_confirmations.confirmationpaper'),
        ),
        migrations.AddConstraint(
            model_name='confirmationpaper',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_confirmations_confirmationpaper_four_eyes'),
        ),
        migrations.AddConstraint(
            model_name='confirmationpaper',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_confirmations_confirmationpaper_decided'),
        ),
        migrations.AddConstraint(
            model_name='confirmationpaper',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_confirmations_confirmationpaper_rejected_because'),
        ),
        migrations.AddConstraint(
            model_name='confirmationpaper',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('committee_signer', ''), _negated=True), models.Q(('branch_signer', ''), _negated=True)), name='po_confirmation_paper_signed'),
        ),
        migrations.AddConstraint(
            model_name='confirmationpaper',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('estate', 'month'), name='po_confirmation_paper_waits_once'),
        ),
        migrations.AddConstraint(
            model_name='confirmationpaperrow',
            constraint=models.UniqueConstraint(fields=('paper', 'item'), name='po_confirmation_paper_item_once'),
        ),
        migrations.AddConstraint(
            model_name='confirmationpaperrow',
            constraint=models.CheckConstraint(condition=models.Q(('weight__gt', 0), ('weight__lte', 1)), name='po_confirmation_paper_weight'),
        ),
        migrations.AddConstraint(
            model_name='confirmationpaperrow',
            constraint=models.CheckConstraint(condition=models.Q(('completion__gte', 0), ('completion__lte', 1)), name='po_confirmation_paper_completion'),
        ),
        *append_only("po_confirmations_confirmationpaperrow"),
    ]
