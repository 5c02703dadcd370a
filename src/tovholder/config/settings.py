"""Django's settings. All that depends on the machine comes from environment.py."""

from pathlib import Path

from csp.constants import NONE, SELF

from tovholder.config import environment

MODE = environment.mode()
HOME = environment.home(MODE)
_KEYS = environment.keys(HOME)

SECRET_KEY = _KEYS.django
FIELD_KEYS = _KEYS.fields
LOOKUP_KEY = _KEYS.lookup
DEBUG = False
DEMO = MODE == "demo"  # persona sign-in; there is no other switch for it
DEMO_BESIDE = environment.has_demo_beside(MODE)  # so that a command can say where the demo is

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"] if MODE != "live" else environment.allowed_hosts()
CSRF_FAILURE_VIEW = "tovholder.web.shared.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = environment.trusted_origins()

DATABASES = environment.databases(HOME)
DATABASE_OF_ADDRESS = environment.postgresql  # how an address becomes a database, for moving to another
READLOG_ALIAS = "readlog" if "readlog" in DATABASES else "default"
DATABASE_ROUTERS = ["tovholder.accounts.readlog.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "tovholder.web.shared",  # before the sign-in library: its pages are ours
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "tovholder.accounts",
    "tovholder.documents",
    "tovholder.people",
    "tovholder.companies",
    "tovholder.learning",
    "tovholder.placements",
    "tovholder.pathways",
    "tovholder.proposals",
    "tovholder.imports",
    "tovholder.worklists",
    "tovholder.web.staff",
    "tovholder.web.citizen",
    "tovholder.web.company",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tovholder.web.shared.another_language.AnotherLanguage",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tovholder.web.shared.middleware.KeptNowhere",
    "tovholder.web.shared.middleware.ActingOrganisation",
    "tovholder.web.shared.own_languages.OwnLanguages",
    "tovholder.web.shared.middleware.ReadLog",
    "tovholder.web.shared.middleware.DenyByDefault",
]

ROOT_URLCONF = "tovholder.config.urls"
WSGI_APPLICATION = "tovholder.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["tovholder.web.shared.templatetags.opened_for"],  # forms tell for whom they were opened
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tovholder.web.shared.context.chrome",
            ],
        },
    },
]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_ADAPTER = "tovholder.web.shared.signin.InvitedOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False  # a shared machine forgets when the browser closes
ACCOUNT_PREVENT_ENUMERATION = True
# The key is an e-mail together with where it is tried from: a stranger's wrong guesses shut nobody else out. The high
# limit is for one place that tries very many; a whole town hall may sign in from one address.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,300/5m/ip", "login": "600/5m/ip", "mitid": "300/5m/ip"}
# Only sign-in counts in it, and notes codes that were used: in the database, so that every web process counts the same.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "sign_in_counts",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
ALLAUTH_TRUSTED_PROXY_COUNT = environment.trusted_proxies()
MFA_ADAPTER = "tovholder.web.shared.signin.SealedSecrets"
MFA_FORMS = {
    "add_webauthn": "tovholder.web.shared.signin_forms.AddPasskey",
    "activate_totp": "tovholder.web.shared.signin_forms.AddApp",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Tovholder"
MFA_TOTP_TOLERANCE = 1  # a step to either side: a phone's clock may be half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = MODE != "live"
MITID = environment.broker(MODE)  # how citizens with MitID sign in; None: not here
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = MODE == "live"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # names of citizens do not go into cookies
SESSION_COOKIE_AGE = 8 * 60 * 60  # a working day
SESSION_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = False  # the municipality's own proxy ends TLS, and says so in this header
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if MODE == "live" else None
SECURE_HSTS_SECONDS = 31_536_000 if MODE == "live" else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LANGUAGE_CODE = "da"
LANGUAGES = [
    ("da", "Dansk"),
    ("en", "English"),
    # Of the citizen's pages alone: web/shared/own_languages.py.
    ("ar", "العربية"),
    ("fa", "فارسی"),
    ("ti", "ትግርኛ"),
    ("so", "Soomaali"),
    ("uk", "Українська"),
    ("kmr", "Kurmancî"),
]
# One catalogue for each subject; they are read together.
LOCALE_PATHS = sorted((Path(__file__).resolve().parents[1] / "locale").glob("*"))
LANGUAGE_COOKIE_HTTPONLY = True
TIME_ZONE = "Europe/Copenhagen"
FORMAT_MODULE_PATH = "tovholder.web.shared.formats"
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [Path(__file__).resolve().parents[1] / "web" / "static"]  # the bundled front end
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
VOCABULARY_FOLDER = Path(HOME) / "vocabulary"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 60_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "tovholder.config.logs.WithoutKeys",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
