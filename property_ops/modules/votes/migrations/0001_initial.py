import django.db.models.deletion
import property_ops.framework.fields
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_estates', '0003_bank_account'),
        ('po_framework', '0009_list_exports'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Elector',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('name', models.CharField(blank=True, max_length=60, verbose_name='owner')),
                ('representative', models.CharField(blank=True, max_length=60, verbose_name='representative of co-owners')),
                ('question', models.CharField(blank=True, max_length=10, verbose_name='open question')),
            ],
            options={
                'verbose_name': 'elector',
                'ordering': ['poll', 'number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('question__in', ['', 'same_name', 'no_owner'])), name='po_elector_question')],
            },
        ),
        migrations.CreateModel(
            name='ElectorUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60, verbose_name='unit code')),
                ('building', models.PositiveIntegerField(verbose_name='building')),
                ('entrance', models.PositiveIntegerField(verbose_name='entrance')),
                ('room', models.CharField(max_length=20, verbose_name='room')),
                ('area', property_ops.framework.fields.ScaledField(places=4, verbose_name='building area (m²)')),
                ('elector', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='po_votes.elector', verbose_name='owner')),
                ('tenure', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.tenure')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'unit in the register of a vote',
                'ordering': ['poll', 'building', 'entrance', 'room'],
                'constraints': [models.CheckConstraint(condition=models.Q(('area__gt', 0)), name='po_elector_unit_area')],
            },
        ),
        migrations.CreateModel(
            name='BallotPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('receipt', models.CharField(max_length=16, unique=True, verbose_name='receipt')),
                ('reason', models.CharField(blank=True, max_length=100, verbose_name='reason')),
                ('at', models.DateTimeField(verbose_name='issued')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='issued by')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='po_votes.electorunit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'ballot paper',
                'ordering': ['unit', 'version'],
                'constraints': [models.UniqueConstraint(fields=('unit', 'version'), name='po_ballot_paper_once'), models.CheckConstraint(condition=models.Q(('version', 1), models.Q(('reason', ''), _negated=True), _connector='OR'), name='po_ballot_paper_new_says_why')],
            },
        ),
        migrations.CreateModel(
            name='BallotDelivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='delivered on')),
                ('manner', models.CharField(choices=[('hand', 'handed over, signed for'), ('post', 'by registered post'), ('posted', 'put in the letter box, photographed')], max_length=6, verbose_name='how')),
                ('at', models.DateTimeField(verbose_name='entered')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='delivery', to='po_votes.electorunit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'delivery of a ballot',
                'constraints': [models.CheckConstraint(condition=models.Q(('manner__in', ['hand', 'post', 'posted'])), name='po_ballot_delivery_manner')],
            },
        ),
        migrations.CreateModel(
            name='Poll',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('number', models.CharField(max_length=30, unique=True, verbose_name='number')),
                ('title', models.CharField(max_length=60, verbose_name='vote')),
                ('convener', models.CharField(max_length=60, verbose_name='convened by')),
                ('register_day', models.DateField(verbose_name='owners as of')),
                ('first_day', models.DateField(verbose_name='first day')),
                ('last_day', models.DateField(verbose_name='last day')),
                ('is_secret', models.BooleanField(default=True, verbose_name='secret')),
                ('by_phone', models.BooleanField(default=False, verbose_name='also on the phone')),
                ('silence', models.CharField(choices=[('never', 'never counted'), ('majority', 'added to the majority, as the rules of the estate say')], default='never', max_length=8, verbose_name='silence')),
                ('most_proxies', models.PositiveSmallIntegerField(default=1, verbose_name='owners one proxy may stand for')),
                ('rules', models.CharField(blank=True, max_length=120, verbose_name='rules of the estate')),
                ('register_digest', models.CharField(blank=True, max_length=64, verbose_name='digest of the register')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='polls', to='po_estates.estate', verbose_name='estate')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
            ],
            options={
                'verbose_name': 'vote of owners',
                'ordering': ['-first_day', '-pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_votes_poll_four_eyes'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_votes_poll_decided'), models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_votes_poll_rejected_because'), models.CheckConstraint(condition=models.Q(('register_day__lte', models.F('first_day')), ('first_day__lte', models.F('last_day'))), name='po_poll_days'), models.CheckConstraint(condition=models.Q(('silence__in', ['never', 'majority'])), name='po_poll_silence'), models.CheckConstraint(condition=models.Q(models.Q(('silence', 'majority'), _negated=True), models.Q(('rules', ''), _negated=True), _connector='OR'), name='po_poll_silence_has_rule'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), models.Q(('register_digest', ''), _negated=True), _connector='OR'), name='po_poll_register_frozen')],
            },
        ),
        migrations.AddField(
            model_name='electorunit',
            name='poll',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='po_votes.poll'),
        ),
        migrations.AddField(
            model_name='elector',
            name='poll',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='electors', to='po_votes.poll'),
        ),
        migrations.CreateModel(
            name='PollResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('figures', models.TextField()),
                ('ballots', models.PositiveIntegerField(verbose_name='ballots counted')),
                ('root', models.CharField(max_length=64, verbose_name='root of the ballots')),
                ('sheet', models.BinaryField()),
                ('sheet_sha256', models.CharField(max_length=64, verbose_name='SHA-256 of the sheet')),
                ('at', models.DateTimeField(verbose_name='found')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('poll', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='result', to='po_votes.poll', verbose_name='vote of owners')),
            ],
            options={
                'verbose_name': 'result of a vote',
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='PollSubject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('kind', models.CharField(choices=[('procedure', "rules of procedure of the owners' assembly"), ('covenant', 'management covenant'), ('committee', "election of the owners' committee"), ('company', 'engaging or dismissing the property company'), ('fund_use', 'use of the maintenance fund'), ('fund_raising', 'raising of the maintenance fund'), ('rebuilding', 'alteration or rebuilding'), ('common_parts', 'another purpose of common parts, or business on them'), ('other', 'another matter of importance')], max_length=14, verbose_name='kind')),
                ('text', models.CharField(max_length=160, verbose_name='subject')),
                ('agree_numerator', models.PositiveSmallIntegerField()),
                ('agree_denominator', models.PositiveSmallIntegerField()),
                ('agree_is_included', models.BooleanField()),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subjects', to='po_votes.poll')),
            ],
            options={
                'verbose_name': 'subject of a vote',
                'ordering': ['poll', 'number'],
                'constraints': [models.UniqueConstraint(fields=('poll', 'number'), name='po_poll_subject_once'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='po_poll_subject_has_text'), models.CheckConstraint(condition=models.Q(('kind__in', ['procedure', 'covenant', 'committee', 'company', 'fund_use', 'fund_raising', 'rebuilding', 'common_parts', 'other'])), name='po_poll_subject_kind'), models.CheckConstraint(condition=models.Q(('agree_numerator__gt', 0), ('agree_numerator__lte', models.F('agree_denominator'))), name='po_poll_subject_majority')],
            },
        ),
        migrations.CreateModel(
            name='Recount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('reason', models.CharField(max_length=200, verbose_name='reason')),
                ('at', models.DateTimeField(verbose_name='begun')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recounts', to='po_votes.poll', verbose_name='vote of owners')),
            ],
            options={
                'verbose_name': 'recount',
                'ordering': ['poll', 'number'],
                'constraints': [models.UniqueConstraint(fields=('poll', 'number'), name='po_recount_once'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='po_recount_says_why')],
            },
        ),
        migrations.CreateModel(
            name='RecountKeying',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said', models.TextField(verbose_name='keyed')),
                ('at', models.DateTimeField(verbose_name='keyed at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_votes.ballotpaper', verbose_name='ballot paper')),
                ('recount', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keyings', to='po_votes.recount')),
            ],
            options={
                'verbose_name': 'keying of a recount',
                'ordering': ['recount', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('recount', 'paper'), name='po_recount_keying_once')],
            },
        ),
        migrations.CreateModel(
            name='VoteProxy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agent', models.CharField(max_length=40, verbose_name='proxy')),
                ('agent_mark', models.CharField(max_length=4, verbose_name='last four of the identity card')),
                ('at', models.DateTimeField(verbose_name='registered')),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='revoked')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('elector', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proxies', to='po_votes.elector', verbose_name='owner')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_framework.storedpicture', verbose_name='photo')),
                ('revoked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'proxy',
                'ordering': ['elector', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('elector',), name='po_vote_proxy_one_stands'), models.CheckConstraint(condition=models.Q(models.Q(('agent', ''), _negated=True), models.Q(('agent_mark', ''), _negated=True)), name='po_vote_proxy_names_agent'), models.CheckConstraint(condition=models.Q(models.Q(('revoked_at__isnull', True), ('revoked_by__isnull', True)), models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False)), _connector='OR'), name='po_vote_proxy_revoked_by')],
            },
        ),
        migrations.CreateModel(
            name='CastBallot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(choices=[('paper', 'on paper'), ('phone', 'on the phone')], max_length=5, verbose_name='how')),
                ('choices', models.CharField(max_length=80, verbose_name='choices')),
                ('receipt', models.CharField(max_length=16, unique=True, verbose_name='receipt')),
                ('salt', models.CharField(max_length=64)),
                ('at', models.DateTimeField(verbose_name='counted since')),
                ('replaced_at', models.DateTimeField(null=True, verbose_name='replaced')),
                ('paper', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cast', to='po_votes.ballotpaper')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='po_votes.electorunit', verbose_name='unit')),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='po_votes.poll')),
                ('proxy', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_votes.voteproxy', verbose_name='proxy')),
            ],
            options={
                'verbose_name': 'ballot',
                'ordering': ['unit', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True)), fields=('unit',), name='po_cast_ballot_one_counts'), models.CheckConstraint(condition=models.Q(models.Q(('paper__isnull', False), ('way', 'paper')), models.Q(('paper__isnull', True), ('proxy__isnull', True), ('way', 'phone')), _connector='OR'), name='po_cast_ballot_way'), models.CheckConstraint(condition=models.Q(('choices', ''), _negated=True), name='po_cast_ballot_says_something')],
            },
        ),
        migrations.CreateModel(
            name='BallotKeying',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('said', models.TextField(verbose_name='keyed')),
                ('at', models.DateTimeField(verbose_name='keyed at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('picture', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_framework.storedpicture', verbose_name='photo')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keyings', to='po_votes.ballotpaper', verbose_name='ballot paper')),
            ],
            options={
                'verbose_name': 'keying of a ballot paper',
                'ordering': ['sheet', 'number'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('sheet', 'number'), name='po_votes_ballotkeying_number_once'), models.UniqueConstraint(fields=('sheet', 'by'), name='po_votes_ballotkeying_once_a_person')],
            },
        ),
        migrations.AddConstraint(
            model_name='electorunit',
            constraint=models.UniqueConstraint(fields=('poll', 'unit'), name='po_elector_unit_once'),
        ),
        migrations.AddConstraint(
            model_name='elector',
            constraint=models.UniqueConstraint(fields=('poll', 'number'), name='po_elector_once'),
        ),
    ]
