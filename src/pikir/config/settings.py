"""Django's settings, all derived from the typed environment."""

from pathlib import Path

import dj_database_url

from pikir.accounts.oidc import read_claims, read_oidc
from pikir.config.environment import read_environment
from pikir.config.secrets import read_secret
from pikir.mail.kinds import SERVER_SECONDS
from pikir.mail.server import read_mail_server
from pikir.web.limits import tries

ENVIRONMENT = read_environment()
PACKAGE = Path(__file__).resolve().parent.parent
DATA = ENVIRONMENT.data.absolute()

DEBUG = ENVIRONMENT.debug
DEMO = ENVIRONMENT.demo
SQUARE_URL = ENVIRONMENT.url
SECRET_KEY = read_secret(DATA, "secret")
ALLOWED_HOSTS = ["*"] if not ENVIRONMENT.production else [ENVIRONMENT.host]
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.url]
ROOT_URLCONF = "pikir.config.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True

INSTALLED_APPS = [
    "pikir.accounts",  # before allauth, whose templates it replaces
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "django_tasks",
    "pikir.web",
    "pikir.places",
    "pikir.jobs",
    "pikir.mail",
    "pikir.audit",
    "pikir.media",
    "pikir.notifications",
    "pikir.posts",
    "pikir.timelines",
    "pikir.moderation",
    "pikir.offices",
    "pikir.syndication",
    "pikir.transfer",
    "pikir.site",
]

MIDDLEWARE = [
    "pikir.web.middleware.RequestLog",
    "pikir.web.health.HealthAddress",
    "pikir.web.middleware.Caution",
    "django.middleware.security.SecurityMiddleware",
    "pikir.web.middleware.PagePolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "pikir.transfer.middleware.OldAddresses",
    "pikir.site.middleware.SquareZone",
    "pikir.web.middleware.LookOfPages",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pikir.accounts.middleware.ViewerMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pikir.web.middleware.BodyLimit",
    "pikir.web.rates.middleware.Haste",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "pikir.web.context.here",
                "pikir.site.context.square",
                "pikir.notifications.context.inbox",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "pikir.web.templatetags.ui",
                "pikir.web.templatetags.kept",
                "pikir.web.templatetags.heads",
            ],
        },
    }
]

_SQLITE = {
    "ENGINE": "pikir.web.sqlite",
    "NAME": str(DATA / "pikir.sqlite3"),
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;"
            "PRAGMA cache_size=-4000; PRAGMA journal_size_limit=67108864; PRAGMA foreign_keys=ON;"
            "PRAGMA wal_autocheckpoint=4000"  # pages, four times the usual: writers mostly write the same ones again
        ),
    },
}
_GIVEN = dict(dj_database_url.parse(ENVIRONMENT.database, conn_max_age=None)) if ENVIRONMENT.database else {}
DATABASES = {
    "default": _GIVEN | {"ENGINE": "pikir.web.postgresql"}
    if ENVIRONMENT.database.startswith("postgres")
    else _SQLITE | ({"NAME": _GIVEN["NAME"]} if _GIVEN else {})
}
CACHES = {
    "default": {
        "BACKEND": "pikir.web.sharedcache.SharedCache",
        "LOCATION": "web_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # beyond it some are thrown away: nobody may so get rid of a lockout
    }
}
TASKS = {"default": {"BACKEND": "pikir.jobs.backend.DatabaseBackend", "QUEUES": ["urgent", "default", "pictures"]}}

_SERVER = read_mail_server(ENVIRONMENT.mail)
EMAIL_BACKEND = "pikir.mail.backend.OutboxBackend"  # letters of libraries become rows as well
MAIL_SERVER_BACKEND = "django.core.mail.backends.smtp.EmailBackend" if _SERVER.host else ""  # empty: letters stay
EMAIL_HOST = _SERVER.host
EMAIL_PORT = _SERVER.port
EMAIL_HOST_USER = _SERVER.user
EMAIL_HOST_PASSWORD = _SERVER.password
EMAIL_USE_TLS = _SERVER.starttls
EMAIL_USE_SSL = _SERVER.tls
EMAIL_TIMEOUT = SERVER_SECONDS
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from or f"square@{ENVIRONMENT.host}"
MAIL_REPLY = ENVIRONMENT.mail_reply  # empty: letters name no address to reply to
MAIL_IN = ENVIRONMENT.mail_in
SILENCE_MONTHS = ENVIRONMENT.silence

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["pikir.accounts.doorkeeper.Doorkeeper"]
SESSION_ENGINE = "pikir.accounts.sessions"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "front"
LOGOUT_REDIRECT_URL = "front"

