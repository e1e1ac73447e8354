"""Django's settings, made from the environment alone (see configuration.py)."""

import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
import structlog
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from ideenschmiede import base
from ideenschmiede.base.middleware import without_token
from ideenschmiede.site.configuration import Configuration, parts

try:
    CONFIGURATION = Configuration()
except ValidationError as error:
    problems = "; ".join(f"IDEENSCHMIEDE_{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors())
    sys.exit(f"Wrong settings: {problems}")

VERSION = version("ideenschmiede")
DEMO = CONFIGURATION.demo
BASE_URL = CONFIGURATION.base_url.rstrip("/")
NETWORK_NAME = CONFIGURATION.network_name
NETWORK_INTO = CONFIGURATION.network_into
NETWORK_OF = CONFIGURATION.network_of
NETWORK_EMAIL = CONFIGURATION.network_email
NETWORK_CONTACT = tuple(filter(None, [CONFIGURATION.network_email, CONFIGURATION.network_phone]))
NETWORK_ADDRESS = parts(CONFIGURATION.network_address, ",")
NETWORK_PLACE = CONFIGURATION.network_place
NETWORK_MEANING = parts(CONFIGURATION.network_meaning, "\n")
NETWORK_ABOUT = parts(CONFIGURATION.network_about, "\n")
SIGNATORY_NAME = CONFIGURATION.signatory_name
SIGNATORY_TITLE = CONFIGURATION.signatory_title
SEAL_FILE = CONFIGURATION.seal_file
SEAL_ALT = CONFIGURATION.seal_alt
INVITATION_DAYS = CONFIGURATION.invitation_days
SEARCHES_PER_MINUTE = CONFIGURATION.searches_per_minute
TRUSTED_PROXIES = CONFIGURATION.trusted_proxies
EMBEDDINGS = CONFIGURATION.embeddings
DATA_DIR = CONFIGURATION.data_dir.resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)  # everything below lives there
INDEX_DIR = DATA_DIR / "index"
KEYS_DIR = (CONFIGURATION.keys or DATA_DIR / "keys").resolve()
PANELS = "ideenschmiede.site.panels.SLOTS"
REACTIONS = "ideenschmiede.site.reactions.REACTIONS"

_own = urlsplit(BASE_URL)
_https = _own.scheme == "https"
SECRET_KEY = CONFIGURATION.secret_key or "insecure: only for commands that sign nothing"
DEBUG = False
ALLOWED_HOSTS = [_own.hostname or "", *filter(None, map(str.strip, CONFIGURATION.allowed_hosts.split(",")))]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "ideenschmiede.base",
    "ideenschmiede.places",
    "ideenschmiede.people",
    "ideenschmiede.deliberation",
    "ideenschmiede.groups",
    "ideenschmiede.ideas",
    "ideenschmiede.transfer",
    "ideenschmiede.press",
    "ideenschmiede.site",
]
MIDDLEWARE = [
    "ideenschmiede.base.middleware.request_log",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]
ROOT_URLCONF = "ideenschmiede.site.urls"
WSGI_APPLICATION = "ideenschmiede.site.wsgi.application"
FORM_RENDERER = "ideenschmiede.base.forms.KernRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "ideenschmiede.base.loaders.HouseFirst",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ideenschmiede.site.context.site",
            ],
        },
    }
]

# -- data ------------------------------------------------------------------------------------------
_sqlite_options = {
    "transaction_mode": "IMMEDIATE",  # a writer waits at BEGIN instead of failing in the middle
    "timeout": 20,
    # no mmap_size: mapping the file gained 1 ms a page and cost each web worker 130 MB (benchmarks/answer_page.py)
    # secure_delete: who was erased is overwritten in the file, too (the default of Debian's SQLite, not of every one)
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000; "
    "PRAGMA secure_delete=ON",
}


def _database() -> Any:
    if CONFIGURATION.database_url:
        return dj_database_url.parse(CONFIGURATION.database_url, conn_max_age=600, conn_health_checks=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "ideenschmiede.sqlite3",
        "OPTIONS": _sqlite_options,
        "CONN_MAX_AGE": 600,
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # more would throw out counts of sign-in attempts, an attacker's wish
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_TEMP_DIR = None

# -- accounts --------------------------------------------------------------------------------------
AUTH_USER_MODEL = "base.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "ideenschmiede.base.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"{NETWORK_NAME}: "
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True  # for SESSION_COOKIE_AGE; the page of sessions ends one from afar
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before other addresses are added or removed
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a mail whenever the ways to sign in change
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _own.scheme
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
MFA_TOTP_ISSUER = NETWORK_NAME
MFA_TOTP_TOLERANCE = 1  # clocks differ and people type slowly: one step of 30 s, as RFC 6238 §5.2 recommends

# -- security --------------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _https
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SECURE_SSL_REDIRECT = _https
SECURE_REDIRECT_EXEMPT = [r"^gesundheit/"]
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# -- language, mail, files, log --------------------------------------------------------------------
LANGUAGE_CODE = CONFIGURATION.language
LANGUAGES = [("de", _("German")), ("en", _("English"))]
LOCALE_PATHS = [Path(base.__path__[0]) / "wording" / "locale"]  # what libraries say, in our words
TIME_ZONE = "Europe/Berlin"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365

EMAIL_BACKEND = "ideenschmiede.base.mail.OutboxBackend" if DEMO else "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = CONFIGURATION.smtp_host
EMAIL_PORT = CONFIGURATION.smtp_port
EMAIL_HOST_USER = CONFIGURATION.smtp_user
EMAIL_HOST_PASSWORD = CONFIGURATION.smtp_password
EMAIL_USE_TLS = CONFIGURATION.smtp_security == "starttls"
EMAIL_USE_SSL = CONFIGURATION.smtp_security == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = CONFIGURATION.mail_from

STATIC_URL = "/static/"
STATIC_ROOT = CONFIGURATION.static_root or DATA_DIR / "static"
_node = CONFIGURATION.node_modules.resolve()
STATICFILES_DIRS = [
    (prefix, folder)
    for prefix, folder in (("kern", _node / "@kern-ux/native/dist"), ("htmx", _node / "htmx.org/dist"))
    if folder.is_dir()
]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o640, "directory_permissions_mode": 0o750},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "files"  # served by views with a rule, never as a folder

_shared_processors: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
structlog.configure(
    processors=[*_shared_processors, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
            "foreign_pre_chain": [*_shared_processors, without_token],
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": CONFIGURATION.log_level},
    "loggers": {
        # its lines hold the address with the query, which people typed; ours hold the path only
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
