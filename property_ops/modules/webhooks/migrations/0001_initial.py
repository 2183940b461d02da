import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_estates', '0003_bank_account'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Webhook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='purpose')),
                ('address', models.CharField(max_length=500, verbose_name='web address')),
                ('kinds', models.JSONField(verbose_name='tells of')),
                ('secret', models.TextField()),
                ('active', models.BooleanField(default=True, verbose_name='in use')),
                ('made_at', models.DateTimeField(verbose_name='made')),
                ('estate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.estate', verbose_name='estate')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by')),
            ],
            options={
                'verbose_name': 'webhook',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60, verbose_name='event')),
                ('subject', models.CharField(max_length=80, verbose_name='of what')),
                ('body', models.TextField()),
                ('at', models.DateTimeField(verbose_name='happened')),
                ('state', models.CharField(choices=[('waiting', 'waits'), ('delivered', 'delivered'), ('dead', 'not received')], default='waiting', max_length=10, verbose_name='state')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='tries')),
                ('next_at', models.DateTimeField(verbose_name='next try')),
                ('tried_at', models.DateTimeField(null=True, verbose_name='last try')),
                ('failure', models.CharField(blank=True, max_length=200, verbose_name='what went wrong')),
                ('webhook', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='po_webhooks.webhook', verbose_name='webhook')),
            ],
            options={
                'verbose_name': 'delivery',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='webhook',
            constraint=models.UniqueConstraint(fields=('name',), name='po_webhook_name_once'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['webhook', 'subject'], name='po_webhook_waiting'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['next_at'], name='po_webhook_due'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['webhook', 'state'], name='po_webhook_by_state'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'delivered', 'dead'])), name='po_webhook_delivery_state'),
        ),
    ]
