"""The WSGI application, for granian or any other server."""

import os

from django.core.wsgi import get_wsgi_application

from saksama.office.taking_turns import TakingTurns

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saksama.office.settings")

application = TakingTurns(get_wsgi_application())
