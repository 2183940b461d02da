from django.db import migrations

from property_ops.framework.triggers import RefuseWhen


class Migration(migrations.Migration):
    dependencies = [("po_news", "0001_initial")]
    operations = [
        RefuseWhen("po_news_newspost", "DELETE", "TRUE", "what residents could read is taken away, never deleted"),
        RefuseWhen(
            "po_news_newspost",
            "UPDATE",
            "OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS NULL",
            "what was taken away stays away",
        ),
    ]
