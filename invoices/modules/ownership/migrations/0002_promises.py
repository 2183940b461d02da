from django.db import migrations

from property_ops.framework.triggers import append_only, decided_once


class Migration(migrations.Migration):
    dependencies = [("po_ownership", "0001_initial")]
    operations = [*decided_once("po_ownership_ownerchange"), *append_only("po_ownership_settledcertificate")]
