"""The site's own settings, faster and without a trace: what a test writes is gone after the run.

Of the environment only ``DATABASE_URL`` counts, and ``DATA_DIR``, where the test databases are kept for
``--reuse-db``. Somebody's own settings don't change what the tests see.
"""

import os
import tempfile
from pathlib import Path

OWN = (
    "ALLOWED_HOSTS BIND CACHE_URL DEBUG DEBUG_TOOLBAR EMAIL_FROM EMAIL_URL LANGUAGE_CODE LOG_FORMAT MEDIA_STORAGE_URL "
    "PORT SEARCH_URL SECRET_KEY SITE_URL TIME_ZONE TRUSTED_PROXIES WEB_CONCURRENCY"
).split()
for name in OWN:
    os.environ.pop(name, None)
os.environ.setdefault("DATA_DIR", str(Path(__file__).resolve().parent.parent / "test-results"))

from config.settings import *  # noqa: F403
from config.settings import DATA_DIR, DATABASES, MEDIA_URL, STATIC_ROOT
from config.storage import storages_for

_uploads = tempfile.TemporaryDirectory(prefix="goodwill-tests-")
MEDIA_ROOT = Path(_uploads.name)
STORAGES = {
    **storages_for("", MEDIA_ROOT, MEDIA_URL),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise looks there, though nothing is collected for tests
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "tests.indexing.Backend"}}

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file: in a database in memory, the threads of a live server would share one connection.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
