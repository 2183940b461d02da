import django.db.models.deletion
import property_ops.framework.fields
import simple_history.models
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models
from property_ops.framework.triggers import RefuseWhen, WithoutRule
from property_ops.kernel.money import Yuan

PHOTOS_STAY = RefuseWhen(
    "po_works_workphoto",
    "DELETE",
    "EXISTS (SELECT 1 FROM po_works_workorder w WHERE w.id = OLD.work_id AND w.result = 'accepted')",
    "the photos of an accepted work stay",
)


class Migration(migrations.Migration):

    dependencies = [
        ('po_estates', '0002_no_overlaps'),
        ('po_works', '0002_photos'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        WithoutRule(PHOTOS_STAY),
        migrations.CreateModel(
            name='AcceptanceTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('has_committee', models.BooleanField(default=True, verbose_name="the estate has an owners' committee")),
                ('deemed_days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='days until silence counts as acceptance')),
                ('warranty_months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='warranty (months)')),
            ],
            options={
                'verbose_name': 'terms of acceptance',
                'ordering': ['estate'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalAcceptanceTerms',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('has_committee', models.BooleanField(default=True, verbose_name="the estate has an owners' committee")),
                ('deemed_days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='days until silence counts as acceptance')),
                ('warranty_months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='warranty (months)')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical terms of acceptance',
                'verbose_name_plural': 'historical terms of acceptances',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalWorkLine',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='line')),
                ('name', models.CharField(max_length=60, verbose_name='what is done')),
                ('unit', models.CharField(max_length=10, verbose_name='unit of measure')),
                ('planned', property_ops.framework.fields.ScaledField(places=4, verbose_name='planned quantity')),
                ('price', property_ops.framework.fields.YuanField(verbose_name='estimated price per unit')),
                ('done', property_ops.framework.fields.ScaledField(null=True, places=4, verbose_name='done quantity')),
                ('accepted', property_ops.framework.fields.ScaledField(null=True, places=4, verbose_name='accepted quantity')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical quantity line',
                'verbose_name_plural': 'historical quantity lines',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='WorkConfirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(verbose_name='round of work')),
                ('line', models.PositiveSmallIntegerField(verbose_name='line')),
                ('party', models.CharField(choices=[('committee', "owners' committee"), ('branch', 'party branch'), ('company', 'property company')], max_length=10, verbose_name='party of acceptance')),
                ('quantity', property_ops.framework.fields.ScaledField(places=4, verbose_name='measured quantity')),
                ('person', models.CharField(max_length=60, verbose_name='who said so')),
                ('on', models.DateField(verbose_name='day')),
                ('remark', models.CharField(blank=True, max_length=300, verbose_name='remark')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='recorded')),
            ],
            options={
                'verbose_name': 'confirmation of a party',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='WorkEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='recorded')),
                ('on', models.DateField(verbose_name='day')),
                ('action', models.CharField(max_length=20, verbose_name='action')),
                ('from_state', models.CharField(blank=True, max_length=12, verbose_name='state before')),
                ('to_state', models.CharField(max_length=12, verbose_name='state after')),
                ('round', models.PositiveSmallIntegerField(verbose_name='round of work')),
                ('person', models.CharField(blank=True, max_length=60, verbose_name='who said so')),
                ('remark', models.CharField(blank=True, max_length=300, verbose_name='remark')),
                ('detail', models.JSONField(default=dict, verbose_name='details')),
            ],
            options={
                'verbose_name': 'event of a work',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='WorkLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='line')),
                ('name', models.CharField(max_length=60, verbose_name='what is done')),
                ('unit', models.CharField(max_length=10, verbose_name='unit of measure')),
                ('planned', property_ops.framework.fields.ScaledField(places=4, verbose_name='planned quantity')),
                ('price', property_ops.framework.fields.YuanField(verbose_name='estimated price per unit')),
                ('done', property_ops.framework.fields.ScaledField(null=True, places=4, verbose_name='done quantity')),
                ('accepted', property_ops.framework.fields.ScaledField(null=True, places=4, verbose_name='accepted quantity')),
            ],
            options={
                'verbose_name': 'quantity line',
                'ordering': ['work', 'number'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='workorder',
            name='po_work_costs_not_negative',
        ),
        migrations.RemoveConstraint(
            model_name='workorder',
            name='po_shared_work_has_scope',
        ),
        migrations.AddField(
            model_name='historicalworkorder',
            name='approved_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='released by'),
        ),
        migrations.AddField(
            model_name='historicalworkorder',
            name='common_income_percent',
            field=property_ops.framework.fields.ScaledField(default=Decimal('0'), places=2, verbose_name='common income (%)'),
        ),
        migrations.AddField(
            model_name='historicalworkorder',
            name='deemed',
            field=models.BooleanField(default=False, verbose_name='deemed accepted'),
        ),
        migrations.AddField(
            model_name='historicalworkorder',
            name='from_register',
            field=models.BooleanField(default=False, verbose_name="from the office's register"),
        ),
        migrations.AddField(
            model_name='historicalworkorder',
            name='maintenance_fund_percent',
            field=property_ops.framework.fields.ScaledField(default=Decimal('0'), places=2, verbose_name='maintenance fund (%)'),
        ),
        migrations.AddField(
            model_name='historicalworkorder',
            name='original',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_works.workorder', verbose_name='mends a defect of'),
        ),
        migrations.AddField(
            model_name='historicalworkorder',
            name='planned_on',
            field=models.DateField(null=True, verbose_name='planned for'),
        ),
        migrations.AddField(
            model_name='historicalworkorder',
            name='prepared_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='estimated by'),
        ),
        migrations.AddField(
            model_name='historicalworkorder',
            name='price',
            field=property_ops.framework.fields.YuanField(null=True, verbose_name='estimated price per unit'),
        ),
        migrations.AddField(
            model_name='historicalworkorder',
            name='provider',
            field=property_ops.framework.fields.YuanField(default=Yuan(0), verbose_name="provider's invoices"),
        ),
        migrations.AddField(
            model_name='historicalworkorder',
            name='residents_percent',
            field=property_ops.framework.fields.ScaledField(default=Decimal('0'), places=2, verbose_name='residents (%)'),
        ),
        migrations.AddField(
            model_name='historicalworkorder',
            name='round',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='round of work'),
        ),
        migrations.AddField(
            model_name='historicalworkorder',
            name='state',
            field=models.CharField(choices=[('draft', 'draft'), ('estimated', 'work estimated'), ('approved', 'released for work'), ('scheduled', 'work scheduled'), ('in_progress', 'in work'), ('done', 'waiting for acceptance'), ('sent_back', 'sent back for rework'), ('accepted', 'accepted'), ('closed', 'work closed'), ('cancelled', 'work cancelled')], default='draft', max_length=12, verbose_name='state'),
        ),
        migrations.AddField(
            model_name='historicalworkorder',
            name='subsidy_percent',
            field=property_ops.framework.fields.ScaledField(default=Decimal('0'), places=2, verbose_name='subsidy (%)'),
        ),
        migrations.AddField(
            model_name='historicalworkorder',
            name='third_party',
            field=models.CharField(blank=True, max_length=60, verbose_name='name of the third party'),
        ),
        migrations.AddField(
            model_name='historicalworkorder',
            name='third_party_percent',
            field=property_ops.framework.fields.ScaledField(default=Decimal('0'), places=2, verbose_name='third party (%)'),
        ),
        migrations.AddField(
            model_name='historicalworkorder',
            name='warranty_months',
            field=models.PositiveSmallIntegerField(null=True, verbose_name='warranty (months)'),
        ),
        migrations.AddField(
            model_name='workorder',
            name='approved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='released by'),
        ),
        migrations.AddField(
            model_name='workorder',
            name='common_income_percent',
            field=property_ops.framework.fields.ScaledField(default=Decimal('0'), places=2, verbose_name='common income (%)'),
        ),
        migrations.AddField(
            model_name='workorder',
            name='deemed',
            field=models.BooleanField(default=False, verbose_name='deemed accepted'),
        ),
        migrations.AddField(
            model_name='workorder',
            name='from_register',
            field=models.BooleanField(default=False, verbose_name="from the office's register"),
        ),
        migrations.AddField(
            model_name='workorder',
            name='maintenance_fund_percent',
            field=property_ops.framework.fields.ScaledField(default=Decimal('0'), places=2, verbose_name='maintenance fund (%)'),
        ),
        migrations.AddField(
            model_name='workorder',
            name='original',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='defects_reported', to='po_works.workorder', verbose_name='mends a defect of'),
        ),
        migrations.AddField(
            model_name='workorder',
            name='planned_on',
            field=models.DateField(null=True, verbose_name='planned for'),
        ),
        migrations.AddField(
            model_name='workorder',
            name='prepared_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='estimated by'),
        ),
        migrations.AddField(
            model_name='workorder',
            name='price',
            field=property_ops.framework.fields.YuanField(null=True, verbose_name='estimated price per unit'),
        ),
        migrations.AddField(
            model_name='workorder',
            name='provider',
            field=property_ops.framework.fields.YuanField(default=Yuan(0), verbose_name="provider's invoices"),
        ),
        migrations.AddField(
            model_name='workorder',
            name='residents_percent',
            field=property_ops.framework.fields.ScaledField(default=Decimal('0'), places=2, verbose_name='residents (%)'),
        ),
        migrations.AddField(
            model_name='workorder',
            name='round',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='round of work'),
        ),
        migrations.AddField(
            model_name='workorder',
            name='state',
            field=models.CharField(choices=[('draft', 'draft'), ('estimated', 'work estimated'), ('approved', 'released for work'), ('scheduled', 'work scheduled'), ('in_progress', 'in work'), ('done', 'waiting for acceptance'), ('sent_back', 'sent back for rework'), ('accepted', 'accepted'), ('closed', 'work closed'), ('cancelled', 'work cancelled')], default='draft', max_length=12, verbose_name='state'),
        ),
        migrations.AddField(
            model_name='workorder',
            name='subsidy_percent',
            field=property_ops.framework.fields.ScaledField(default=Decimal('0'), places=2, verbose_name='subsidy (%)'),
        ),
        migrations.AddField(
            model_name='workorder',
            name='third_party',
            field=models.CharField(blank=True, max_length=60, verbose_name='name of the third party'),
        ),
        migrations.AddField(
            model_name='workorder',
            name='third_party_percent',
            field=property_ops.framework.fields.ScaledField(default=Decimal('0'), places=2, verbose_name='third party (%)'),
        ),
        migrations.AddField(
            model_name='workorder',
            name='warranty_months',
            field=models.PositiveSmallIntegerField(null=True, verbose_name='warranty (months)'),
        ),
        migrations.AlterField(
            model_name='historicalworkorder',
            name='funding',
            field=models.CharField(choices=[('residents', 'shared by residents'), ('subsidy', 'subsidy'), ('maintenance_fund', 'maintenance fund'), ('common_income', 'common income'), ('third_party', 'third party'), ('split', 'several payers'), ('nobody', 'nobody: warranty'), ('undecided', 'not decided yet')], max_length=20, verbose_name='who pays'),
        ),
        migrations.AlterField(
            model_name='historicalworkorder',
            name='labour',
            field=property_ops.framework.fields.YuanField(default=Yuan(0), verbose_name='labour cost'),
        ),
        migrations.AlterField(
            model_name='historicalworkorder',
            name='machine',
            field=property_ops.framework.fields.YuanField(default=Yuan(0), verbose_name='machine cost'),
        ),
        migrations.AlterField(
            model_name='historicalworkorder',
            name='material',
            field=property_ops.framework.fields.YuanField(default=Yuan(0), verbose_name='material cost'),
        ),
        migrations.AlterField(
            model_name='historicalworkorder',
            name='result',
            field=models.CharField(choices=[('accepted', 'accepted'), ('pending', 'waiting for acceptance'), ('rework', 'sent back for rework')], default='pending', max_length=10, verbose_name='result of acceptance'),
        ),
        migrations.AlterField(
            model_name='workorder',
            name='funding',
            field=models.CharField(choices=[('residents', 'shared by residents'), ('subsidy', 'subsidy'), ('maintenance_fund', 'maintenance fund'), ('common_income', 'common income'), ('third_party', 'third party'), ('split', 'several payers'), ('nobody', 'nobody: warranty'), ('undecided', 'not decided yet')], max_length=20, verbose_name='who pays'),
        ),
        migrations.AlterField(
            model_name='workorder',
            name='labour',
            field=property_ops.framework.fields.YuanField(default=Yuan(0), verbose_name='labour cost'),
        ),
        migrations.AlterField(
            model_name='workorder',
            name='machine',
            field=property_ops.framework.fields.YuanField(default=Yuan(0), verbose_name='machine cost'),
        ),
        migrations.AlterField(
            model_name='workorder',
            name='material',
            field=property_ops.framework.fields.YuanField(default=Yuan(0), verbose_name='material cost'),
        ),
        migrations.AlterField(
            model_name='workorder',
            name='result',
            field=models.CharField(choices=[('accepted', 'accepted'), ('pending', 'waiting for acceptance'), ('rework', 'sent back for rework')], default='pending', max_length=10, verbose_name='result of acceptance'),
        ),
        migrations.AddField(
            model_name='acceptanceterms',
            name='estate',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='acceptance_terms', to='po_estates.estate', verbose_name='estate'),
        ),
        migrations.AddField(
            model_name='historicalacceptanceterms',
            name='estate',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_estates.estate', verbose_name='estate'),
        ),
        migrations.AddField(
            model_name='historicalacceptanceterms',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalworkline',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalworkline',
            name='work',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_works.workorder', verbose_name='work order'),
        ),
        migrations.AddField(
            model_name='workconfirmation',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by'),
        ),
        migrations.AddField(
            model_name='workconfirmation',
            name='work',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='po_works.workorder', verbose_name='work order'),
        ),
        migrations.AddField(
            model_name='workevent',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by'),
        ),
        migrations.AddField(
            model_name='workevent',
            name='work',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='po_works.workorder', verbose_name='work order'),
        ),
        migrations.AddField(
            model_name='workline',
            name='work',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='further_lines', to='po_works.workorder', verbose_name='work order'),
        ),
        migrations.AddConstraint(
            model_name='acceptanceterms',
            constraint=models.CheckConstraint(condition=models.Q(('deemed_days__isnull', True), ('deemed_days__range', (1, 365)), _connector='OR'), name='po_deemed_days_in_range'),
        ),
        migrations.AddConstraint(
            model_name='acceptanceterms',
            constraint=models.CheckConstraint(condition=models.Q(('warranty_months__isnull', True), ('warranty_months__range', (0, 600)), _connector='OR'), name='po_warranty_months_in_range'),
        ),
        migrations.AddConstraint(
            model_name='workconfirmation',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gte', 0), models.Q(('person', ''), _negated=True)), name='po_work_confirmation_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='workline',
            constraint=models.UniqueConstraint(fields=('work', 'number'), name='po_work_line_once'),
        ),
        migrations.AddConstraint(
            model_name='workline',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 2), ('planned__gt', 0), ('price__gt', Yuan(0))), name='po_work_line_is_planned'),
        ),
        migrations.AddConstraint(
            model_name='workline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done__isnull', True), ('done__gte', 0), _connector='OR'), models.Q(('accepted__isnull', True), ('accepted__gte', 0), _connector='OR')), name='po_work_line_not_negative'),
        ),
    ]
