"""The square's own settings in a folder of this process, so that tests run side by side and leave nothing behind."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = Path(tempfile.mkdtemp(prefix="pikir-test-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
for _name in [name for name in os.environ if name.startswith("PIKIR_") and name != "PIKIR_CHROMIUM"]:
    del os.environ[_name]  # a developer's own settings must not decide whether a test passes
os.environ.update(PIKIR_DATA=str(_folder), PIKIR_CONFIG=str(_folder / "pikir.toml"))

from pikir.config.settings import *  # noqa: E402, F403 - the folder must be set before the settings read it
from pikir.config.settings import DATABASES, STORAGES  # noqa: E402 - as above

PASSWORD_HASHERS = ["harness.hashers.CheapArgon2"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
DATABASES["default"]["CONN_MAX_AGE"] = 0
if "sqlite" in str(DATABASES["default"]["ENGINE"]):
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / "test.sqlite3")}
