"""What a server does once before its first request, so that no request pays for it."""

import gc
from importlib import import_module

from django.conf import settings

# Objects made before the collector looks at the young, and looks before it goes on to the older ones. A page with a
# hundred rows makes some hundred thousand objects that nearly all go by themselves: with Python's own 700 every heavy
# page was stopped for 100 to 150 ms to look through all of Django.
_YOUNG, _MIDDLE, _OLD = 50_000, 20, 50


def settle() -> None:
    """Load every page, and leave what stays for good out of what the collector goes through."""
    import_module(settings.ROOT_URLCONF)
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
