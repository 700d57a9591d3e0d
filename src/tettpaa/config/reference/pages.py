"""Every page of docs/reference that is made from the code, and the function that writes it."""

from collections.abc import Callable

from tettpaa.config.reference import (
    asvs,
    commands,
    connections_page,
    cryptography_page,
    data_dictionary,
    guideline_page,
    jobs,
    limits_page,
    logs_page,
    promises,
    record_of_processing,
    settings_table,
    state_diagrams,
)
from tettpaa.identify.imports import states_page
from tettpaa.identify.indicators.catalogue import page as indicators_page
from tettpaa.identify.sources.profile import describing
from tettpaa.trust.access.document import permissions_page

PAGES: dict[str, Callable[[], str]] = {
    "asvs.md": asvs.text,
    "commands.md": commands.text,
    "connections.md": connections_page.text,
    "cryptography.md": cryptography_page.text,
    "csv-profile.md": describing.profile_page,
    "data-dictionary.md": data_dictionary.text,
    "permissions.md": permissions_page,
    "guideline.md": guideline_page.text,
    "import-states.md": states_page.text,
    "indicators.md": indicators_page.text,
    "jobs.md": jobs.text,
    "limits.md": limits_page.text,
    "logs.md": logs_page.text,
    "promises.md": promises.text,
    "record-of-processing.md": record_of_processing.text,
    "settings.md": settings_table.text,
    "states.md": state_diagrams.text,
}
