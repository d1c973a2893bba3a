"""Django's settings. What an installation may change is in `configuration.py`; everything else is decided here."""

import os
from pathlib import Path

from tusoi.project import configuration, logs
from tusoi.project.databases import database
from tusoi.project.rooms import ROOMS

TUSOI_DATA_DIR = configuration.data_dir(os.environ)
CONFIGURATION = configuration.read(TUSOI_DATA_DIR)

SECRET_KEY = configuration.secret(TUSOI_DATA_DIR)
DEBUG = CONFIGURATION["debug"]
ALLOWED_HOSTS = CONFIGURATION["hosts"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",  # intcomma: 4941 is shown as 4.941 where a number is meant and not a year
    "django_htmx",
    *[f"tusoi.{room}" for room in ROOMS],  # before allauth, whose templates our rooms replace
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "tusoi.project.middleware.request_id_middleware",
    "tusoi.project.middleware.strict_headers_middleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tusoi.project.middleware.language_middleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tusoi.project.middleware.idle_clock_middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tusoi.accounts.middleware.ActorMiddleware",
    "tusoi.accounts.middleware.DoorMiddleware",
    "tusoi.ui.middleware.RefusalMiddleware",  # last: next to the views whose refusals it puts in words
]

ROOT_URLCONF = "tusoi.project.urls"
WSGI_APPLICATION = "tusoi.project.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "tusoi.ui.renderer.FormRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tusoi.ui.context.screen",
            ],
        },
    },
]

# Databases: two engines, one code. No ATOMIC_REQUESTS: an atomic GET would be a writer on SQLite.
DATABASES = {"default": database(CONFIGURATION["database_url"], TUSOI_DATA_DIR)}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "tusoi_cache"},
}

# People and sessions.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False  # closing the browser ends the session
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "tusoi.accounts.adapter.AccountAdapter"
ACCOUNT_PRESERVE_USERNAME_CASING = False  # names are stored in small letters, so Lan and lan are one
ACCOUNT_FORMS = {
    "login": "tusoi.accounts.forms_sign_in.SignInForm",
    "reauthenticate": "tusoi.accounts.forms_sign_in.ReauthenticateForm",
    "change_password": "tusoi.accounts.forms_sign_in.ChangePasswordForm",
}
MFA_ADAPTER = "tusoi.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "tusoi.accounts.forms_sign_in.CodeForm",
    "reauthenticate": "tusoi.accounts.forms_sign_in.CodeAgainForm",
    "activate_totp": "tusoi.accounts.forms_sign_in.ActivateForm",
}
MFA_TOTP_TOLERANCE = 1  # steps of 30 s: clocks of phones and of a server without internet drift apart
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "tusoi"
SESSION_COOKIE_AGE = CONFIGURATION["idle_minutes"] * 60
SESSION_COOKIE_NAME = "tusoi_session"

# What browsers are told.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = CONFIGURATION["https"]
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = CONFIGURATION["https"]
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if CONFIGURATION["https"] else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = CONFIGURATION["https"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "tusoi.ui.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if CONFIGURATION["https"] else []
if CONFIGURATION["behind_proxy"]:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    USE_X_FORWARDED_HOST = True
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # tries to sign in are counted per client, not per proxy

# What people send.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a bulk decision names every subject
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "tusoi.ui.uploads.LimitedUploadHandler",  # first: refuses by size before the body is read
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Language, time and numbers: Vietnamese first.
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).resolve().parents[1] / "locale"]
FORMAT_MODULE_PATH = ["tusoi.project.formats"]
USE_THOUSAND_SEPARATOR = False  # a year and a key are no amounts; amounts say |intcomma
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# Static files: hashed names, compressed once by `tusoi serve`.
STATIC_URL = "static/"
STATIC_ROOT = TUSOI_DATA_DIR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": TUSOI_DATA_DIR / "files", "file_permissions_mode": 0o600},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG

LOGGING = logs.logging_settings(CONFIGURATION["log_level"])
