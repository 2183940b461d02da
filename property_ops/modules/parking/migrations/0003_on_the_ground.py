from django.db import migrations, models

from property_ops.framework.new_tables import NewTables
from property_ops.framework.triggers import RefuseWhen

NOT_THERE = """EXISTS (
    SELECT 1 FROM po_parking_space s LEFT JOIN po_works_workorder w ON w.number = s.work_order_number
    WHERE s.id = NEW.space_id AND s.work_order_number <> ''
    AND (w.id IS NULL OR w.result <> 'accepted' OR w.accepted_on IS NULL OR NEW.start < w.accepted_on))"""


def name_the_marking(apps, schema_editor):
    """Spaces that came from a drawing are on the ground once the work of their lot is accepted."""
    spaces = apps.get_model("po_parking", "Space").objects
    for lot in apps.get_model("po_parking", "ParkingLot").objects.filter(chosen__isnull=False).select_related("chosen"):
        numbers = [f"{lot.prefix}{lot.first_number + place:03d}" for place in range(lot.chosen.space_count)]
        spaces.filter(estate=lot.estate_id, number__in=numbers).update(work_order_number=lot.work_order_number)


class Migration(NewTables):

    dependencies = [
        ('po_parking', '0002_promises'),
        ('po_works', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='closure',
            name='reason',
            field=models.CharField(blank=True, default='', max_length=200, verbose_name='why longer than the work'),
        ),
        migrations.AddField(
            model_name='historicalclosure',
            name='reason',
            field=models.CharField(blank=True, default='', max_length=200, verbose_name='why longer than the work'),
        ),
        migrations.AddField(
            model_name='historicalspace',
            name='work_order_number',
            field=models.CharField(blank=True, default='', max_length=40, verbose_name='marked by'),
        ),
        migrations.AddField(
            model_name='space',
            name='work_order_number',
            field=models.CharField(blank=True, default='', max_length=40, verbose_name='marked by'),
        ),
        migrations.RunPython(name_the_marking, migrations.RunPython.noop),
        RefuseWhen("po_parking_lease", "INSERT", NOT_THERE, "the space is not on the ground yet"),
    ]
