"""How far something has come."""

from collections.abc import Iterable

from tettpaa.kit.html import amounts
from tettpaa.kit.html.library import register

STEP_STATES = ("done", "current", "waiting", "stopped")


@register.inclusion_tag("kit/step_line.html")
def step_line(steps: Iterable[dict], label: str = "") -> dict:
    """Steps as a line: {label, state, note}; `state` is one of `STEP_STATES`, `note` a short text or none."""
    listed = list(steps)
    for step in listed:
        if step["state"] not in STEP_STATES:
            raise ValueError(f"a step is one of {STEP_STATES}, not {step['state']!r}")
    return {"steps": listed, "label": label}


@register.inclusion_tag("kit/progress.html")
def progress(done: float, whole: float | None, label: str, unit: str = "") -> dict:
    """A bar with its words: '43 000 av 120 000 rader (36 %)'. Without `whole` it only says that it goes on."""
    percent = None if not whole else int(100 * done / whole)
    words = amounts.amount(done, unit, of=whole)
    return {"done": done, "whole": whole, "label": label, "words": words, "percent": percent}


@register.inclusion_tag("kit/htmx.html")
def htmx() -> dict:
    """The script that lets a part of a page follow something that goes on, such as an import."""
    return {}
