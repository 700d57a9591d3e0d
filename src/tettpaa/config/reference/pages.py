"""Every page of docs/reference that is made from the code, and the function that writes it."""

from collections.abc import Callable

from tettpaa.config.reference import commands, data_dictionary, settings_table

PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands.text,
    "data-dictionary.md": data_dictionary.text,
    "settings.md": settings_table.text,
}
