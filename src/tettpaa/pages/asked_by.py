"""Who asks for the step a page is: the rule of law, and the national guideline, at the foot of the page."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tettpaa.knowledge.guideline.rules import GuidelineUnknown, Recommendation, guideline_on
from tettpaa.knowledge.law.asked_by import rules_asking_for
from tettpaa.look_back.quality.evidence import SHOWN


@dataclass(frozen=True)
class Ask:
    """One rule or recommendation: what it asks, in a sentence, and where it stands."""

    words: str
    where: str


def asked_by(request: HttpRequest) -> list[Ask]:
    """What asks for the page that is shown, the law first; nothing for pages that are no step. No read."""
    declaration = getattr(request, "declaration", None)
    rights = getattr(request, "rights", None)
    if declaration is None or rights is None:
        return []
    return asks_for(declaration.permission.name, rights.on, (get_language() or "nb")[:2])


def asks_for(step: str, on: dt.date, language: str) -> list[Ask]:
    """The same, for a step by the name of its permission."""
    laws = [Ask(rule.words.get(language, rule.words["nb"]), rule.law) for rule in rules_asking_for(step, on)]
    return laws + [Ask(_sentence(each, language), _where(each)) for each in _recommended(step, on)]


def _recommended(step: str, on: dt.date) -> list[Recommendation]:
    """What the guideline recommends of it; none before the first version."""
    try:
        recommendations = guideline_on(on).recommendations
    except GuidelineUnknown:
        return []
    return [each for each in recommendations if each.key in SHOWN and step in SHOWN[each.key].steps]


def _sentence(each: Recommendation, language: str) -> str:
    return f"{getattr(each, language if language in ('nb', 'nn', 'en') else 'nb')}."


def _where(each: Recommendation) -> str:
    strength = _("bør") if each.strength == "should" else _("kan vurdere")
    return _("nasjonal faglig retningslinje for skolefravær, pilot: %(strength)s") % {"strength": strength}
