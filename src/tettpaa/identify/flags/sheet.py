"""A rule set on the desk: what the form says now, what it means, and what was asked to be done with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tettpaa.identify.flags.drafts import changed, definition_from, draft_from, draft_of
from tettpaa.identify.flags.editing import windowed
from tettpaa.identify.indicators.rules import DefinitionRefused, read_definition

SAVE, SHOW = "save", "show"


@dataclass(frozen=True)
class Sheet:
    """`draft` is what stands in the fields, `definition` what it means, `act` which button was pressed."""

    draft: dict
    definition: dict
    act: str = SHOW

    @property
    def is_saving(self) -> bool:
        return self.act == SAVE

    @property
    def faults(self) -> list[str]:
        """What keeps the rules from being used, in words."""
        nameless = [number for number, rule in enumerate(self.draft["rules"], 1) if not rule["title"]]
        if nameless:
            return [_("Regel %(number)d mangler navn.") % {"number": number} for number in nameless]
        try:
            read_definition(self.definition)
        except DefinitionRefused as refused:
            return [problem.again(_) for problem in refused.problems]
        return []


def sheet_of(definition: dict) -> Sheet:
    """The sheet as it lies before anybody has touched it."""
    return Sheet(draft_of(definition), definition)


def sheet_sent(fields: Mapping[str, list[str]], before: Mapping) -> Sheet:
    """The sheet as sent: with a rule, way or condition more or fewer where that is what was asked."""
    act = (fields.get("act") or [SHOW])[-1]
    draft = draft_from(fields)
    if act not in (SAVE, SHOW):
        draft = changed(draft, act)
    return Sheet(draft, definition_from(draft, before, windowed()), act)
