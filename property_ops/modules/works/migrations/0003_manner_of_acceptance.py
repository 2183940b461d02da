import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from property_ops.framework.new_tables import NewTables
from property_ops.framework.triggers import Lifted, RefuseWhen, append_only

WORDS = "po_works_workconfirmation"
PAPERS = "po_works_transcription"
PARTIES = [("committee", "owners' committee"), ("branch", "party branch"), ("company", "property company")]
MANNERS = [
    ("own", "accepted in person"),
    ("transcribed", "transcribed from paper"),
    ("silent", "deemed by silence"),
    ("register", "taken from the register"),
]
STATES = [
    ("waiting", "waits for approval"),
    ("approved", "approved"),
    ("rejected", "rejected"),
    ("withdrawn", "withdrawn"),
]
USER = settings.AUTH_USER_MODEL

BEFORE_MANNERS = f"""
    UPDATE {WORDS} SET manner = 'own' WHERE party = 'company' AND by_id IS NOT NULL OR by_id IS NULL AND party <> 'company'
"""
"""Of the words that are there, what is certain; the rest is taken over as a register's."""


def has_done(who: str) -> str:
    """SQL: the person `who` planned, costed or reported the work."""
    return (
        f"EXISTS (SELECT 1 FROM po_works_workevent e WHERE e.work_id = NEW.work_id AND e.by_id = {who} AND e.action IN "
        "('create', 'estimate', 'schedule', 'unschedule', 'start', 'record', 'finish', 'cost'))"
    )


def other_word(columns: str) -> str:
    """SQL: a word of another party in the same round, of which `columns` holds."""
    return (
        f"EXISTS (SELECT 1 FROM {WORDS} o WHERE o.work_id = NEW.work_id AND o.round = NEW.round "
        f"AND o.party <> NEW.party AND o.manner IN ('own', 'transcribed') AND {columns})"
    )


def other_paper(columns: str) -> str:
    """SQL: a paper of another party in the same round that stands, of which `columns` holds."""
    return (
        f"EXISTS (SELECT 1 FROM {PAPERS} p WHERE p.work_id = NEW.work_id AND p.round = NEW.round "
        f"AND p.party <> NEW.party AND p.state IN ('waiting', 'approved') AND {columns})"
    )


SPEAKS_TWICE = (
    f"({other_word('o.by_id = NEW.by_id')} OR {other_word('o.person = NEW.person')} "
    f"OR {other_paper('p.prepared_by_id = NEW.by_id')} OR {other_paper('p.person = NEW.person')})"
)
NO_PAPER = (
    f"NOT EXISTS (SELECT 1 FROM {PAPERS} t WHERE t.id = NEW.transcription_id AND t.state = 'approved' "
    "AND t.work_id = NEW.work_id AND t.round = NEW.round AND t.party = NEW.party AND t.prepared_by_id = NEW.by_id)"
)
CHANGED = " OR ".join(
    f"OLD.{column} <> NEW.{column}" for column in ("work_id", "round", "party", "person", "prepared_by_id", "sha256")
)
MEASURED_ANEW = "CAST(OLD.measured AS text) <> CAST(NEW.measured AS text)"


