import django.db.models.deletion
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables


from property_ops.framework.triggers import append_only


class Migration(NewTables):

    dependencies = [
        ('po_collections', '0002_promises'),
        ('po_framework', '0008_journal'),
    ]

    operations = [
        migrations.CreateModel(
            name='DisputePhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dispute', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='po_collections.dispute')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_framework.storedpicture')),
            ],
            options={
                'verbose_name': 'photo of a dispute',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('dispute', 'picture'), name='po_dispute_photo_once')],
            },
        ),
        *append_only("po_collections_disputephoto"),
    ]
