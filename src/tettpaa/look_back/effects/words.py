"""What a comparison says, in words that claim no more than it bears."""

from django.utils.translation import gettext as _

from tettpaa.kit.html.amounts import written
from tettpaa.look_back.effects.comparing import Answer
from tettpaa.look_back.effects.models import Comparison


def short_words(answer: str) -> str:
    """The answer in a few words, for a table and a status."""
    return {
        Answer.TOO_EARLY: _("For tidlig å si"),
        Answer.TOO_FEW: _("For få elever"),
        Answer.NOT_ALIKE: _("Kan ikke sies"),
        Answer.LESS: _("Fraværet falt mer"),
        Answer.MORE: _("Fraværet falt mindre"),
        Answer.NONE_SEEN: _("Ingen forskjell å se"),
    }[Answer(answer)]


def whole_words(found: Comparison, enough: int) -> str:
    """What is behind the short answer, as a sentence or two. `enough`: how many pupils it takes."""
    answer = Answer(found.answer)
    if found.difference is None or found.low is None or found.high is None:
        return {
            Answer.TOO_EARLY: _("For få elever har hatt tiltaket lenge nok til at det kan sies noe ennå."),
            Answer.NOT_ALIKE: _("Elevene med tiltaket ligner for lite på elever uten til at de kan sammenlignes."),
        }.get(
            answer, _("Det må være minst %(least)d elever med nok førte skoledager før og etter.") % {"least": enough}
        )
    if answer is Answer.NONE_SEEN:
        sides = {"low": side_words(found.low), "high": side_words(found.high)}
        return _("Forskjellen fra lignende elever uten tiltaket kan være alt fra %(low)s til %(high)s fravær av hundre timer. "
                 "Det betyr ikke at det ikke er noen.") % sides  # fmt: skip
    least, most = sorted((abs(found.low), abs(found.high)))
    return _("Forskjellen fra lignende elever uten tiltaket er %(value)s timer av hundre, og trolig mellom %(least)s og "
             "%(most)s.") % {
        "value": written(abs(found.difference)), "least": written(least), "most": written(most),
    }  # fmt: skip


def side_words(value: float) -> str:
    """'6,4 mindre', '1,2 mer'."""
    number = written(abs(value))
    return _("%(number)s mer") % {"number": number} if value > 0 else _("%(number)s mindre") % {"number": number}


def fall_words(found: Comparison) -> list[str]:
    """Regression to the mean in three sentences, with how those without the measure went by themselves."""
    half = len(found.without) // 2
    before, after = sum(found.without[:half]) / half, sum(found.without[half:]) / half
    return [
        _("Tiltak begynner helst når fraværet er på det høyeste, og da går det gjerne ned av seg selv."),
        _("Lignende elever uten tiltaket gikk fra %(before)s til %(after)s timer borte av hundre.")
        % {"before": written(before), "after": written(after)},
        _("Bare det elevene med tiltaket endret seg mer enn dem, kan ha med tiltaket å gjøre."),
    ]
