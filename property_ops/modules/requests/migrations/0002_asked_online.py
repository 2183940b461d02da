import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


from property_ops.framework.rebuilding import RulesStay
from property_ops.framework.triggers import append_only


class Migration(RulesStay):

    dependencies = [
        ('po_estates', '0003_bank_account'),
        ('po_framework', '0008_journal'),
        ('po_requests', '0001_initial'),
        ('po_works', '0004_terms_by_two'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RequestPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'photo of a request',
                'ordering': ['id'],
            },
        ),
        migrations.AddField(
            model_name='historicalrequest',
            name='place',
            field=models.CharField(blank=True, max_length=100, verbose_name='place'),
        ),
        migrations.AddField(
            model_name='historicalrequest',
            name='rated_by',
            field=models.CharField(blank=True, choices=[('household', 'by whoever asked, on their own page'), ('told', 'told to the office')], max_length=10, verbose_name='rated'),
        ),
        migrations.AddField(
            model_name='historicalrequest',
            name='suits',
            field=models.CharField(blank=True, max_length=60, verbose_name='time that suits'),
        ),
        migrations.AddField(
            model_name='historicalrequest',
            name='tenure',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_estates.tenure', verbose_name='asked by the household of'),
        ),
        migrations.AddField(
            model_name='request',
            name='place',
            field=models.CharField(blank=True, max_length=100, verbose_name='place'),
        ),
        migrations.AddField(
            model_name='request',
            name='rated_by',
            field=models.CharField(blank=True, choices=[('household', 'by whoever asked, on their own page'), ('told', 'told to the office')], max_length=10, verbose_name='rated'),
        ),
        migrations.AddField(
            model_name='request',
            name='suits',
            field=models.CharField(blank=True, max_length=60, verbose_name='time that suits'),
        ),
        migrations.AddField(
            model_name='request',
            name='tenure',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.tenure', verbose_name='asked by the household of'),
        ),
        migrations.AlterField(
            model_name='historicalrequest',
            name='channel',
            field=models.CharField(choices=[('visit', 'visit in person'), ('online', 'online letter'), ('mailbox', "leaders' mailbox"), ('phone', 'phone'), ('household', "household's page")], max_length=10, verbose_name='channel'),
        ),
        migrations.AlterField(
            model_name='request',
            name='channel',
            field=models.CharField(choices=[('visit', 'visit in person'), ('online', 'online letter'), ('mailbox', "leaders' mailbox"), ('phone', 'phone'), ('household', "household's page")], max_length=10, verbose_name='channel'),
        ),
        migrations.AddConstraint(
            model_name='request',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('channel', 'household'), _negated=True), ('tenure__isnull', False), _connector='OR'), name='po_request_of_a_household'),
        ),
        migrations.AddConstraint(
            model_name='request',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('rated_by', 'household'), _negated=True), models.Q(('tenure__isnull', False), models.Q(('satisfaction', ''), _negated=True)), _connector='OR'), name='po_request_rated_by_whoever_asked'),
        ),
        migrations.AddField(
            model_name='requestphoto',
            name='picture',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_framework.storedpicture'),
        ),
        migrations.AddField(
            model_name='requestphoto',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='po_requests.request'),
        ),
        migrations.AddConstraint(
            model_name='requestphoto',
            constraint=models.UniqueConstraint(fields=('request', 'picture'), name='po_request_photo_once'),
        ),
        *append_only("po_requests_requestphoto"),
    ]
