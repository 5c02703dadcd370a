"""Django's settings under test: the product's own, in test mode, on the database the test command names."""

import os

os.environ.setdefault("TOVHOLDER_MODE", "test")
if "TOVHOLDER_TEST_DATABASE_URL" in os.environ:
    os.environ["TOVHOLDER_DATABASE_URL"] = os.environ["TOVHOLDER_TEST_DATABASE_URL"]

from tovholder.config.settings import *  # noqa: F403 - the environment had to be named first

# Real password hashing is slow on purpose; here it would only be slow.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 - files are found where they lie; nothing is collected here

# A demo's addresses, which are all there are: a setting changed for each test would have Django read them all anew.
ROOT_URLCONF = "tests.architecture.demo_urls"
