"""`tettpaa VERB …`: every operator task. A verb is a management command of the app it belongs to."""

import datetime as dt
import os
import sys

from tettpaa.kit import clock

# The demo's own settings, fixed before Django reads any: an embedded home, one day from noon, and anybody may be anybody.
# TETTPAA_HOME is kept where it is given.
DEMO = {"TETTPAA_DEMO": "1", "TETTPAA_DATABASE_URL": ""}
DEMO_DAY = dt.date(2025, 10, 14)
DEMO_HOME = ".home/demo"


def main() -> None:
    """Run one verb; `tettpaa help` lists them, `tettpaa help VERB` explains one."""
    if sys.argv[1:2] == ["demo"]:
        os.environ.update({**DEMO, **clock.frozen(DEMO_DAY)})
        os.environ.setdefault("TETTPAA_HOME", DEMO_HOME)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tettpaa.config.settings")
    from django.core.management import ManagementUtility

    utility = ManagementUtility(["tettpaa", *sys.argv[1:]])
    utility.prog_name = "tettpaa"
    utility.execute()
