"""The WSGI application that the web server loads."""

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

from ideenschmiede.base.finding import warm

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ideenschmiede.site.settings")
application = get_wsgi_application()

# word lists and the model of meaning take seconds to load: not while the first visitor waits
Thread(target=warm, daemon=True).start()
