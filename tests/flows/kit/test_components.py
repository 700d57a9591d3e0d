"""Each component renders, says what it must to those who do not see it, and stays within the policy."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.utils.translation import override

from tettpaa.kit.html.charts.calendar import CalendarDay
from tettpaa.kit.html.charts.development import Week
from tettpaa.kit.html.charts.limit_bar import LimitBar
from tettpaa.kit.html.looks import LOOKS
from tettpaa.kit.html.table_rows import NUMBER, Cell, Column
from tettpaa.kit.html.widgets import DayInput

TUESDAY = dt.date(2025, 10, 14)


def render(source, **context):
    return Template("{% load i18n tettpaa %}" + source).render(Context(context)).strip()


def words(html):
    """What a reader reads."""
    text = re.sub(r"<(style|title)\b.*?</\1>", "", html, flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).strip()


class ContactForm(forms.Form):
    on = forms.DateField(label="Når?", widget=DayInput, help_text="Dagen dere snakket.")
    channel = forms.ChoiceField(label="Hvordan?", choices=[("phone", "Telefon")], widget=forms.RadioSelect)
    line = forms.CharField(label="Én linje", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, initial="x")


@pytest.fixture(scope="module")
def gallery_html():
    from django.test import RequestFactory

    from tettpaa.kit.html.gallery import gallery

    request = RequestFactory().get("/galleri/")
    return gallery(request).content.decode()


def test_the_gallery_holds_every_component(gallery_html):
    from tettpaa.kit.html.library import register

    sources = "".join(path.read_text() for path in _gallery_templates())
    inner = {
        "status_of",
        "period",
        "spoken_day",
        "moment",
        "from_to",
        "day",
        "htmx",
        "post_button",
        "language_names",
        "shape",
    }
    missing = {name for name in register.tags if not re.search(rf"{{% {name}\b", sources)} - inner
    assert not missing
    assert "Elev A" in gallery_html


def _gallery_templates():
    from pathlib import Path

    import tettpaa.kit.html

    folder = Path(tettpaa.kit.html.__file__).parent / "templates" / "kit"
    return [folder / "gallery.html", *(folder / "gallery").glob("*.html")]


def test_a_page_has_one_main_heading_one_primary_button_and_a_way_past_the_menu(gallery_html):
    assert gallery_html.count("<h1") == 1
    assert gallery_html.count('data-variant="primary"') == 1
    assert 'href="#innhold"' in gallery_html and 'id="innhold"' in gallery_html


def test_a_day_is_told_near_and_named_for_those_who_listen():
    html = render("{% day on as_of=today %}", on=dt.date(2025, 10, 13), today=TUESDAY)
    assert 'datetime="2025-10-13"' in html and 'title="mandag 13. oktober 2025"' in html
    assert words(html) == "i går (mandag 13. oktober)"
    assert render("{% day on as_of=today %}", on=None, today=TUESDAY) == "ukjent"


def test_a_day_by_name_is_not_named_twice():
    assert words(render("{% date on as_of=on %}", on=TUESDAY)) == "tirsdag 14. oktober"


def test_a_moment_is_told_in_oslo_time():
    at = dt.datetime(2025, 10, 14, 4, 10, tzinfo=dt.UTC)
    assert words(render("{% moment at as_of=today %}", at=at, today=TUESDAY)).startswith("i dag kl. 06:10")


def test_a_status_is_word_colour_and_shape():
    html = render('{% status "Venter på samtale" "waiting" %}')
    assert words(html) == "Venter på samtale"
    assert 'data-color="warning"' in html and LOOKS["waiting"].path in html


def test_a_status_with_a_look_nobody_has_drawn_is_a_fault():
    with pytest.raises(KeyError):
        render('{% status "Rart" "pink" %}')


def test_no_two_looks_share_both_colour_and_shape():
    assert len({look.path for look in LOOKS.values()}) == len(LOOKS)


def test_a_state_table_row_shows_its_own_word_and_look():
    state = type("State", (), {"word": "Avsluttet", "look": "ended"})
    assert words(render("{% status_of state %}", state=state)) == "Avsluttet"


def test_a_pupil_card_has_name_group_reason_status_and_what_to_do():
    html = render(
        '{% pupil_card name="Elev A" group="1STA" url="/elev/1" word="Ny" look="attention" why="Borte 4 mandager." %}'
        '{% onward "Se eleven" "/elev/1" %}{% endpupil_card %}'
    )
    assert words(html) == "Elev A 1STA Ny Borte 4 mandager. Se eleven"
    assert "<h2" in html


def test_what_a_person_wrote_is_never_read_as_html():
    html = render("{% card title=text %}{{ text }}{% endcard %}{% facts pairs %}", text="<b>", pairs=[("<b>", "<b>")])
    assert "<b>" not in html and html.count("&lt;b&gt;") == 4


def test_an_act_by_post_carries_the_token_against_forgery(rf):
    html = render('{% post_button "Avslutt" "/sak/1/avslutt" %}', csrf_token="t0k3n")
    assert 'method="post"' in html and "t0k3n" in html


@pytest.mark.parametrize("source", ['{% button "x" "huge" %}', '{% alert "pink" %}{% endalert %}'])
def test_a_kind_that_does_not_exist_is_a_fault(source):
    with pytest.raises(ValueError, match="is one of"):
        render(source)


def test_an_empty_list_says_what_would_fill_it():
    html = render('{% empty_state "Ingen venter" why="Flaggede elever kommer hit." is_good=True %}')
    assert words(html) == "Ingen venter Flaggede elever kommer hit."
    assert "tp-empty--good" in html


def test_a_notice_and_a_disclosure_hold_their_content():
    assert words(render('{% alert "warning" title="Stans" %}<p>9 av 10</p>{% endalert %}')) == "Stans 9 av 10"
    assert words(render('{% disclosure "Hva teller vi?" %}<p>Dager</p>{% enddisclosure %}')) == "Hva teller vi? Dager"
    assert render('{% opener "Åpne" is_open=True %}x{% endopener %}').startswith('<details class="tp-opener" open>')


COLUMNS = [Column("name", "Elev"), Column("hours", "Fravær", NUMBER, "hours"), Column("on", "Sist", is_sortable=False)]
ROWS = [{"name": Cell("Elev A", url="/elev/1"), "hours": 3.5, "on": TUESDAY}, {"name": "Elev B", "hours": None}]


def test_a_table_sorts_by_links_that_keep_the_rest_of_the_address(rf):
    request = rf.get("/klassen?sorter=hours&trinn=1")
    html = render('{% table columns rows "Elevene" %}', request=request, columns=COLUMNS, rows=ROWS)
    assert 'href="?sorter=-hours&amp;trinn=1"' in html
    assert 'aria-sort="ascending"' in html and html.count("aria-sort") == 2
    assert words(html).index("Elev A") < words(html).index("Elev B")


def test_a_table_tells_each_cells_heading_for_the_phone_and_its_rows_heading_for_listeners(rf):
    html = render('{% table columns rows "Elevene" %}', request=rf.get("/"), columns=COLUMNS, rows=ROWS)
    assert html.count('data-label="Fravær"') == 2 and html.count('scope="row"') == 2
    assert "3,5\N{NO-BREAK SPACE}timer" in html and "ukjent" in html
    assert '<a class="ds-link" href="/elev/1">' in html


def test_a_cell_tells_an_instant_and_an_exact_number_in_words(rf, monkeypatch):
    monkeypatch.setenv("TETTPAA_TODAY", TUESDAY.isoformat())
    row = {"name": dt.datetime(2025, 10, 7, 4, 10, tzinfo=dt.UTC), "hours": Decimal("3.50")}
    html = render('{% table columns rows "x" %}', request=rf.get("/"), columns=COLUMNS, rows=[row])
    assert ">tirsdag 7. oktober kl. 06:10<" in html
    assert "3,5\N{NO-BREAK SPACE}timer" in html


def test_a_table_that_the_view_has_sorted_is_left_as_it_is(rf):
    request = rf.get("/?sorter=-name")
    html = render('{% table columns rows "x" is_sorted=True %}', request=request, columns=COLUMNS, rows=ROWS)
    assert words(html).index("Elev A") < words(html).index("Elev B")


def test_pages_lead_both_ways_and_are_silent_when_all_fits(rf):
    request = rf.get("/?sorter=name&side=2")
    html = render("{% pages page %}", request=request, page=Paginator(range(30), 10).page(2))
    assert "Side 2 av 3" in html and "side=1" in html and "side=3" in html and "sorter=name" in html
    assert render("{% pages page %}", request=request, page=Paginator(range(3), 10).page(1)) == ""


def test_a_form_tells_every_fault_at_the_top_and_at_the_field():
    html = render("{% error_summary form %}{% fields form %}", form=ContactForm({}))
    assert html.count("Feltet er påkrevet.") == 5, "three in the summary, one at each field that is shown"
    assert 'href="#id_on"' in html and 'id="id_on"' in html
    assert 'aria-describedby="id_on_helptext id_on_error"' in html
    assert 'id="id_on_helptext"' in html and 'id="id_on_error"' in html


def test_a_form_without_faults_has_no_summary():
    html = render("{% error_summary form %}{% fields form %}", form=ContactForm())
    assert "ds-error-summary" not in html
    assert 'type="date"' in html and 'type="hidden"' in html
    assert words(html).count("(frivillig)") == 1


def test_a_choice_is_a_group_with_its_question():
    html = render("{% field form.channel %}", form=ContactForm())
    assert "<fieldset" in html and "<legend" in html and 'class="ds-input"' in html


def test_steps_say_where_we_are():
    steps = [{"label": "Mottatt", "state": "done"}, {"label": "Kontrollert", "state": "current"}]
    html = render("{% step_line steps %}", steps=steps)
    assert words(html) == "Mottatt ferdig Kontrollert her er vi nå"
    assert html.count('aria-current="step"') == 1


def test_progress_tells_how_far_of_how_much():
    html = render('{% progress 43000 120000 "Fravær" unit="rows" %}').replace("\N{NO-BREAK SPACE}", " ")
    assert words(html) == "Fravær 43 000 av 120 000 rader (35 %)"
    assert 'value="43000" max="120000"' in html
    assert "max=" not in render('{% progress 5 None "Leser" %}')


def test_a_key_number_that_is_unknown_has_no_unit():
    html = render('{% key_number "Venter" None "pupils" %}{% endkey_number %}')
    assert words(html) == "Venter ukjent"


def test_withdrawn_entries_stay_and_are_struck_through():
    entries = [{"on": TUESDAY, "title": "Flagg", "is_withdrawn": True}]
    assert "tp-withdrawn" in render("{% chronology entries %}", entries=entries)


def test_the_calendar_counts_each_kind_and_lists_what_is_not_presence():
    days = [CalendarDay(TUESDAY, "documented", "Lege"), CalendarDay(dt.date(2025, 10, 15), "present")]
    html = render("{% absence_calendar days %}", days=days)
    assert "til stede: 1\N{NO-BREAK SPACE}dag, borte, dokumentert: 1\N{NO-BREAK SPACE}dag" in html
    assert "<title>tirsdag 14. oktober 2025: borte, dokumentert (Lege)</title>" in html
    assert html.count('scope="row"') == 1 and "Vis som tabell" in html


def test_a_calendar_without_days_says_so():
    assert "Ingen skoledager er lagt inn" in render("{% absence_calendar days %}", days=[])


def test_a_subject_is_told_in_words_and_in_the_table():
    bars = [
        LimitBar("Norsk", 14, 17.5, 11, "3 timer igjen", "passeres uke 46", 19, 21),
        LimitBar("Engelsk", 14, None, None),
    ]
    html = render("{% limit_bars bars %}", bars=bars).replace("\N{NO-BREAK SPACE}", " ")
    assert "11 av 14 timer brukt · 17,5 timer fravær i alt · passeres uke 46" in words(html)
    assert "Ingen timer er ført, så vi vet ikke." in words(html)
    assert html.count('scope="row"') == 2


def test_lengths_in_a_drawing_have_a_point_also_in_norwegian():
    with override("nb"):
        html = render(
            '{% limit_bars bars %}{% development weeks "Fravær" %}{% sparkline values "Fravær" %}',
            bars=[LimitBar("Norsk", 14, 17.5, 11.3, projected=19, discretion=21)],
            weeks=[Week(34 + i, 2.3 + i, 1.7) for i in range(7)],
            values=[1.5, 2.5, 7],
        )
    lengths = re.findall(r'\b(?:x|y|x1|x2|y1|y2|cx|cy|width|height|rx)="([^"]*)"', html)
    assert len(lengths) > 40
    assert [length for length in lengths if not re.fullmatch(r"-?\d+(\.\d+)?%?", length)] == []


def test_weeks_are_labelled_where_they_end():
    html = render('{% development weeks "Fravær" %}', weeks=[Week(34, 4.0, 3.0), Week(35, 5.5, 3.5)])
    assert "i år 5,5\N{NO-BREAK SPACE}%" in html and "i fjor 3,5\N{NO-BREAK SPACE}%" in html


def test_a_sparkline_reads_out_every_value():
    assert 'aria-label="Fravær: 3, ukjent, 6 timer"' in render(
        '{% sparkline values "Fravær" "hours" %}', values=[3, None, 6]
    )


@pytest.mark.parametrize(("now", "said"), [(12, "opp fra 9"), (7, "ned fra 9"), (9, "uendret fra 9")])
def test_a_trend_is_a_word_before_it_is_an_arrow(now, said):
    assert words(render("{% trend now 9 %}", now=now)) == said


def test_pages_follow_the_language():
    with override("nn"):
        assert "tysdag 14. oktober" in render("{% date on as_of=on %}", on=TUESDAY)