class Migration(NewTables):
    dependencies = [
        ("po_framework", "0002_promises"),
        ("po_works", "0002_promises"),
        migrations.swappable_dependency(USER),
    ]
    operations = [
        migrations.CreateModel(
            "PartyMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("party", models.CharField(choices=PARTIES, max_length=10, verbose_name="party of acceptance")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="speaks_for",
                        to=USER,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "log-in of a party of acceptance",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(party__in=["committee", "branch"]), name="po_party_member_is_outside"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            "Transcription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(choices=STATES, default="waiting", max_length=10, verbose_name="state"),
                ),
                ("prepared_at", models.DateTimeField(verbose_name="prepared")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided")),
                (
                    "rejected_because",
                    models.CharField(blank=True, max_length=200, verbose_name="reason of the rejection"),
                ),
                ("round", models.PositiveSmallIntegerField(verbose_name="round of work")),
                ("party", models.CharField(choices=PARTIES, max_length=10, verbose_name="party of acceptance")),
                ("person", models.CharField(max_length=60, verbose_name="who signed")),
                ("on", models.DateField(verbose_name="day of acceptance")),
                ("measured", models.JSONField(verbose_name="measured quantity")),
                ("remark", models.CharField(blank=True, max_length=300, verbose_name="remark")),
                ("pdf", models.BinaryField(null=True)),
                ("sha256", models.CharField(max_length=64)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=USER,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="po_framework.storedpicture",
                        verbose_name="scan of the signed paper",
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=USER,
                        verbose_name="prepared by",
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transcriptions",
                        to="po_works.workorder",
                        verbose_name="work order",
                    ),
                ),
            ],
            options={
                "verbose_name": "transcription of a signed paper",
                "ordering": ["id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(state="withdrawn", decided_by=F("prepared_by"))
                        | (~Q(state="withdrawn") & (Q(decided_by__isnull=True) | ~Q(decided_by=F("prepared_by")))),
                        name="po_works_transcription_four_eyes",
                    ),
                    models.CheckConstraint(
                        condition=(Q(state="waiting") & Q(decided_by__isnull=True, decided_at__isnull=True))
                        | (~Q(state="waiting") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                        name="po_works_transcription_decided",
                    ),
                    models.CheckConstraint(
                        condition=Q(state="rejected") ^ Q(rejected_because=""),
                        name="po_works_transcription_rejected_because",
                    ),
                    models.CheckConstraint(
                        condition=Q(party__in=["committee", "branch"]) & ~Q(person="") & ~Q(sha256=""),
                        name="po_transcription_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=Q(picture__isnull=False, pdf__isnull=True) | Q(picture__isnull=True, pdf__isnull=False),
                        name="po_transcription_has_one_scan",
                    ),
                ],
            },
        ),
        *(Lifted(rule) for rule in append_only(WORDS)),
        migrations.RemoveConstraint("workconfirmation", "po_work_confirmation_is_whole"),
        migrations.AddField(
            "workconfirmation",
            "manner",
            models.CharField(
                choices=MANNERS, default="register", max_length=12, verbose_name="manner of acceptance"
            ),
        ),
        migrations.AlterField(
            "workconfirmation", "person", models.CharField(blank=True, max_length=60, verbose_name="who said so")
        ),
        migrations.AddField(
            "workconfirmation",
            "transcription",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="confirmations",
                to="po_works.transcription",
                verbose_name="transcription",
            ),
        ),
        migrations.RunSQL(BEFORE_MANNERS, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "workconfirmation",
            models.CheckConstraint(
                condition=Q(quantity__gte=0) & (~Q(person="") | Q(manner="silent")),
                name="po_work_confirmation_is_whole",
            ),
        ),
        migrations.AddConstraint(
            "workconfirmation",
            models.CheckConstraint(
                condition=Q(manner="transcribed", transcription__isnull=False, by__isnull=False)
                | Q(manner__in=["silent", "register"], transcription__isnull=True)
                | Q(manner="own", transcription__isnull=True) & (Q(by__isnull=False) | ~Q(party="company")),
                name="po_work_confirmation_manner",
            ),
        ),
        *append_only(WORDS),
        RefuseWhen(
            WORDS,
            "INSERT",
            f"NEW.manner IN ('own', 'transcribed') AND ({SPEAKS_TWICE} "
            f"OR NEW.party <> 'company' AND {has_done('NEW.by_id')} OR NEW.manner = 'transcribed' AND {NO_PAPER})",
            "one person speaks for one party, and for no other than the company about their own work",
        ),
        RefuseWhen(
            PAPERS,
            "INSERT",
            f"NEW.state <> 'waiting' OR {has_done('NEW.prepared_by_id')} "
            f"OR {other_word('o.by_id = NEW.prepared_by_id')} OR {other_word('o.person = NEW.person')} "
            f"OR {other_paper('p.prepared_by_id = NEW.prepared_by_id')} OR {other_paper('p.person = NEW.person')}",
            "a signed paper is written down by one who had no part in the work and speaks for no other party",
        ),
        RefuseWhen(
            PAPERS,
            "UPDATE",
            f"OLD.state <> 'waiting' OR {CHANGED} OR {MEASURED_ANEW} "
            f"OR (NEW.state = 'approved' AND {has_done('NEW.decided_by_id')})",
            "a signed paper is compared once, by one who had no part in the work",
        ),
        RefuseWhen(PAPERS, "DELETE", "TRUE", "a transcription is kept: a row cannot be deleted"),
    ]
