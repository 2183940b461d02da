import django.db.models.deletion
import property_ops.framework.fields
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables
from property_ops.framework.triggers import append_only


class Migration(NewTables):

    dependencies = [
        ('po_estates', '0002_promises'),
        ('po_proofs', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CountedHouseholds',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('disclosure', models.CharField(max_length=30, unique=True, verbose_name='disclosure number')),
                ('label', models.CharField(max_length=20, verbose_name='period')),
                ('start', models.DateField()),
                ('end', models.DateField()),
                ('up_to', models.PositiveBigIntegerField(verbose_name='last entry')),
                ('secret', models.BinaryField()),
                ('bills', models.PositiveIntegerField(verbose_name='bills')),
                ('total', property_ops.framework.fields.YuanField(verbose_name='total')),
                ('head', models.CharField(max_length=64, verbose_name='head')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.estate', verbose_name='estate')),
            ],
            options={
                'verbose_name': 'counted households',
                'ordering': ['disclosure'],
                'constraints': [models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='po_counted_households_of_days')],
            },
        ),
        *append_only("po_proofs_countedhouseholds"),
    ]
