import django.db.models.deletion
import property_ops.framework.fields
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables
from property_ops.framework.triggers import append_only


class Migration(NewTables):

    dependencies = [
        ('po_dispatch', '0006_contractors'),
        ('po_works', '0010_complaints'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='VanStock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quantity', property_ops.framework.fields.ScaledField(default=0, places=4, verbose_name='on the van')),
                ('crew', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='van', to='po_dispatch.crew', verbose_name='crew')),
                ('material', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='on_vans', to='po_works.material', verbose_name='material')),
            ],
            options={
                'verbose_name': 'material on a van',
                'ordering': ['crew', 'material'],
            },
        ),
        migrations.CreateModel(
            name='VanMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quantity', property_ops.framework.fields.ScaledField(places=4, verbose_name='quantity')),
                ('work_number', models.CharField(blank=True, max_length=40, verbose_name='work order')),
                ('on', models.DateField(verbose_name='day')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
                ('stock', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='po_dispatch.vanstock', verbose_name='material on a van')),
            ],
            options={
                'verbose_name': 'movement of a van',
                'ordering': ['-id'],
            },
        ),
        migrations.AddConstraint(
            model_name='vanstock',
            constraint=models.UniqueConstraint(fields=('crew', 'material'), name='po_van_stock_once'),
        ),
        migrations.AddConstraint(
            model_name='vanstock',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gte', 0)), name='po_van_stock_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='vanmove',
            constraint=models.CheckConstraint(condition=models.Q(('quantity', 0), _negated=True), name='po_van_move_is_some'),
        ),
        *append_only("po_dispatch_vanmove"),
    ]
