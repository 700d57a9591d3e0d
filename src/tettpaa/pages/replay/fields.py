"""The rules that are tried as fields in sentences: the flags' own form, with a slider where the threshold has one."""

from tettpaa.identify.flags.editing import form_of
from tettpaa.pages.replay.sliders import slider_of


def rules_with_sliders(draft: dict) -> list[dict]:
    """What the template shows of each rule."""
    rules = form_of(draft)
    for rule, written in zip(rules, draft["rules"], strict=True):
        for way, conditions in zip(rule["ways"], written["any"], strict=True):
            for field, condition in zip(way, conditions, strict=True):
                field["slider"] = slider_of(condition)
    return rules


def sliders_in(rules: list[dict]) -> list[str]:
    """Where each slider's value is told: these follow it, while the fields themselves are left alone."""
    fields = (field for rule in rules for way in rule["ways"] for field in way)
    return [f"#{field['name']}-told" for field in fields if field["slider"]]
