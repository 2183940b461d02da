
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):

    dependencies = [
        ('po_dispatch', '0003_field'),
        ('po_works', '0004_terms_by_two'),
    ]

    operations = [
        migrations.CreateModel(
            name='WantedVisits',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('count', models.PositiveSmallIntegerField(verbose_name='number of visits')),
                ('minutes', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(15), django.core.validators.MaxValueValidator(10080)], verbose_name='minutes')),
                ('due_on', models.DateField(null=True, verbose_name='wanted by')),
                ('urgent', models.BooleanField(default=False, verbose_name='urgent')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='remark')),
                ('work', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='wanted', to='po_works.workorder', verbose_name='work order')),
            ],
            options={
                'verbose_name': 'wanted visits',
                'constraints': [models.CheckConstraint(condition=models.Q(('count__gte', 1), ('minutes__gte', 15), ('minutes__lte', 10080)), name='po_wanted_visits_have_minutes')],
            },
        ),
    ]
