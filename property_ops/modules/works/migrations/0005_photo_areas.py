import django.db.models.deletion
import property_ops.framework.fields
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables
from property_ops.framework.triggers import append_only


class Migration(NewTables):

    dependencies = [
        ('po_framework', '0010_api'),
        ('po_works', '0004_terms_by_two'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PhotoArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('corners', models.JSONField(verbose_name='corners')),
                ('area', property_ops.framework.fields.ScaledField(places=2, verbose_name='area (m²)')),
                ('error', property_ops.framework.fields.ScaledField(places=2, verbose_name='may be wrong by (m²)')),
                ('typed', property_ops.framework.fields.ScaledField(null=True, places=4, verbose_name='reported then')),
                ('at', models.DateTimeField(verbose_name='measured')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_framework.storedpicture', verbose_name='photo')),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photo_areas', to='po_works.workorder', verbose_name='work order')),
            ],
            options={
                'verbose_name': 'area from a photo',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('area__gt', 0), ('error__gte', 0)), name='po_photo_area_is_some')],
            },
        ),
        *append_only("po_works_photoarea"),
    ]
