"""The one settings file; everything that differs between installations comes from the environment.

docs/reference/settings.md lists the variables.
"""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env

from lms import __version__
from lms.api import configuration as api

env = Env()
SOFTWARE_VERSION = __version__
BASE_DIR = Path(__file__).resolve().parent.parent

ENVIRONMENT = env.str("ENVIRONMENT", "development")
IS_PRODUCTION = ENVIRONMENT == "production"
IS_DEMO = ENVIRONMENT in {"demo", "test", "development"}
if not (IS_PRODUCTION or IS_DEMO):  # nearly "production" would run with the keys of a demo
    raise ImproperlyConfigured("ENVIRONMENT is production, demo, development or test.")
DEBUG = False
DATA_DIR = env.path("DATA_DIR", BASE_DIR / "var")
SECRET_KEY = env.str("SECRET_KEY", "" if IS_PRODUCTION else "not-secret-" + "x" * 50)
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY to a long random text; there is no default.")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
# Newest first: the first seals, all open. Kept apart from the database and its backups.
PRIVATE_TEXT_KEYS: list[str] = env.list("PRIVATE_TEXT_KEYS", [])
if IS_PRODUCTION and not PRIVATE_TEXT_KEYS:
    make = "ENVIRONMENT=development manage.py private_text_key"
    raise ImproperlyConfigured(f"Set PRIVATE_TEXT_KEYS for private texts, made with `{make}`.")
PRIVATE_TEXT_KEY_FILE = DATA_DIR / "private-text.key"
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]", "testserver"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
ORGANIZATION_NAME = env.str("ORGANIZATION_NAME", "Northwind Assistance")
SITE_NAME = env.str("SITE_NAME", "Northwind Learning")
CERTIFICATE_SIGNATORY = env.str("CERTIFICATE_SIGNATORY", "Theo Lindqvist")
CERTIFICATE_SIGNATORY_TITLE = env.str("CERTIFICATE_SIGNATORY_TITLE", "Head of Learning")

INSTALLED_APPS = [
    # Low to high: an app may rely on those above it in this list being ready.
    "common",
    "audit",
    "people",
    "notifications",
    "courses",
    "enrollments",
    "curricula",
    "practice",
    "quizzes",
    "certificates",
    "reports",
    "studio",
    "lms.apps.LmsConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_filters",
    "django_htmx",
    "django_structlog",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
]
if ENVIRONMENT == "test":
    INSTALLED_APPS.append("lms.testing")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "lms.middleware.StorableTextMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "people.middleware.LanguageMiddleware",
    "people.middleware.SignInFirstMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "people.middleware.ViewerMiddleware",
    "lms.middleware.PrivateByDefaultMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "lms.middleware.MissingKeyMiddleware",
    "lms.middleware.BusyMiddleware",
]

ROOT_URLCONF = "lms.urls"
WSGI_APPLICATION = "lms.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "lms" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lms.context.shell",
            ],
            "builtins": ["django.templatetags.i18n", "lms.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# The runtime role works; migrations run as the owner (docs/adr/0015-two-database-roles.md).
_timeouts = (
    f"-c statement_timeout={env.int('STATEMENT_TIMEOUT_MS', 5000)} -c lock_timeout=2000 "
    "-c idle_in_transaction_session_timeout=10000"
)
DATABASES = {
    "default": {
        **env.dj_db_url("DATABASE_URL", "postgres://attune_web@localhost/attune"),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 3,
            "tcp_user_timeout": 5000,
            "application_name": "attune",
            "options": _timeouts,
        },
    }
}
AUTH_USER_MODEL = "people.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # e-mail is unique by an index on lower(email)

# Counters of the sign-in limits must be shared and outlive the broker.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "common_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

AUTHENTICATION_BACKENDS = ["people.backend.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
if ENVIRONMENT == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["legal_name", "email"]},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# The roster keeps addresses: nobody adds a second one, least of all a colleague's.
ACCOUNT_MAX_EMAIL_ADDRESSES = 1
ACCOUNT_ADAPTER = "people.sign_in.AccountAdapter"
ACCOUNT_PREVENT_ENUMERATION = "strict"
# Wrong passwords only, as an office starts its day behind one address: see people/sign_in.py.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "20/m/ip,5/300s/key"}
# On the first day all of it sets a password.
ACCOUNT_RATE_LIMITS |= {"reset_password": "200/m/ip,5/m/key", "reset_password_from_key": "200/m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses come from HR, not from the person
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_PRODUCTION
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1  # a code that was typed as its half minute ended still counts

SESSION_ENGINE = "people.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_PRODUCTION
CSRF_FAILURE_VIEW = "lms.views.errors.csrf_failure"
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", IS_PRODUCTION)
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31_536_000 if IS_PRODUCTION else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
if env.bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
UPLOAD_MAX_SIZE = 21_500_000  # of a whole body: the largest file that Studio takes, and a form
FILE_UPLOAD_HANDLERS = [
    "lms.uploads.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("de", _("German")), ("ar", _("Arabic"))]
LANGUAGE_COOKIE_AGE = 31_536_000
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = IS_PRODUCTION
LOCALE_PATHS = [BASE_DIR / "lms" / "locale"]
FORMAT_MODULE_PATH = "lms.formats"
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static" if IS_PRODUCTION else None  # otherwise served from the apps
MEDIA_ROOT = DATA_DIR / "media"
# Authors' packages, a folder each; Studio shows them and publishes from there.
COURSE_PACKAGES_DIR = env.path("COURSE_PACKAGES_DIR", BASE_DIR / "courses" / "packages")
PRACTICE_EMBEDDING_MODEL = env.str("PRACTICE_EMBEDDING_MODEL", "")  # a folder; empty is off
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if IS_PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not IS_PRODUCTION

EMAIL_BACKEND = env.str(
    "EMAIL_BACKEND",
    "django.core.mail.backends.smtp.EmailBackend"
    if IS_PRODUCTION
    else "django.core.mail.backends.filebased.EmailBackend",
)
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST, EMAIL_PORT = env.str("EMAIL_HOST", "localhost"), env.int("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "learning@northwind.example")

# Longer than Celery's hard limit of 45 s, so that no work is handed out twice while it runs.
OUTBOX_LEASE_SECONDS = env.int("OUTBOX_LEASE_SECONDS", 60)
# What was done, for whoever asks what happened to it; rows that are still owed have no end.
OUTBOX_KEPT_DAYS = env.int("OUTBOX_KEPT_DAYS", 90)
if not 1 <= OUTBOX_KEPT_DAYS <= 36_500:
    raise ImproperlyConfigured("OUTBOX_KEPT_DAYS is a number of days from 1 to 36500.")
BROKER_URL = env.str("BROKER_URL", "redis://localhost:6379/0")

REST_FRAMEWORK, SPECTACULAR_SETTINGS = api.REST_FRAMEWORK, api.SPECTACULAR_SETTINGS
LOGGING_CONFIG = "lms.logs.configure"
LOGGING = {"version": 1}  # not empty, or Django would not call it
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = "uuid"
DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL = 20
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = 10  # what has finished says all of it
LOG_LEVEL = env.str("LOG_LEVEL", "INFO")
