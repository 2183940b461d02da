from django.db import migrations, models

from property_ops.framework.rebuilding import RulesStay


class Migration(RulesStay):

    dependencies = [
        ('po_requests', '0005_answered_by'),
    ]

    operations = [
        migrations.AlterField(
            model_name='historicalrequest',
            name='channel',
            field=models.CharField(choices=[('visit', 'visit in person'), ('online', 'online letter'), ('mailbox', "leaders' mailbox"), ('hotline', '12345 hotline'), ('phone', 'phone'), ('household', "household's page"), ('plate', 'scan of a plate'), ('home_visit', 'visit at the home'), ('meeting', "residents' meeting")], max_length=10, verbose_name='channel'),
        ),
        migrations.AlterField(
            model_name='request',
            name='channel',
            field=models.CharField(choices=[('visit', 'visit in person'), ('online', 'online letter'), ('mailbox', "leaders' mailbox"), ('hotline', '12345 hotline'), ('phone', 'phone'), ('household', "household's page"), ('plate', 'scan of a plate'), ('home_visit', 'visit at the home'), ('meeting', "residents' meeting")], max_length=10, verbose_name='channel'),
        ),
    ]
