import django.db.models.deletion
import property_ops.framework.fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models
from property_ops.framework.triggers import append_only
from property_ops.kernel.money import Yuan


class Migration(migrations.Migration):

    dependencies = [
        ('po_works', '0005_rules_of_the_lifecycle'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalMaterial',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('code', models.CharField(db_index=True, max_length=30, verbose_name='code')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('unit', models.CharField(max_length=10, verbose_name='unit of measure')),
                ('in_use', models.BooleanField(default=True, verbose_name='in use')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical material',
                'verbose_name_plural': 'historical materials',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalTradeRate',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('trade', models.CharField(max_length=30, verbose_name='trade')),
                ('start', models.DateField(verbose_name='in force from')),
                ('rate', property_ops.framework.fields.YuanField(verbose_name='yuan an hour')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical hourly rate',
                'verbose_name_plural': 'historical hourly rates',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Material',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('unit', models.CharField(max_length=10, verbose_name='unit of measure')),
                ('stock', property_ops.framework.fields.ScaledField(default=0, places=4, verbose_name='stock')),
                ('value', property_ops.framework.fields.YuanField(default=Yuan(0), verbose_name='value of the stock')),
                ('in_use', models.BooleanField(default=True, verbose_name='in use')),
            ],
            options={
                'verbose_name': 'material',
                'ordering': ['code'],
                'constraints': [models.CheckConstraint(condition=models.Q(('stock__gte', 0), ('value__gte', Yuan(0))), name='po_material_stock_not_negative'), models.CheckConstraint(condition=models.Q(('stock__gt', 0), ('value', Yuan(0)), _connector='OR'), name='po_material_nothing_is_worth_nothing')],
            },
        ),
        migrations.CreateModel(
            name='MaterialMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('receipt', 'delivery into the store'), ('issue', 'issued to a work'), ('return', 'returned from a work'), ('count', 'stocktaking')], max_length=10, verbose_name='movement')),
                ('on', models.DateField(verbose_name='day')),
                ('quantity', property_ops.framework.fields.ScaledField(places=4, verbose_name='quantity')),
                ('value', property_ops.framework.fields.YuanField(verbose_name='worth')),
                ('left', property_ops.framework.fields.ScaledField(places=4, verbose_name='stock after it')),
                ('remark', models.CharField(blank=True, max_length=300, verbose_name='remark')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='recorded')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
                ('material', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='po_works.material', verbose_name='material')),
                ('work', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='material_moves', to='po_works.workorder', verbose_name='work order')),
            ],
            options={
                'verbose_name': 'movement of a material',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='TradeRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('trade', models.CharField(max_length=30, verbose_name='trade')),
                ('start', models.DateField(verbose_name='in force from')),
                ('rate', property_ops.framework.fields.YuanField(verbose_name='yuan an hour')),
            ],
            options={
                'verbose_name': 'hourly rate',
                'ordering': ['trade', '-start'],
                'constraints': [models.UniqueConstraint(fields=('trade', 'start'), name='po_trade_rate_once'), models.CheckConstraint(condition=models.Q(('rate__gt', Yuan(0)), models.Q(('trade', ''), _negated=True)), name='po_trade_rate_positive')],
            },
        ),
        migrations.CreateModel(
            name='WorkCost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('type', models.CharField(choices=[('labour', 'labour cost'), ('material', 'material cost'), ('machine', 'machine cost'), ('provider', "provider's invoices")], max_length=10, verbose_name='type of cost')),
                ('round', models.PositiveSmallIntegerField(verbose_name='round of work')),
                ('late', models.BooleanField(default=False, verbose_name='after acceptance')),
                ('on', models.DateField(verbose_name='day')),
                ('amount', property_ops.framework.fields.YuanField(verbose_name='amount')),
                ('trade', models.CharField(blank=True, max_length=30, verbose_name='trade')),
                ('hours', property_ops.framework.fields.ScaledField(null=True, places=2, verbose_name='hours')),
                ('rate', property_ops.framework.fields.YuanField(null=True, verbose_name='yuan an hour')),
                ('document', models.CharField(blank=True, max_length=60, verbose_name='document')),
                ('remark', models.CharField(blank=True, max_length=300, verbose_name='remark')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='recorded')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
                ('corrects', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='po_works.workcost', verbose_name='corrects')),
                ('move', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cost', to='po_works.materialmove', verbose_name='movement of a material')),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='costs', to='po_works.workorder', verbose_name='work order')),
            ],
            options={
                'verbose_name': 'cost of a work',
                'ordering': ['id'],
            },
        ),
        migrations.AddConstraint(
            model_name='materialmove',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'receipt'), ('quantity__gt', 0), ('value__gte', Yuan(0)), ('work__isnull', True)), models.Q(('kind', 'issue'), ('quantity__lt', 0), ('value__lte', Yuan(0)), ('work__isnull', False)), models.Q(('kind', 'return'), ('quantity__gt', 0), ('value__gte', Yuan(0)), ('work__isnull', False)), models.Q(('kind', 'count'), ('work__isnull', True), models.Q(('quantity', 0), _negated=True), models.Q(('remark', ''), _negated=True)), _connector='OR'), name='po_material_move_fits_its_kind'),
        ),
        migrations.AddConstraint(
            model_name='materialmove',
            constraint=models.CheckConstraint(condition=models.Q(('left__gte', 0)), name='po_material_move_leaves_no_debt'),
        ),
        migrations.AddConstraint(
            model_name='workcost',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount__gte', Yuan(0)), ('corrects__isnull', True)), models.Q(('amount__lte', Yuan(0)), ('corrects__isnull', False), models.Q(('remark', ''), _negated=True)), _connector='OR'), name='po_work_cost_or_correction'),
        ),
        migrations.AddConstraint(
            model_name='workcost',
            constraint=models.CheckConstraint(condition=models.Q(('late', False), models.Q(('remark', ''), _negated=True), _connector='OR'), name='po_late_cost_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='workcost',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('type', 'labour'), _negated=True), ('corrects__isnull', False), models.Q(('hours__gt', 0), ('rate__gt', Yuan(0)), models.Q(('trade', ''), _negated=True)), _connector='OR'), name='po_labour_has_hours_and_rate'),
        ),
        migrations.AddConstraint(
            model_name='workcost',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('move__isnull', False), ('type', 'material')), models.Q(models.Q(('type', 'material'), _negated=True), ('move__isnull', True)), _connector='OR'), name='po_material_cost_has_move'),
        ),
        *append_only('po_works_materialmove'),
        *append_only('po_works_workcost'),
    ]
