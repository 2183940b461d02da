import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.rebuilding import RulesStay


class Migration(RulesStay):

    dependencies = [
        ('po_news', '0002_promises'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='historicalnewspost',
            name='written_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by'),
        ),
        migrations.AlterField(
            model_name='historicalofficenumber',
            name='name',
            field=models.CharField(max_length=40, verbose_name='office or service'),
        ),
        migrations.AlterField(
            model_name='newspost',
            name='written_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by'),
        ),
        migrations.AlterField(
            model_name='officenumber',
            name='name',
            field=models.CharField(max_length=40, verbose_name='office or service'),
        ),
    ]
