
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.rebuilding import RulesStay
from property_ops.framework.triggers import append_only


class Migration(RulesStay):

    dependencies = [
        ('po_framework', '0009_list_exports'),
        ('po_portal', '0003_links_are_secrets'),
        ('po_works', '0004_terms_by_two'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='partypin',
            name='again_at',
            field=models.DateTimeField(null=True, verbose_name='PIN is asked again from'),
        ),
        migrations.AddField(
            model_name='partypin',
            name='wrong_in_a_row',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='wrong PINs in a row'),
        ),
        migrations.CreateModel(
            name='SiteAcceptance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(verbose_name='round')),
                ('party', models.CharField(choices=[('committee', "owners' committee"), ('branch', 'party branch'), ('company', 'property company')], max_length=10, verbose_name='party')),
                ('person', models.CharField(max_length=60, verbose_name='name')),
                ('network', models.CharField(max_length=40, verbose_name='network')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('shown_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signature', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_framework.storedpicture', verbose_name='signature')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='site_acceptances', to='po_works.workorder', verbose_name='work order')),
            ],
            options={
                'verbose_name': 'acceptance on site',
                'constraints': [models.UniqueConstraint(fields=('work', 'round', 'party'), name='po_site_acceptance_once'), models.CheckConstraint(condition=models.Q(('person', ''), _negated=True), name='po_site_acceptance_has_a_name')],
            },
        ),
        *append_only("po_portal_siteacceptance"),
    ]