ACCOUNT_ADAPTER = "pikir.accounts.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None  # the handle belongs to the account, not to the user
ACCOUNT_LOGIN_METHODS = {"email"}  # our sign-in form turns a handle into its address
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "login": "pikir.accounts.forms.doors.SignInForm",
    "signup": "pikir.accounts.forms.doors.SignUpForm",
    "add_email": "pikir.accounts.forms.doors.ChangeAddressForm",
    "change_password": "pikir.accounts.forms.doors.ChangePasswordForm",
    "reset_password": "pikir.accounts.forms.doors.AskResetForm",
    "reset_password_from_key": "pikir.accounts.forms.doors.ResetForm",
    "reauthenticate": "pikir.accounts.forms.doors.ReauthenticateForm",
    "set_password": "pikir.accounts.forms.doors.SetPasswordForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # in the browser that signed up; elsewhere the link leads to sign-in
ACCOUNT_CHANGE_EMAIL = True  # one address a person; a new one replaces the old when it is confirmed
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # a forgotten open browser must not be enough to take an account over
ACCOUNT_RATE_LIMITS = tries()
MFA_ADAPTER = "pikir.accounts.factors.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # a code is still right half a minute later: people type slowly and clocks go wrong
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody is inside without a proven address; this is about a second, new one
MFA_FORMS = {
    "authenticate": "pikir.accounts.forms.factors.CodeForm",
    "reauthenticate": "pikir.accounts.forms.factors.CodeAgainForm",
    "activate_totp": "pikir.accounts.forms.factors.FirstCodeForm",
    "add_webauthn": "pikir.accounts.forms.factors.AddPasskeyForm",
    "edit_webauthn": "pikir.accounts.forms.factors.RenamePasskeyForm",
    "authenticate_webauthn": "pikir.accounts.forms.factors.PasskeyForm",
    "reauthenticate_webauthn": "pikir.accounts.forms.factors.PasskeyAgainForm",
    "login_webauthn": "pikir.accounts.forms.factors.PasskeySignInForm",
}
OIDC = read_oidc(ENVIRONMENT.oidc)
OIDC_CLAIMS = read_claims(ENVIRONMENT.oidc_claims)
SOCIALACCOUNT_ADAPTER = "pikir.accounts.eid.EidAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False  # a handle is chosen by a person
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # an address is no proof of who it is
SOCIALACCOUNT_FORMS = {"signup": "pikir.accounts.forms.eid.EidSignUpForm"}
FACTOR_KEY = read_secret(DATA, "factors")  # seals what the second factor rests on
SEAL_KEY = read_secret(DATA, "sealed")  # of what was taken out of texts, to be put back after an appeal
ATTESTATION_KEY = read_secret(DATA, "attestations")  # of the blind hashes of documents

USE_TZ = True
TIME_ZONE = ENVIRONMENT.zone
USE_I18N = True
LANGUAGE_CODE = ENVIRONMENT.language
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"  # set by the settings, and by the switch of a page (web/static/web/shell.js)
LOCALE_PATHS = [PACKAGE / "locale", PACKAGE / "locale_frameworks"]
FORMAT_MODULE_PATH = ["pikir.web.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_ROOT = DATA / "media"
ARCHIVES_ROOT = DATA / "archives"  # of persons, for a few days; in no backup
DRAWN_ROOT = DATA / "drawn"  # cards and icons that are drawn when first asked for; in no backup
RUN_FOLDER = DATA / "run"  # what only running processes share: counters, bells, locks
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "pikir.web.storage.JoinedStaticStorage"},
}

CSRF_FAILURE_VIEW = "pikir.web.errors.stale_form"
SECURE_REFERRER_POLICY = "same-origin"  # the address of an unlisted post is nobody else's business
SECURE_SSL_REDIRECT = ENVIRONMENT.production
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if ENVIRONMENT.production else 0
SESSION_COOKIE_SECURE = ENVIRONMENT.production
STAFF_SECOND_FACTOR = ENVIRONMENT.production  # who keeps order signs in with a passkey or an app
CSRF_COOKIE_SECURE = ENVIRONMENT.production
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "pikir.web.logs.JsonLines"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "json"},
        "faults": {
            "class": "pikir.web.logs.FaultFile",
            "file": str(RUN_FOLDER / "faults.jsonl"),
            "formatter": "json",
            "level": "ERROR",
        },
    },
    "root": {"handlers": ["stderr", "faults"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},  # what was refused stands in the log of requests
        "django.server": {"handlers": [], "propagate": True},
        "pikir": {"level": "INFO"},
    },
}
