"""The WSGI application, for any web server that has processes of its own. `saksama serve` puts `front.py` before it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saksama.office.settings")

application = get_wsgi_application()
