"""The texts to translate are found where they are written, and translations are kept."""

import polib
import pytest

from tools import messages

VIEW = """
from django.utils.translation import gettext as _, ngettext, pgettext, gettext_lazy
LINES = [_("Fravær"), ngettext("%(n)d dag", "%(n)d dager", 2), pgettext("måned", "mai"), gettext_lazy("Elev" " nå")]
ALONE = _("%(n)d dag")
FORMAT = f"{_('I går')} – {_('i dag')}"
"""
TEMPLATE = """
{% load i18n %}
  <p title="{% translate 'Lukk "vinduet"' %}">
{% blocktranslate count n=days trimmed %}
    {{ n }} dag igjen
  {% plural %}
    {{ n }} dager igjen
{% endblocktranslate %}
{% translate "Åpne" context "dør" as open %}
"""


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package with one module and one template, and no catalogues yet."""
    root = tmp_path / "src" / "tettpaa"
    (root / "templates").mkdir(parents=True)
    (root / "view.py").write_text(VIEW)
    (root / "templates" / "page.html").write_text(TEMPLATE)
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "PACKAGE", root)
    return root


def test_texts_are_found_in_code_and_templates(package):
    assert set(messages.texts()) == {
        ("", "Fravær", ""),
        ("", "%(n)d dag", "%(n)d dager"),
        ("måned", "mai", ""),
        ("", "Elev nå", ""),
        ("", "I går", ""),
        ("", "i dag", ""),
        ("", 'Lukk "vinduet"', ""),
        ("", "%(n)s dag igjen", "%(n)s dager igjen"),
        ("dør", "Åpne", ""),
    }


def test_a_translation_stays_and_a_text_no_longer_used_goes(package):
    assert messages.main([]) == 0
    _translate(package, "en", "Fravær", "Absence")
    (package / "templates" / "page.html").unlink()
    messages.main([])
    kept = polib.pofile(str(package / "locale" / "en" / "LC_MESSAGES" / "django.po"))
    assert kept.find("Fravær").msgstr == "Absence"
    assert kept.find('Lukk "vinduet"') is None


def test_the_check_tells_each_fault(package, capsys):
    assert messages.main(["--check"]) == 1
    assert "en: missing: 'Fravær' (src/tettpaa/view.py)" in capsys.readouterr().out
    messages.main([])
    _translate(package, "nn", "I går", "I går %(day)s")
    (package / "view.py").write_text("print(_('I går'))")
    messages.main(["--check"])
    said = capsys.readouterr().out
    assert "nn: left over: 'Fravær'" in said
    assert "nn: other placeholders than the source: 'I går'" in said
    assert "en: not translated: 'I går'" in said
    assert "nn: django.mo is not made from django.po" in said


def test_nothing_is_said_when_all_is_translated(package, capsys):
    messages.main([])
    for language in messages.LANGUAGES:
        catalogue = messages.read(language)
        for entry in catalogue:
            entry.msgstr, entry.msgstr_plural = entry.msgid, dict.fromkeys(entry.msgstr_plural, entry.msgid_plural)
        catalogue.save(str(messages.folder(language) / "django.po"))
    messages.main([])
    assert messages.main(["--check"]) == 0
    assert capsys.readouterr().out.endswith("translations: 9 texts, 0 faults\n")


def test_two_plurals_of_one_text_are_refused(package):
    (package / "other.py").write_text("ngettext('%(n)d dag', '%(n)d døgn', 2)")
    with pytest.raises(SystemExit, match="two plurals"):
        messages.texts()


def _translate(package, language, text, translation):
    path = package / "locale" / language / "LC_MESSAGES" / "django.po"
    catalogue = polib.pofile(str(path))
    catalogue.find(text).msgstr = translation
    catalogue.save(str(path))
