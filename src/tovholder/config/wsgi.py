"""The WSGI application that the server runs."""

import os

from django.core.wsgi import get_wsgi_application

from tovholder.cli import in_use
from tovholder.web.shared.settling import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tovholder.config.settings")
application = get_wsgi_application()
settle()
in_use.hold_until_the_end()
