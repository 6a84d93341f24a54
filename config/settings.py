"""Every setting of the site, in Django's own order of sections; each outside choice is read once.

README.md lists the variables with their defaults. A fresh clone needs none of them.
"""

from pathlib import Path
from zoneinfo import available_timezones

from csp.constants import NONE, SELF, UNSAFE_INLINE

from config.environment import (
    Environment,
    folder,
    is_host,
    is_language,
    is_local,
    is_network,
    is_site_url,
    is_time_zone,
    kept_secret_key,
    refuse,
)
from config.storage import storages_for

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()

# Where this installation keeps what it makes: database, pictures, documents, cache, key.
DATA_DIR = folder("DATA_DIR", env.path("DATA_DIR", BASE_DIR / "data").absolute())

# Core
DEBUG = env.bool("DEBUG", False)
BIND = env.str("BIND", "127.0.0.1")
PORT = env.int("PORT", 8000)
if not 1 <= PORT <= 65535:
    refuse("PORT", "a number from 1 to 65535")
SITE_URL = env.str("SITE_URL", "").rstrip("/")
if SITE_URL and not is_site_url(SITE_URL):
    refuse("SITE_URL", "must be http:// or https:// and a host, and nothing after it, as in https://blog.example.org")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
if not ALLOWED_HOSTS or not all(is_host(host) for host in ALLOWED_HOSTS):
    refuse("ALLOWED_HOSTS", "name hosts without https:// and without a port, as in blog.example.org,www.example.org")
PUBLIC = not all(is_local(host) for host in ALLOWED_HOSTS)
if not PUBLIC and not is_local(BIND):
    refuse("ALLOWED_HOSTS", f"name the site's public hosts before it listens on {BIND} (BIND)")
SECRET_KEY = env.str("SECRET_KEY", "")
if len(SECRET_KEY) < 50 and (PUBLIC or SECRET_KEY):
    refuse("SECRET_KEY", "use 50 characters or more, kept secret; a site without a public host may leave it empty")
SECRET_KEY = SECRET_KEY or kept_secret_key(DATA_DIR)
HTTPS = SITE_URL.startswith("https://") if SITE_URL else PUBLIC
# Proxies whose X-Forwarded-For and X-Forwarded-Proto gunicorn believes.
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", [])
if not all(is_network(proxy) for proxy in TRUSTED_PROXIES):
    refuse("TRUSTED_PROXIES", "give IP addresses or networks, as in 10.0.0.5,192.168.0.0/16")
WEB_CONCURRENCY = env.int("WEB_CONCURRENCY", 2)
if not 1 <= WEB_CONCURRENCY <= 64:
    refuse("WEB_CONCURRENCY", "the number of web workers, 1 to 64")

