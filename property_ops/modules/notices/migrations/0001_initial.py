import django.db.models.deletion
import property_ops.modules.notices.domain.states
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
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('wechat', 'WeChat'), ('sms', 'text message'), ('mail', 'e-mail')], max_length=6, verbose_name='carried by')),
                ('template', models.CharField(max_length=30, verbose_name='what of')),
                ('facts', models.JSONField(default=dict)),
                ('title', models.CharField(max_length=100, verbose_name='title')),
                ('text', models.TextField(verbose_name='text')),
                ('state', models.CharField(choices=[('waiting', 'waits'), ('sending', 'going out'), ('sent', 'sent'), ('logged', 'only in the log'), ('failed', 'not sent'), ('unknown', 'not known whether it arrived')], default='waiting', max_length=8, verbose_name='state')),
                ('made_at', models.DateTimeField(verbose_name='since')),
                ('next_at', models.DateTimeField(verbose_name='next try')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='tries')),
                ('to', models.CharField(blank=True, max_length=60, verbose_name='sent to')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='sent')),
                ('problem', models.CharField(blank=True, max_length=200, verbose_name='what went wrong')),
                ('seen_at', models.DateTimeField(null=True, verbose_name='seen to')),
                ('again_of', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sent_again', to='po_notices.message', verbose_name='sends again')),
                ('estate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.estate', verbose_name='estate')),
                ('seen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='seen to by')),
                ('tenure', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.tenure', verbose_name='household')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='staff')),
            ],
            options={
                'verbose_name': 'message',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['sent', 'logged']), ('sent_at', None), _connector='XOR'), name='po_message_sent_says_when'), models.CheckConstraint(condition=models.Q(('tenure', None), ('user', None), _connector='XOR'), name='po_message_is_for_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('seen_at', None), ('seen_by', None)), models.Q(('seen_at__isnull', False), ('seen_by__isnull', False)), _connector='OR'), name='po_message_seen_by')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=160, unique=True)),
                ('template', models.CharField(max_length=30, verbose_name='what of')),
                ('facts', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField(verbose_name='since')),
                ('until', models.DateTimeField(null=True, verbose_name='until')),
                ('withheld', models.CharField(blank=True, choices=[(property_ops.modules.notices.domain.states.Withheld['NO_WAY'], 'no phone and no address is known'), (property_ops.modules.notices.domain.states.Withheld['NOT_WANTED'], 'the household does not want messages'), (property_ops.modules.notices.domain.states.Withheld['TOO_LATE'], 'it would have come too late'), (property_ops.modules.notices.domain.states.Withheld['ELSEWHERE'], 'nobody lives there any more who was to be told')], max_length=10, verbose_name='not told')),
                ('estate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.estate', verbose_name='estate')),
                ('message', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='po_notices.message', verbose_name='message')),
                ('tenure', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.tenure', verbose_name='household')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='staff')),
            ],
            options={
                'verbose_name': 'notice',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('estate__isnull', False), ('tenure__isnull', False), ('user', None)), models.Q(('tenure', None), ('user__isnull', False)), _connector='OR'), name='po_notice_is_for_somebody'), models.CheckConstraint(condition=models.Q(('message', None), ('withheld', ''), _connector='OR'), name='po_notice_told_or_withheld')],
            },
        ),
        migrations.CreateModel(
            name='NoticeSwitch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('template', models.CharField(max_length=30, verbose_name='what of')),
                ('on', models.BooleanField(verbose_name='told')),
                ('changed_at', models.DateTimeField(verbose_name='changed at')),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.estate', verbose_name='estate')),
            ],
            options={
                'verbose_name': "what an estate's households are told of",
                'ordering': ['estate', 'template'],
                'constraints': [models.UniqueConstraint(fields=('estate', 'template'), name='po_notice_switch_once')],
            },
        ),
        migrations.CreateModel(
            name='SendingTry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('outcome', models.CharField(choices=[('sent', 'sent'), ('logged', 'only in the log'), ('failed', 'not sent, tried again'), ('refused', 'not sent'), ('unclear', 'not known whether it arrived')], max_length=7, verbose_name='outcome')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason')),
                ('reference', models.CharField(blank=True, max_length=100, verbose_name="platform's number")),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='log', to='po_notices.message', verbose_name='message')),
            ],
            options={
                'verbose_name': 'try at sending',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('outcome', 'sent')), fields=('message',), name='po_message_is_sent_once')],
            },
        ),
        migrations.CreateModel(
            name='HouseholdContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('wechat', 'WeChat'), ('sms', 'text message'), ('mail', 'e-mail')], max_length=6, verbose_name='carried by')),
                ('address', models.CharField(blank=True, max_length=128, verbose_name='address')),
                ('refused', models.BooleanField(default=False, verbose_name='not wanted')),
                ('changed_at', models.DateTimeField(verbose_name='changed at')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
                ('tenure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.tenure', verbose_name='household')),
            ],
            options={
                'verbose_name': 'how a household is told',
                'ordering': ['tenure', 'channel'],
                'constraints': [models.UniqueConstraint(fields=('tenure', 'channel'), name='po_household_contact_once')],
            },
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('state__in', ['waiting', 'sending'])), fields=['next_at'], name='po_message_waiting'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('seen_at', None)), fields=['state'], name='po_message_by_state'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('message', None), ('withheld', '')), fields=['made_at'], name='po_notice_waiting'),
        ),
    ]
