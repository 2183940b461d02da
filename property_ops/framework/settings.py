"""Django settings. Everything an operator may change is an environment variable: see docs/how-to/operator.md."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from property_ops.framework import environment, single_sign_on
from property_ops.framework.background import engines
from property_ops.framework.loader import discover
from property_ops.framework.paper_stores.setting import papers_setting

FRAMEWORK = Path(__file__).resolve().parent

DATA = environment.data_folder("PROPERTY_OPS_DATA", "var")
SECRET_KEY = environment.secret_key(DATA)
DEBUG = environment.flag("PROPERTY_OPS_DEBUG", False)
PUBLIC_URL = environment.text("PROPERTY_OPS_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = environment.hosts("PROPERTY_OPS_HOSTS", PUBLIC_URL)
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
TRUSTED_PROXY = environment.text("PROPERTY_OPS_PROXY", "")
LINK_DAYS = environment.whole_number("PROPERTY_OPS_LINK_DAYS", 365, low=1, high=3650)
ACCEPTANCE_LINK_DAYS = environment.whole_number("PROPERTY_OPS_ACCEPTANCE_LINK_DAYS", 60, low=1, high=3650)
IMPORT_MAX_MEGABYTES = environment.whole_number("PROPERTY_OPS_IMPORT_MAX_MB", 50, low=1, high=2000)
PHOTO_MAX_MEGABYTES = environment.whole_number("PROPERTY_OPS_PHOTO_MAX_MB", 20, low=1, high=200)
PHOTO_MAX_MEGAPIXELS = environment.whole_number("PROPERTY_OPS_PHOTO_MAX_MEGAPIXELS", 64, low=1, high=85)
PHOTO_PLACE = environment.flag("PROPERTY_OPS_PHOTO_PLACE", False)
API_A_MINUTE = environment.whole_number("PROPERTY_OPS_API_A_MINUTE", 300, low=1, high=1_000_000)
BACKUPS = environment.text("PROPERTY_OPS_BACKUPS", "")
BACKUPS_KEPT = environment.whole_number("PROPERTY_OPS_BACKUPS_KEEP", 30, low=1, high=3650)

SEAL_KEY = environment.file("PROPERTY_OPS_SEAL_KEY", DATA / "seal-key.pem")
SEALS = environment.file("PROPERTY_OPS_SEALS", DATA / "seals.jsonl")
SEALS_MAIL = environment.words("PROPERTY_OPS_SEALS_MAIL", [])
SEALS_POST = environment.text("PROPERTY_OPS_SEALS_POST", "")
INSIDE_HOSTS = environment.words("PROPERTY_OPS_INSIDE", [])

EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_TLS, EMAIL_USE_SSL = environment.mail_server(
    "PROPERTY_OPS_SMTP"
)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.text("PROPERTY_OPS_MAIL_FROM", "property-ops@localhost")

MODULES = discover()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_tables2",
    "django_filters",
    "crispy_forms",
    "crispy_bootstrap5",
    "simple_history",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "property_ops.framework",
    *(module.package for module in MODULES),
]

MIDDLEWARE = [
    "property_ops.framework.telemetry.requests.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "property_ops.framework.web.language.LanguageMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "property_ops.framework.web.doors.DoorsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "property_ops.framework.web.errors.BusinessErrorMiddleware",
    "property_ops.framework.web.clock.ClockMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "property_ops.framework.urls"
WSGI_APPLICATION = "property_ops.framework.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "csp.context_processors.nonce",
                "property_ops.framework.web.context.site",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "property_ops.framework.web.tags"],
        },
    }
]

# SQLite: readers never wait for a writer (WAL); a writer takes its lock at the start and waits its turn; what is
# committed is on the disk (docs/adr/0042).
_SQLITE_OPTIONS: dict[str, Any] = {
    "timeout": 60,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON; "
        "PRAGMA cache_size=-64000;"
    ),
}
DATABASES: dict[str, Any] = {
    "default": environment.database_at(
        environment.text("DATABASE_URL", f"sqlite:///{DATA / 'property-ops.sqlite3'}"), "DATABASE_URL"
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = _SQLITE_OPTIONS
else:
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "po_framework.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "property_ops.framework.authentication.AccessBackend",
]
globals().update(single_sign_on.sign_on_settings())
if environment.text("PROPERTY_OPS_OIDC_ISSUER", ""):
    AUTHENTICATION_BACKENDS.append(single_sign_on.BACKEND)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SECOND_FACTOR = environment.one_of("PROPERTY_OPS_SECOND_FACTOR", ["offered", "required"])
OTP_TOTP_ISSUER = "property-ops"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"
SESSION_ENGINE = "property_ops.framework.web.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_URL.startswith("https://")
SECURE_HSTS_SECONDS = 180 * 24 * 3600 if SESSION_COOKIE_SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "SAMEORIGIN"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_SENSITIVE_PARAMETERS = ["code", "state", "key"]
AXES_HANDLER = "property_ops.framework.web.attempts.Attempts"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "framework/locked_out.html"
AXES_HTTP_RESPONSE_CODE = 429
CSRF_FAILURE_VIEW = "property_ops.framework.web.errors.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "style-src": [SELF, "'unsafe-inline'"],
        "object-src": [NONE],
        "frame-ancestors": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
    }
}

LANGUAGE_CODE = environment.text("PROPERTY_OPS_LANGUAGE", "zh-hans")
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise looks there first, and warns where it is missing
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "papers": papers_setting(DATA),
    "staticfiles": {"BACKEND": "property_ops.framework.serving.static_files.HashedFiles"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "counts": {
        "BACKEND": "property_ops.framework.shared_counts.SharedCounts",
        "OPTIONS": {"MAX_ENTRIES": 20_000},  # where each process counts for itself
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None

TASKS_ENGINE = engines.engine_chosen(DATABASES["default"])
TASKS = engines.tasks_setting(TASKS_ENGINE)
if TASKS_ENGINE == engines.REDIS:
    RQ_QUEUES = engines.redis_queues(engines.redis_address())

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
DJANGO_TABLES2_TEMPLATE = "framework/table.html"

METRICS = environment.secret_or("PROPERTY_OPS_METRICS", ["", "loopback"], shortest=20)
METRICS_FOLDER = DATA / "metrics"
if METRICS:
    environment.share_metrics(METRICS_FOLDER)

LOG_FORMAT = environment.one_of("PROPERTY_OPS_LOG_FORMAT", ["text", "json"])
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {
            "()": "property_ops.framework.telemetry.logs.TextLines",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        },
        "json": {"()": "property_ops.framework.telemetry.logs.JsonLines"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    # Django's own handlers would say all once more, and not in this format.
    "loggers": {"django": {"handlers": [], "propagate": True}, "django.server": {"handlers": [], "propagate": True}},
    "root": {"handlers": ["stderr"], "level": environment.text("PROPERTY_OPS_LOG_LEVEL", "WARNING")},
}
