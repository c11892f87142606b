"""Settings of the office. What differs from place to place comes from `environment.py`, the rest is the same."""

from pathlib import Path

import dj_database_url
from django.utils.translation import gettext_lazy as _

from saksama.office import environment

HERE = environment.read()

# Where things lie.
DATA_FOLDER = HERE.data  # rolls, uploads and letters live below it, outside the database
TODAY = HERE.today  # asked for only by clock.py

# Security. Nothing here is looser by default than on a server.
DEBUG = HERE.debug
SECRET_KEY = HERE.secret_key
ALLOWED_HOSTS = HERE.hosts
USE_PROXY = HERE.proxy
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HERE.proxy else None
SECURE_SSL_REDIRECT = HERE.https
SECURE_HSTS_SECONDS = 31_536_000 if HERE.https else 0
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HERE.https
# With the address too: a proxy on another port than 443 may pass on the host without it.
CSRF_TRUSTED_ORIGINS = [*(f"https://{host}" for host in HERE.hosts), HERE.address] if HERE.https else []
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SESSION_ENGINE = "saksama.office.accounts.session_store"
SESSION_COOKIE_AGE = 12 * 3600  # seconds without a visit; a working day
SESSION_COOKIE_NAME = "saksama"
LANGUAGE_COOKIE_AGE = 365 * 86400

# Database: SQLite unless DATABASE_URL says otherwise.
# IMMEDIATE takes the write lock at BEGIN, so that a transaction never dies half way on "database is locked";
# FULL survives a power cut, which an audit trail must.
DATABASES = {
    "default": dj_database_url.parse(HERE.database_url, conn_max_age=60, conn_health_checks=True)
    if HERE.database_url
    else {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_FOLDER / "office.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,  # seconds a writer waits for another
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000;",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The rooms. A new room is one line here, one line in urls.py and its permissions in accounts/access.py.
INSTALLED_APPS = [
    "saksama.office.accounts",
    "saksama.office.trail",
    "saksama.office.election",
    "saksama.office.jobs",
    "saksama.office.mail",
    "saksama.office.records",
    "saksama.office.dutyplan",
    "saksama.office.checklists",
    "saksama.office.rolls",
    "saksama.office.recommendations",
    "saksama.office.posko",
    "saksama.office.coklit",
    "saksama.office.threats",
    "saksama.office.vulnerability",
    "saksama.office.residue",
    "saksama.office.fieldwork",
    "saksama.office.agencies",
    "saksama.office.meetings",
    "saksama.office.violations",
    "saksama.office.offline",
    "saksama.office.neutrality",
    "saksama.office.samples",
    "saksama.office.publicsite",
    "saksama.office.api",
    "saksama.office.webhooks",
    "saksama.office.exchange",
    "saksama.office.start",
    "saksama.office",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "saksama.office.headers.PrivacyHeaders",
    "saksama.office.kept_forms.KeptForms",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "saksama.office.choose_language.ChooseLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "saksama.office.accounts.gate.Gate",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "saksama.office.urls"
WSGI_APPLICATION = "saksama.office.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "saksama.office.navigation.navigation",
            ],
            "builtins": ["saksama.office.templatetags.office", "saksama.office.records.templatetags.records"],
        },
    }
]

# People.
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["saksama.office.accounts.backend.NameOrEmail"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email", "phone")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "start"

# E-mail: see mail/. No server: no e-mail; the demonstration writes files into a folder instead.
SMTP = HERE.smtp
MAIL_FOLDER: Path | None = None
MAIL_FROM = HERE.mail_from
ADDRESS = HERE.address  # begins every link in a mail

# Language, time, numbers: Indonesian first.
LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
TIME_ZONE = "Asia/Jakarta"
USE_THOUSAND_SEPARATOR = True

# Files.
STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_FOLDER / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
WEBHOOKS_INSIDE = HERE.webhooks_inside  # webhooks may go by http and into the office's own network
LIST_UPLOAD_LIMIT = 500 * 1024 * 1024  # bytes, all files of one voter list together

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"saksama": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}
