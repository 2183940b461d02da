from django.db import migrations

from property_ops.framework.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("po_home_visits", "0001_initial")]
    operations = [
        *append_only("po_home_visits_visitplan"),
        *append_only("po_home_visits_plannedhome"),
        *append_only("po_home_visits_homevisit"),
        *append_only("po_home_visits_visitopinion"),
    ]
