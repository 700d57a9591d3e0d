"""docs/reference/guideline.md: every recommendation of the guideline, the step that fulfils it, and the count that shows it."""

from tettpaa.config.reference.markdown import table
from tettpaa.knowledge.guideline.rules import Recommendation, versions
from tettpaa.look_back.quality.evidence import NOT_YET, SHOWN
from tettpaa.trust.access.permissions import permission_named

STRENGTH = {"should": "bør", "may": "kan vurdere"}
HEADINGS = ("Anbefaling", "Styrke", "Steg i programmet", "Tellingen som viser det", "I koden")


def text() -> str:
    """The newest version, with where it is from and what is doubtful about it."""
    guideline = versions()[-1]
    head = (
        "# Retningslinja, og hva som viser at den følges\n\n"
        f"Kilde: {guideline.source}. Gjelder her fra {guideline.valid_from:%d.%m.%Y}. {guideline.doubtful} Ordene er våre.\n\n"
        "En telling sier hvor ofte noe er skrevet ned, ikke hvor godt det ble gjort. `tettpaa guideline` teller.\n\n"
    )
    return head + table(HEADINGS, map(_row, guideline.recommendations))


def _row(recommendation: Recommendation) -> tuple[str, ...]:
    told = (recommendation.nb, STRENGTH[recommendation.strength])
    if recommendation.key in NOT_YET:
        return (*told, "–", NOT_YET[recommendation.key], "–")
    shown = SHOWN[recommendation.key]
    steps = ". ".join(permission_named(name).words for name in shown.steps)
    return (*told, steps, shown.nb[0].upper() + shown.nb[1:], f"`look_back/quality/{shown.where}`")
