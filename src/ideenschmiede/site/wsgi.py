"""The WSGI application that the web server loads; refuses to be loaded insecurely."""

import os
import sys
from threading import Thread

from django.core.wsgi import get_wsgi_application

from ideenschmiede.base.finding import warm
from ideenschmiede.site.checks import problems
from ideenschmiede.site.configuration import Configuration

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ideenschmiede.site.settings")
application = get_wsgi_application()

# `serve` has asked already; an operator who starts a web server of their own has not, and without a secret of their own
# anybody could sign what this site signs
if found := problems(Configuration()):
    sys.exit("Not started:\n- " + "\n- ".join(found))

# word lists and the model of meaning take seconds to load: not while the first visitor waits
Thread(target=warm, daemon=True).start()