INSTALLED_APPS = [
    "wordpress",
    "home",
    "search",
    "blog",
    "images",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.sites",
    "home.apps.UsersConfig",  # wagtail.users
    "wagtail.snippets",
    "wagtail.documents",
    "images.apps.LibraryConfig",  # wagtail.images
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail_modeladmin",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.admin",  # not mounted: wagtail_modeladmin's filters are built on it
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "home.middleware.ReaderHeaders",
    "django.middleware.security.SecurityMiddleware",
    "home.maintenance.Maintenance",
    "home.middleware.RefuseUnreadable",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "home.compression.CompressText",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "blog.admin.publishing.SayWhatIsNotPublished",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wordpress.addresses.middleware.OldAddresses",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "home.routing.FindPage",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Database
DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE and a patient timeout: without them, editors who publish at the same moment fail each other.
    DATABASES["default"] |= {"CONN_MAX_AGE": 60}  # opening the file anew costs as much as several queries
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
else:
    refuse("DATABASE_URL", "use sqlite:///… or postgres://user:password@host/name")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Caches. Files by default: the workers must see one another's changes.
_cache = env.dj_cache_url("CACHE_URL", f"file://{DATA_DIR / 'cache'}")
if not _cache["BACKEND"] or "locmem" in _cache["BACKEND"] or "dummy" in _cache["BACKEND"]:
    refuse("CACHE_URL", "the processes of the site share their cache: use redis://host:6379/0, or leave it empty")
CACHES = {
    "default": {"OPTIONS": {"MAX_ENTRIES": 2_000}, **_cache} if "filebased" in _cache["BACKEND"] else _cache,
}

# Passwords and sign-in
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"

# Language and time
LANGUAGE_CODE = env.str("LANGUAGE_CODE", "en")
if not is_language(LANGUAGE_CODE):
    refuse("LANGUAGE_CODE", "use the code of a language, as in en, en-gb or de")
TIME_ZONE = env.str("TIME_ZONE", "UTC")
if not is_time_zone(TIME_ZONE):
    refuse("TIME_ZONE", "use a name of the time zone database, as in Europe/London")
USE_I18N = True
USE_TZ = True

# Static files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_MAX_AGE = 31_536_000

# Files that people upload. Originals and documents have no address of their own;
# readers get renditions, and documents through a view that knows who may see them.
MEDIA_URL = "/media/"
STORAGES = {
    **storages_for(env.str("MEDIA_STORAGE_URL", ""), DATA_DIR, MEDIA_URL),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
MEDIA_ROOT = DATA_DIR / "media"
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a long post with many blocks is one form

# Mail
_mail = env.dj_email_url("EMAIL_URL", "console://")
if "EMAIL_BACKEND" not in _mail:
    refuse("EMAIL_URL", "use smtp://user:password@host:port, submission://… (with TLS), or console://")
globals().update({name: value for name, value in _mail.items() if name.startswith("EMAIL_")})
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", "Goodwill <no-reply@localhost>")

# Background work: index, references and renditions
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Security
_ONE_YEAR = 31_536_000
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = _ONE_YEAR if HTTPS else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "home.errors.form_not_accepted"
CSRF_COOKIE_HTTPONLY = False  # the page editor reads it
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail itself allows the frames of its previews
SILENCED_SYSTEM_CHECKS = [
    # Whether every subdomain is HTTPS for ever is for the owner of the domain to promise, not for this site.
    "security.W005",
    "security.W021",
]
CSP_PUBLIC = {
    "default-src": [NONE],
    "style-src": [SELF],
    "font-src": [SELF],
    "img-src": [SELF],
    "media-src": [SELF],
    "script-src": [SELF],
    "connect-src": [SELF],  # Lighthouse reads robots.txt as if the page did
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
}
# Wagtail's page editor has inline scripts without a nonce, and its preview is a frame of the same site.
CSP_ADMIN = {
    "default-src": [NONE],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF],
    "media-src": [SELF],
    "connect-src": [SELF],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
CONTENT_SECURITY_POLICY = {"DIRECTIVES": CSP_PUBLIC}

# Logging
LOG_FORMAT = env.str("LOG_FORMAT", "text")
if LOG_FORMAT not in ("text", "json"):
    refuse("LOG_FORMAT", "use text or json")
STRANGERS_MISTAKES = ("DisallowedHost", "RequestDataTooBig", "TooManyFieldsSent", "csrf")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "config.log.JSONFormatter"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},  # not each wrong address that somebody tried
        # Any stranger could fill the log with these.
        **{f"django.security.{name}": {"level": "CRITICAL"} for name in STRANGERS_MISTAKES},
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
}

# Wagtail
WAGTAIL_SITE_NAME = "Goodwill"
WAGTAILADMIN_BASE_URL = SITE_URL or f"http://{BIND}:{PORT}"
WAGTAILIMAGES_IMAGE_MODEL = "images.CustomImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "images.forms.CustomImageForm"
WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "webp"]
# 720 pixels of a photograph come to 40 to 50 kB of AVIF, so that a post of ten stays below 900 kB on a sharp telephone.
WAGTAILIMAGES_AVIF_QUALITY = 50
WAGTAILIMAGES_WEBP_QUALITY = 75
WAGTAILIMAGES_JPEG_QUALITY = 76
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 30 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 100 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = (
    "avi csv doc docx epub flac gpx ics key m4a m4v mov mp3 mp4 mpg odp ods odt ogg ogv pdf pps ppsx ppt pptx rtf txt "
    "vtt wav webm wmv xls xlsx zip".split()
)
WAGTAIL_AUTOSAVE_INTERVAL = 3000  # milliseconds; each one writes to the database
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no reader or editor is shown to a third party
WAGTAIL_USER_TIME_ZONES = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = True
WAGTAIL_PASSWORD_RESET_ENABLED = True
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.backends"}}
if env.str("SEARCH_URL", ""):
    refuse("SEARCH_URL", "search clusters are not supported yet; leave it empty to search in the database")
TAGGIT_CASE_INSENSITIVE = True
TAG_SPACES_ALLOWED = True

# Development: `make dev`
DEBUG_TOOLBAR = DEBUG and env.bool("DEBUG_TOOLBAR", False)
if DEBUG_TOOLBAR:
    INSTALLED_APPS.append("debug_toolbar")
    # It writes into pages, so before they are compressed.
    MIDDLEWARE.insert(
        MIDDLEWARE.index("home.compression.CompressText") + 1, "debug_toolbar.middleware.DebugToolbarMiddleware"
    )
    INTERNAL_IPS = ["127.0.0.1", "::1"]
