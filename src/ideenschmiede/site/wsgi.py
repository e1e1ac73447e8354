"""The WSGI application that the web server loads; refuses to be loaded insecurely."""

import os
import sys
from threading import Timer

from django.core.wsgi import get_wsgi_application

from ideenschmiede.base.finding import warm
from ideenschmiede.site.checks import problems
from ideenschmiede.site.configuration import Configuration

AFTER_FIRST_PAGE = 1.5  # seconds

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ideenschmiede.site.settings")
application = get_wsgi_application()

# `serve` has asked already; an operator who starts a web server of their own has not, and without a secret of their own
# anybody could sign what this site signs
if found := problems(Configuration()):
    sys.exit("Not started:\n- " + "\n- ".join(found))

# word lists and the model of meaning take seconds to load: not in the question that needs them first, nor in the way
# of the first page
loading = Timer(AFTER_FIRST_PAGE, warm)
loading.daemon = True
loading.start()
