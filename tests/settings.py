"""The product's settings with a throw-away data folder, a fast password hasher and unhashed static files.

What ships is what is tested: database options, middleware and headers stay as they are.
"""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="tusoi-test-")
_owner = os.getpid()
atexit.register(lambda: os.getpid() == _owner and shutil.rmtree(_folder, ignore_errors=True))
os.environ["TUSOI_DATA_DIR"] = _folder

from tusoi.project.settings import *  # noqa: E402, F403
from tusoi.project.settings import ALLOWED_HOSTS, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]
ACCOUNT_RATE_LIMITS = {"login_failed": "1000/m/ip"}
LOGGING = {"version": 1, "disable_existing_loggers": False}
