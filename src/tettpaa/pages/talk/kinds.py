"""The kinds of talks as addresses name them. A kind without a form is not offered."""

from django.http import Http404

from tettpaa.assess.talks.models import TalkKind

SLUGS = {
    TalkKind.START: "oppstart", TalkKind.HALF_YEAR: "halvar", TalkKind.ABSENCE: "fravar", TalkKind.RETURN: "tilbake",
    TalkKind.HOME: "hjem", TalkKind.EXIT: "slutt",
}  # fmt: skip
KINDS = {slug: kind for kind, slug in SLUGS.items()}


def kind_at(slug: str) -> TalkKind:
    """The kind an address names, or the same 404 as for anything that is not there."""
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]
