"""docs/reference/commands.md: every verb of `tettpaa` with its arguments, from the commands themselves."""

import argparse
from collections.abc import Iterator

from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand, CommandParser

from tettpaa.config.reference.markdown import table


def text() -> str:
    """The whole page. The layout is our own: argparse's differs from one Python to the next."""
    head = "# Commands\n\n`tettpaa VERB …`, in a checkout `./dev run tettpaa VERB …`. `tettpaa help VERB` tells it.\n"
    return head + "".join(f"\n## tettpaa {name}\n\n{_command(command)}" for name, command in own_commands())


def own_commands() -> Iterator[tuple[str, BaseCommand]]:
    """Tettpå's own verbs by name; Django's are documented by Django."""
    for name, app in sorted(get_commands().items()):
        if app.startswith("tettpaa."):
            yield name, load_command_class(app, name)


def arguments(command: BaseCommand) -> list[argparse.Action]:
    """The arguments that the command has added to those all have."""
    parser = CommandParser(add_help=False)
    command.add_arguments(parser)
    return parser._actions  # argparse tells its arguments nowhere else


def _command(command: BaseCommand) -> str:
    words = f"{command.help}\n"
    rows = [row for action in arguments(command) for row in _rows(action)]
    return words + ("\n" + table(("argument", "meaning", "default"), rows) if rows else "")


def _rows(action: argparse.Action) -> Iterator[tuple[str, str, str]]:
    """One line for an argument; for subcommands, one each and their own arguments after it."""
    if isinstance(action, argparse._SubParsersAction):
        told = {choice.dest: choice.help or "" for choice in action._choices_actions}
        for name, parser in action.choices.items():
            yield f"`{name}`", told.get(name, ""), ""
            yield from (row for inner in parser._actions if inner.dest != "help" for row in _rows(inner))
        return
    yield f"`{_spelling(action)}`", action.help or "", _default(action)


def _spelling(action: argparse.Action) -> str:
    shown = (
        "{" + ",".join(map(str, action.choices)) + "}" if action.choices else str(action.metavar or action.dest.upper())
    )
    if not action.option_strings:
        return shown if action.nargs not in ("*", "+") else f"{shown} ..."
    return ", ".join(action.option_strings) + ("" if action.nargs == 0 else f" {shown}")


def _default(action: argparse.Action) -> str:
    if action.required:
        return "required"
    plain = action.default in (None, "", False, argparse.SUPPRESS) or action.nargs == 0
    return "" if plain else f"`{action.default}`"
