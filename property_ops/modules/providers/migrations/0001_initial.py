import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import property_ops.framework.fields
from property_ops.framework.new_tables import NewTables
from property_ops.kernel.money import Yuan


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_estates', '0003_bank_account'),
        ('po_framework', '0010_api'),
        ('po_requests', '0003_single_ratings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Provider',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12, unique=True, verbose_name='provider code')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='provider')),
                ('contact', models.CharField(blank=True, max_length=40, verbose_name='contact person')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='phone')),
                ('remark', models.CharField(blank=True, max_length=200, verbose_name='remark')),
                ('standing', models.CharField(choices=[('candidate', 'candidate'), ('listed', 'listed'), ('warned', 'warned'), ('suspended', 'suspended'), ('left', 'has left')], default='candidate', max_length=10, verbose_name='place on the list')),
                ('registered_on', models.DateField(verbose_name='registered on')),
            ],
            options={
                'verbose_name': 'provider',
                'ordering': ['code'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('code', ''), _negated=True)), name='po_provider_has_name'), models.CheckConstraint(condition=models.Q(('standing__in', ['candidate', 'listed', 'warned', 'suspended', 'left'])), name='po_provider_standing')],
            },
        ),
        migrations.CreateModel(
            name='PriceList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('start', models.DateField(verbose_name='from')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='price_lists', to='po_providers.provider', verbose_name='provider')),
            ],
            options={
                'verbose_name': 'price list',
                'ordering': ['provider', '-start', '-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CooperationAgreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('number', models.CharField(max_length=30, verbose_name='agreement number')),
                ('start', models.DateField(verbose_name='from')),
                ('end', models.DateField(verbose_name='ends')),
                ('standard', models.CharField(max_length=500, verbose_name='standard of service')),
                ('exit_terms', models.CharField(max_length=300, verbose_name='how it is left')),
                ('deposit', property_ops.framework.fields.YuanField(default=Yuan(0), verbose_name='deposit')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
                ('scan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_framework.storedpicture', verbose_name='scan')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='po_providers.provider', verbose_name='provider')),
            ],
            options={
                'verbose_name': 'cooperation agreement',
                'ordering': ['-start', '-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProviderLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('expires_on', models.DateField(verbose_name='valid until')),
                ('made_at', models.DateTimeField(verbose_name='made')),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='withdrawn')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='po_providers.provider', verbose_name='provider')),
            ],
            options={
                'verbose_name': 'link of a provider',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ProviderPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('licence', 'business licence'), ('certificate', 'certificate of qualification'), ('insurance', 'insurance'), ('identity', 'identity paper')], max_length=12, verbose_name='kind of paper')),
                ('number', models.CharField(max_length=40, verbose_name='number of the paper')),
                ('valid_until', models.DateField(null=True, verbose_name='valid until')),
                ('added_at', models.DateTimeField(verbose_name='added')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='added by')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_framework.storedpicture', verbose_name='photo')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='po_providers.provider', verbose_name='provider')),
            ],
            options={
                'verbose_name': 'paper of a provider',
                'ordering': ['provider', 'kind', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ProviderSettlement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('number', models.CharField(max_length=20, null=True, verbose_name='settlement number')),
                ('provider_name', models.CharField(max_length=60, verbose_name='provider')),
                ('month', models.DateField(db_index=True, verbose_name='month')),
                ('payable', property_ops.framework.fields.YuanField(verbose_name='payable by us')),
                ('by_residents', property_ops.framework.fields.YuanField(verbose_name='paid by residents')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='settlements', to='po_providers.provider', verbose_name='provider')),
            ],
            options={
                'verbose_name': 'settlement with a provider',
                'ordering': ['-month', 'provider', '-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProviderTrade',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('trade', models.CharField(choices=[('locks', 'locksmith'), ('water_electric', 'water and electric repair'), ('decoration', 'decoration and repair'), ('drains', 'drain clearing'), ('housekeeping', 'housekeeping'), ('courier', 'courier and carrying'), ('legal', 'legal advice'), ('medical', 'medical advice and care'), ('family_doctor', 'family doctor'), ('other', 'other services')], max_length=16, verbose_name='kind of service')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trades', to='po_providers.provider', verbose_name='provider')),
            ],
            options={
                'verbose_name': 'trade of a provider',
                'ordering': ['provider', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ScoreStandard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='approved', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(null=True, verbose_name='prepared')),
                ('start', models.DateField(verbose_name='from')),
                ('answered', models.PositiveSmallIntegerField(verbose_name='weight: answered')),
                ('on_time', models.PositiveSmallIntegerField(verbose_name='weight: on time')),
                ('redone', models.PositiveSmallIntegerField(verbose_name='weight: not done twice')),
                ('rated', models.PositiveSmallIntegerField(verbose_name='weight: rated')),
                ('complaints', models.PositiveSmallIntegerField(verbose_name='weight: without complaint')),
                ('months', models.PositiveSmallIntegerField(default=12, verbose_name='months counted')),
                ('least_orders', models.PositiveSmallIntegerField(default=3, verbose_name='orders before a score is shown')),
                ('warn_below', models.PositiveSmallIntegerField(default=70, verbose_name='warn below')),
                ('suspend_below', models.PositiveSmallIntegerField(default=55, verbose_name='suspend below')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('prepared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
            ],
            options={
                'verbose_name': 'standard of scores',
                'ordering': ['-start', '-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ServiceItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12, unique=True, verbose_name='item code')),
                ('trade', models.CharField(choices=[('locks', 'locksmith'), ('water_electric', 'water and electric repair'), ('decoration', 'decoration and repair'), ('drains', 'drain clearing'), ('housekeeping', 'housekeeping'), ('courier', 'courier and carrying'), ('legal', 'legal advice'), ('medical', 'medical advice and care'), ('family_doctor', 'family doctor'), ('other', 'other services')], max_length=16, verbose_name='kind of service')),
                ('name', models.CharField(max_length=40, unique=True, verbose_name='service item')),
                ('unit', models.CharField(max_length=10, verbose_name='unit of measure')),
            ],
            options={
                'verbose_name': 'service item',
                'ordering': ['trade', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('unit', ''), _negated=True)), name='po_service_item_has_name'), models.CheckConstraint(condition=models.Q(('trade__in', ['locks', 'water_electric', 'decoration', 'drains', 'housekeeping', 'courier', 'legal', 'medical', 'family_doctor', 'other'])), name='po_service_item_trade')],
            },
        ),
        migrations.CreateModel(
            name='PublishedPrice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('price', property_ops.framework.fields.YuanField(verbose_name='price')),
                ('remark', models.CharField(blank=True, max_length=60, verbose_name='what it includes')),
                ('price_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='prices', to='po_providers.pricelist', verbose_name='price list')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_providers.serviceitem', verbose_name='service item')),
            ],
            options={
                'verbose_name': 'published price',
                'ordering': ['price_list', 'item'],
            },
        ),
        migrations.CreateModel(
            name='ServiceOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, unique=True, verbose_name='number of the order')),
                ('trade', models.CharField(choices=[('locks', 'locksmith'), ('water_electric', 'water and electric repair'), ('decoration', 'decoration and repair'), ('drains', 'drain clearing'), ('housekeeping', 'housekeeping'), ('courier', 'courier and carrying'), ('legal', 'legal advice'), ('medical', 'medical advice and care'), ('family_doctor', 'family doctor'), ('other', 'other services')], max_length=16, verbose_name='kind of service')),
                ('payer', models.CharField(choices=[('resident', 'the resident'), ('company', 'the company')], max_length=8, verbose_name='who pays')),
                ('wanted', models.CharField(max_length=300, verbose_name='what is wanted')),
                ('place', models.CharField(blank=True, max_length=100, verbose_name='place')),
                ('suits', models.CharField(blank=True, max_length=60, verbose_name='time that suits')),
                ('contact', models.CharField(blank=True, max_length=40, verbose_name='contact person')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='phone')),
                ('state', models.CharField(choices=[('received', 'to be offered'), ('offered', 'offered'), ('taken', 'taken by a provider'), ('appointed', 'appointed'), ('done', 'done, to be accepted'), ('accepted', 'accepted and rated'), ('cancelled', 'cancelled')], default='received', max_length=10, verbose_name='state')),
                ('round', models.PositiveSmallIntegerField(default=1, verbose_name='round')),
                ('appointed_at', models.DateTimeField(null=True, verbose_name='appointment')),
                ('promised_on', models.DateField(null=True, verbose_name='first promised for')),
                ('done_on', models.DateField(null=True, verbose_name='done on')),
                ('accepted_on', models.DateField(null=True, verbose_name='accepted on')),
                ('ordered_at', models.DateTimeField(verbose_name='ordered')),
                ('cancelled_because', models.CharField(blank=True, max_length=100, verbose_name='cancelled because')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='service_orders', to='po_estates.estate', verbose_name='estate')),
                ('ordered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ordered by')),
                ('provider', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='po_providers.provider', verbose_name='provider')),
                ('request', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='service_orders', to='po_requests.request', verbose_name='request')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'service order',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ServiceOffer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('open', 'waits for an answer'), ('taken', 'taken on'), ('declined', 'turned down'), ('withdrawn', 'withdrawn'), ('given_up', 'given back to the office')], default='open', max_length=10, verbose_name='state')),
                ('offered_at', models.DateTimeField(verbose_name='offered at')),
                ('answer_by', models.DateTimeField(verbose_name='to be answered by')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='answered at')),
                ('words', models.CharField(blank=True, max_length=100, verbose_name='words')),
                ('offered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='offered by')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='po_providers.provider', verbose_name='provider')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='po_providers.serviceorder', verbose_name='service order')),
            ],
            options={
                'verbose_name': 'offer of a service order',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ServiceLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(verbose_name='round')),
                ('day', models.DateField(verbose_name='day')),
                ('quantity', property_ops.framework.fields.ScaledField(places=2, verbose_name='quantity')),
                ('unit_price', property_ops.framework.fields.YuanField(verbose_name='price of one')),
                ('amount', property_ops.framework.fields.YuanField(verbose_name='amount')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_providers.serviceitem', verbose_name='service item')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='po_providers.serviceorder')),
            ],
            options={
                'verbose_name': 'line of a service order',
                'ordering': ['order', 'round', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ServiceEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('move', models.CharField(choices=[('offer', 'offered'), ('take', 'taken on'), ('give_up', 'given back to the office'), ('appoint', 'appointed'), ('finish', 'reported as done'), ('accept', 'accepted and rated'), ('send_back', 'sent back'), ('cancel', 'cancelled')], max_length=10, verbose_name='step')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('words', models.CharField(blank=True, max_length=200, verbose_name='words')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('provider', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_providers.provider', verbose_name='provider')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='po_providers.serviceorder')),
            ],
            options={
                'verbose_name': 'step of a service order',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ServiceComplaint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('words', models.CharField(max_length=300, verbose_name='what is complained of')),
                ('on', models.DateField(verbose_name='day')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='po_providers.serviceorder', verbose_name='service order')),
            ],
            options={
                'verbose_name': 'complaint about a provider',
                'ordering': ['-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ServiceAcceptance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(verbose_name='round')),
                ('manner', models.CharField(choices=[('link', 'by whoever ordered, on their own link'), ('staff', 'by another member of staff'), ('slip', 'transcribed from a signed slip, compared by another person')], max_length=5, verbose_name='manner of acceptance')),
                ('person', models.CharField(max_length=40, verbose_name='accepted by')),
                ('stars', models.PositiveSmallIntegerField(choices=[(5, '★★★★★'), (4, '★★★★☆'), (3, '★★★☆☆'), (2, '★★☆☆☆'), (1, '★☆☆☆☆')], verbose_name='stars')),
                ('remark', models.CharField(blank=True, max_length=200, verbose_name='remark')),
                ('network', models.CharField(blank=True, max_length=40, verbose_name='network')),
                ('on', models.DateField(verbose_name='accepted on')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('order', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='acceptance', to='po_providers.serviceorder')),
            ],
            options={
                'verbose_name': 'acceptance of a service',
            },
        ),
        migrations.CreateModel(
            name='CustomerLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('expires_on', models.DateField(verbose_name='valid until')),
                ('made_at', models.DateTimeField(verbose_name='made')),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='withdrawn')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='po_providers.serviceorder')),
            ],
            options={
                'verbose_name': 'link to a service order',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ServicePhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(verbose_name='round')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='po_providers.serviceorder')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_framework.storedpicture', verbose_name='photo')),
            ],
            options={
                'verbose_name': 'photo of a service',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SettlementLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('estate_name', models.CharField(max_length=60, verbose_name='estate')),
                ('items', models.CharField(max_length=300, verbose_name='what was done')),
                ('done_on', models.DateField(verbose_name='done on')),
                ('accepted_on', models.DateField(verbose_name='accepted on')),
                ('payer', models.CharField(choices=[('resident', 'the resident'), ('company', 'the company')], max_length=8, verbose_name='who pays')),
                ('amount', property_ops.framework.fields.YuanField(verbose_name='amount')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='settled', to='po_providers.serviceorder', verbose_name='service order')),
                ('settlement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='po_providers.providersettlement')),
            ],
            options={
                'verbose_name': 'line of a settlement',
                'ordering': ['settlement', 'accepted_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SlipTranscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('round', models.PositiveSmallIntegerField(verbose_name='round')),
                ('person', models.CharField(max_length=40, verbose_name='signed by')),
                ('on', models.DateField(verbose_name='signed on')),
                ('stars', models.PositiveSmallIntegerField(choices=[(5, '★★★★★'), (4, '★★★★☆'), (3, '★★★☆☆'), (2, '★★☆☆☆'), (1, '★☆☆☆☆')], verbose_name='stars')),
                ('remark', models.CharField(blank=True, max_length=200, verbose_name='remark')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='slips', to='po_providers.serviceorder', verbose_name='service order')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_framework.storedpicture', verbose_name='photo of the slip')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
            ],
            options={
                'verbose_name': 'transcribed slip of a service',
                'ordering': ['-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StandingChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('move', models.CharField(choices=[('admit', 'admit to the list'), ('warn', 'warn'), ('clear', 'lift the warning'), ('suspend', 'suspend'), ('readmit', 're-admit'), ('leave', 'take off the list')], max_length=10, verbose_name='change of standing')),
                ('reason', models.CharField(max_length=200, verbose_name='reason')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standings', to='po_providers.provider', verbose_name='provider')),
            ],
            options={
                'verbose_name': "change of a provider's standing",
                'ordering': ['-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AgreementExit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='ended from')),
                ('reason', models.CharField(max_length=200, verbose_name='reason')),
                ('deposit_returned', property_ops.framework.fields.YuanField(default=Yuan(0), verbose_name='deposit returned')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('agreement', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='exit', to='po_providers.cooperationagreement')),
            ],
            options={
                'verbose_name': 'end of an agreement',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), ('deposit_returned__gte', Yuan(0))), name='po_agreement_exit_says_why')],
            },
        ),
        migrations.CreateModel(
            name='AgreementEstate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.estate', verbose_name='estate')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='estates', to='po_providers.cooperationagreement')),
            ],
            options={
                'verbose_name': 'estate of an agreement',
                'ordering': ['agreement', 'estate'],
                'constraints': [models.UniqueConstraint(fields=('agreement', 'estate'), name='po_agreement_estate_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='pricelist',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_providers_pricelist_four_eyes'),
        ),
        migrations.AddConstraint(
            model_name='pricelist',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_providers_pricelist_decided'),
        ),
        migrations.AddConstraint(
            model_name='pricelist',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_providers_pricelist_rejected_because'),
        ),
        migrations.AddConstraint(
            model_name='pricelist',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'approved'))), fields=('provider', 'start'), name='po_price_list_once'),
        ),
        migrations.AddConstraint(
            model_name='cooperationagreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_providers_cooperationagreement_four_eyes'),
        ),
        migrations.AddConstraint(
            model_name='cooperationagreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_providers_cooperationagreement_decided'),
        ),
        migrations.AddConstraint(
            model_name='cooperationagreement',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_providers_cooperationagreement_rejected_because'),
        ),
        migrations.AddConstraint(
            model_name='cooperationagreement',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'approved'))), fields=('number',), name='po_cooperation_agreement_once'),
        ),
        migrations.AddConstraint(
            model_name='cooperationagreement',
            constraint=models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='po_cooperation_agreement_term'),
        ),
        migrations.AddConstraint(
            model_name='cooperationagreement',
            constraint=models.CheckConstraint(condition=models.Q(('deposit__gte', Yuan(0))), name='po_cooperation_agreement_deposit'),
        ),
        migrations.AddConstraint(
            model_name='providerlink',
            constraint=models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('provider',), name='po_provider_link_one_counts'),
        ),
        migrations.AddConstraint(
            model_name='providerpaper',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['licence', 'certificate', 'insurance', 'identity'])), name='po_provider_paper_kind'),
        ),
        migrations.AddConstraint(
            model_name='providerpaper',
            constraint=models.CheckConstraint(condition=models.Q(('number', ''), _negated=True), name='po_provider_paper_number'),
        ),
        migrations.AddConstraint(
            model_name='providersettlement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_providers_providersettlement_four_eyes'),
        ),
        migrations.AddConstraint(
            model_name='providersettlement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_providers_providersettlement_decided'),
        ),
        migrations.AddConstraint(
            model_name='providersettlement',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_providers_providersettlement_rejected_because'),
        ),
        migrations.AddConstraint(
            model_name='providersettlement',
            constraint=models.UniqueConstraint(fields=('number',), name='po_provider_settlement_number_once'),
        ),
        migrations.AddConstraint(
            model_name='providersettlement',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'approved'))), fields=('provider', 'month'), name='po_provider_settlement_once'),
        ),
        migrations.AddConstraint(
            model_name='providersettlement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), ('number__isnull', False), _connector='OR'), name='po_provider_settlement_has_number'),
        ),
        migrations.AddConstraint(
            model_name='providersettlement',
            constraint=models.CheckConstraint(condition=models.Q(('by_residents__gte', Yuan(0)), ('payable__gte', Yuan(0))), name='po_provider_settlement_sums'),
        ),
        migrations.AddConstraint(
            model_name='providertrade',
            constraint=models.UniqueConstraint(fields=('provider', 'trade'), name='po_provider_trade_once'),
        ),
        migrations.AddConstraint(
            model_name='providertrade',
            constraint=models.CheckConstraint(condition=models.Q(('trade__in', ['locks', 'water_electric', 'decoration', 'drains', 'housekeeping', 'courier', 'legal', 'medical', 'family_doctor', 'other'])), name='po_provider_trade_known'),
        ),
        migrations.AddConstraint(
            model_name='scorestandard',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_providers_scorestandard_four_eyes'),
        ),
        migrations.AddConstraint(
            model_name='scorestandard',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('prepared_at__isnull', True), ('prepared_by__isnull', True), ('state', 'approved'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('prepared_at__isnull', False), ('prepared_by__isnull', False), models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR')), _connector='OR'), name='po_providers_scorestandard_decided'),
        ),
        migrations.AddConstraint(
            model_name='scorestandard',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_providers_scorestandard_rejected_because'),
        ),
        migrations.AddConstraint(
            model_name='scorestandard',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'approved'))), fields=('start',), name='po_score_standard_once'),
        ),
        migrations.AddConstraint(
            model_name='scorestandard',
            constraint=models.CheckConstraint(condition=models.Q(('answered', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.Value(100), '-', models.F('on_time')), '-', models.F('redone')), '-', models.F('rated')), '-', models.F('complaints')))), name='po_score_standard_weighs_a_hundred'),
        ),
        migrations.AddConstraint(
            model_name='scorestandard',
            constraint=models.CheckConstraint(condition=models.Q(('months__gte', 1), ('suspend_below__lte', models.F('warn_below')), ('warn_below__lte', 100)), name='po_score_standard_thresholds'),
        ),
        migrations.AddConstraint(
            model_name='publishedprice',
            constraint=models.UniqueConstraint(fields=('price_list', 'item'), name='po_published_price_once'),
        ),
        migrations.AddConstraint(
            model_name='publishedprice',
            constraint=models.CheckConstraint(condition=models.Q(('price__gte', Yuan(0))), name='po_published_price_not_below_zero'),
        ),
        migrations.AddConstraint(
            model_name='serviceorder',
            constraint=models.CheckConstraint(condition=models.Q(('wanted', ''), _negated=True), name='po_service_order_says_what'),
        ),
        migrations.AddConstraint(
            model_name='serviceorder',
            constraint=models.CheckConstraint(condition=models.Q(('payer__in', ['resident', 'company'])), name='po_service_order_payer'),
        ),
        migrations.AddConstraint(
            model_name='serviceorder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['taken', 'appointed', 'done', 'accepted']), _negated=True), ('provider__isnull', False), _connector='OR'), name='po_service_order_taken_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='serviceorder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'accepted'), _negated=True), models.Q(('accepted_on__isnull', False), ('done_on__isnull', False)), _connector='OR'), name='po_service_order_accepted_was_done'),
        ),
        migrations.AddConstraint(
            model_name='serviceorder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), models.Q(('cancelled_because', ''), _negated=True), _connector='OR'), name='po_service_order_cancelled_why'),
        ),
        migrations.AddConstraint(
            model_name='serviceoffer',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('order', 'provider'), name='po_service_offer_open_once'),
        ),
        migrations.AddConstraint(
            model_name='serviceoffer',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'taken')), fields=('order',), name='po_service_offer_taken_once'),
        ),
        migrations.AddConstraint(
            model_name='serviceoffer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='po_service_offer_closed'),
        ),
        migrations.AddConstraint(
            model_name='serviceline',
            constraint=models.UniqueConstraint(fields=('order', 'round', 'item'), name='po_service_line_once'),
        ),
        migrations.AddConstraint(
            model_name='serviceline',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gt', 0), ('unit_price__gte', Yuan(0))), name='po_service_line_positive'),
        ),
        migrations.AddConstraint(
            model_name='servicecomplaint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_providers_servicecomplaint_four_eyes'),
        ),
        migrations.AddConstraint(
            model_name='servicecomplaint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_providers_servicecomplaint_decided'),
        ),
        migrations.AddConstraint(
            model_name='servicecomplaint',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_providers_servicecomplaint_rejected_because'),
        ),
        migrations.AddConstraint(
            model_name='servicecomplaint',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='po_service_complaint_says_what'),
        ),
        migrations.AddConstraint(
            model_name='serviceacceptance',
            constraint=models.CheckConstraint(condition=models.Q(('stars__gte', 1), ('stars__lte', 5), models.Q(('person', ''), _negated=True)), name='po_service_acceptance_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='serviceacceptance',
            constraint=models.CheckConstraint(condition=models.Q(('manner__in', ['link', 'staff', 'slip'])), name='po_service_acceptance_manner'),
        ),
        migrations.AddConstraint(
            model_name='customerlink',
            constraint=models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('order',), name='po_customer_link_one_counts'),
        ),
        migrations.AddConstraint(
            model_name='servicephoto',
            constraint=models.UniqueConstraint(fields=('order', 'round', 'picture'), name='po_service_photo_once'),
        ),
        migrations.AddConstraint(
            model_name='settlementline',
            constraint=models.UniqueConstraint(fields=('settlement', 'order'), name='po_settlement_line_once'),
        ),
        migrations.AddConstraint(
            model_name='sliptranscription',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_providers_sliptranscription_four_eyes'),
        ),
        migrations.AddConstraint(
            model_name='sliptranscription',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_providers_sliptranscription_decided'),
        ),
        migrations.AddConstraint(
            model_name='sliptranscription',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_providers_sliptranscription_rejected_because'),
        ),
        migrations.AddConstraint(
            model_name='sliptranscription',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'approved'))), fields=('order', 'round'), name='po_service_slip_once'),
        ),
        migrations.AddConstraint(
            model_name='sliptranscription',
            constraint=models.CheckConstraint(condition=models.Q(('stars__gte', 1), ('stars__lte', 5), models.Q(('person', ''), _negated=True)), name='po_service_slip_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='standingchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_providers_standingchange_four_eyes'),
        ),
        migrations.AddConstraint(
            model_name='standingchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_providers_standingchange_decided'),
        ),
        migrations.AddConstraint(
            model_name='standingchange',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_providers_standingchange_rejected_because'),
        ),
        migrations.AddConstraint(
            model_name='standingchange',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('provider',), name='po_standing_waits_once'),
        ),
        migrations.AddConstraint(
            model_name='standingchange',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='po_standing_says_why'),
        ),
    ]
