from django.db import migrations

from property_ops.framework.triggers import RefuseWhen, append_only


class Migration(migrations.Migration):
    dependencies = [("po_assets", "0001_initial")]
    operations = [
        *append_only("po_assets_assetwork"),
        RefuseWhen("po_assets_upkeepdue", "DELETE", "TRUE", "a due of upkeep is never deleted"),
    ]
