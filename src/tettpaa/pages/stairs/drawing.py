"""Stairs as a reader sees them: shipped ones, an owner's own, and a draft of those, all drawn alike."""

from tettpaa.follow_up.stairs.steps import Stairs
from tettpaa.follow_up.stairs.words import act_words, in_language, role_words, terms_of


def drawn(stairs: Stairs) -> dict:
    """What `stairs/steps.html` draws, with the set's name and source."""
    return {
        "title": in_language(stairs.words), "source": stairs.source, "ends": [act_words(act) for act in sorted(stairs.ends)],
        "steps": [_step(stairs, number) for number in range(len(stairs.stairs))],
    }  # fmt: skip


def _step(stairs: Stairs, number: int) -> dict:
    stair = stairs.stairs[number]
    return {
        "who": role_words(stair.who).capitalize(), "what": in_language(stair.words), "terms": terms_of(stairs, number)
    }  # fmt: skip


def lines_of(stairs: Stairs) -> list[str]:
    """The same as lines of text, so that two can be set beside each other."""
    shown = drawn(stairs)
    steps = [f"{step['who']}: {step['what']} ({', '.join(step['terms'])})" for step in shown["steps"]]
    return [shown["title"], *steps, ", ".join(shown["ends"]), shown["source"]]
