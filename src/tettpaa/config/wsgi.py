"""The application that the web server loads."""

import os

from django.core.wsgi import get_wsgi_application

from tettpaa.trust.wall.asking import stand_always

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tettpaa.config.settings")
application = get_wsgi_application()
# Between requests, and while an answer is streamed, this process asks for nobody.
stand_always()
