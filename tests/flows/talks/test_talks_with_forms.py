"""A talk is written once, counts as a contact, is shown in the form it was written in, and taken back with a reason."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from tests.builders import a_flag
from tests.cast import TODAY
from tests.records import a_calendar, put
from tettpaa.assess.talks.actions import record_contact
from tettpaa.assess.talks.holding import give_receipt, void_talk
from tettpaa.assess.talks.models import Contact, Talk, TalkReceipt
from tettpaa.assess.talks.own_forms import add_talk_form
from tettpaa.assess.talks.queries import waiting
from tettpaa.assess.talks.rhythms import agree_rhythm, end_rhythm
from tettpaa.assess.talks.talk_queries import agreed_in_talks, form_for, form_of, spoken_days, standing_rhythms
from tettpaa.kit import clock
from tettpaa.pages.talk.queries import rhythm_rows
from tettpaa.trust.audit.models import AuditEvent

DAY = dt.timedelta(days=1)
OWN_QUESTIONS = [
    {"key": "said", "type": "text", "own_words": True, "nb": "Hva sier eleven?"},
    {"key": "bus", "type": "yes_no_unknown", "nb": "Går bussen?"},
]
NOT_REACHED = {
    "is_held": False, "was_reached": False, "not_held_why": "pupil_away", "not_held_line": "Kom ikke",
    "not_reached_why": "no_answer",
}  # fmt: skip


def events() -> list[str]:
    rows = AuditEvent.objects.filter(object_kind__in=("talk", "contact", "rhythm", "talk_form")).order_by("pk")
    return list(rows.values_list("action", flat=True))


def test_a_talk_that_was_held_takes_the_pupil_off_the_list_and_one_tried_does_not(cast, talked):
    for name in ("a1", "a2"):
        a_flag(cast.pupils[name], cast.school, TODAY - DAY)
    held = talked("a1")
    tried = talked("a2", **NOT_REACHED)
    (still,) = waiting([cast.pupils["a1"].key, cast.pupils["a2"].key], TODAY)
    assert (still.pupil, still.tried_on) == (cast.pupils["a2"], TODAY)
    assert (held.contact.line, held.contact.was_reached) == ("Sover dårlig", True)
    assert (tried.contact.line, tried.contact.was_reached) == ("Kom ikke", False)
    assert events() == ["contact_recorded", "talk_recorded"] * 2
    assert not AuditEvent.objects.filter(details__icontains="Sover").exists()


def test_a_form_sent_twice_gives_one_talk_and_one_contact(talked):
    form_id = uuid.uuid4()
    assert talked(form_id=form_id) == talked(form_id=form_id)
    assert (Talk.objects.count(), Contact.objects.count()) == (1, 1)


def test_a_line_already_written_is_told_by_one_talk_and_no_second_contact_is_made(cast, talked):
    line = record_contact(
        pupil=cast.pupils["a1"], on=TODAY, channel="phone", was_reached=True, line="Vekkerklokka", by="contact_a",
        at=clock.now(),
    )  # fmt: skip
    assert talked(contact=line).contact == line
    with pytest.raises(ValidationError, match="hører alt til en samtale"):
        talked(contact=line)
    with pytest.raises(ValidationError):
        talked("a2", contact=line)
    assert (Talk.objects.count(), Contact.objects.count()) == (1, 1)


def test_a_talk_with_faults_leaves_nothing(talked):
    with pytest.raises(ValidationError) as refused:
        talked(said=" ", on=TODAY + DAY)
    assert set(refused.value.message_dict) == {"own_words", "on"}
    assert (Talk.objects.count(), Contact.objects.count(), events()) == (0, 0, [])


def test_entered_by_mistake_counts_nowhere_stays_to_be_read_and_is_taken_back_once(cast, talked):
    a_flag(cast.pupils["a1"], cast.school, TODAY - DAY)
    talk = talked()
    with pytest.raises(ValidationError):
        void_talk(talk=talk, reason=" ", by="contact_a", at=clock.now())
    void_talk(talk=talk, reason="Feil elev", by="contact_a", at=clock.now())
    assert (talk.voided_why, talk.answers["own_words"]) == ("Feil elev", "Sover dårlig")
    assert len(waiting([talk.pupil_id], TODAY)) == 1
    with pytest.raises(ValidationError, match="alt merket"):
        void_talk(talk=talk, reason="En gang til", by="contact_a", at=clock.now())
    with pytest.raises(ValidationError, match="feilført"):
        give_receipt(talk=talk, answer="read", form_id=uuid.uuid4(), by="a1", at=clock.now())
    assert events()[-1] == "talk_voided"


def test_a_later_receipt_stands_beside_the_earlier(talked):
    talk, form_id = talked(), uuid.uuid4()
    given = {"talk": talk, "by": "a1", "at": clock.now()}
    first = give_receipt(answer="disagrees", line="Jeg sa bussen", form_id=form_id, **given)
    assert give_receipt(answer="disagrees", line="Jeg sa bussen", form_id=form_id, **given) == first
    with pytest.raises(ValidationError):
        give_receipt(answer="disagrees", line="", form_id=uuid.uuid4(), **given)
    give_receipt(answer="read", form_id=uuid.uuid4(), **given)
    assert list(TalkReceipt.objects.order_by("pk").values_list("answer", "line")) == [
        ("disagrees", "Jeg sa bussen"), ("read", ""),
    ]  # fmt: skip
    assert events()[-2:] == ["talk_receipt_given"] * 2


def test_an_owners_own_form_holds_from_its_day_and_old_answers_keep_theirs(cast, talked):
    before = talked()
    given = {"owner": cast.owner, "kind": "absence", "by": "administrator", "at": clock.now()}
    with pytest.raises(ValidationError, match="egne ord"):
        add_talk_form(questions=OWN_QUESTIONS[1:], valid_from=TODAY, **given)
    with pytest.raises(ValidationError, match="er gått"):
        add_talk_form(questions=OWN_QUESTIONS, valid_from=TODAY - DAY, **given)
    with pytest.raises(ValidationError):
        add_talk_form(questions=OWN_QUESTIONS, valid_from=TODAY, **given | {"kind": "unknown"})
    own = add_talk_form(questions=OWN_QUESTIONS, valid_from=TODAY + DAY, **given)
    assert (own.version, form_for(cast.owner, "absence", TODAY).own) == (1, None)
    assert form_for(cast.owner, "absence", TODAY + DAY).own == own.pk
    assert form_for(cast.owner, "start", TODAY + DAY).own is None
    assert form_of(before).own_words.key == "own_words"
    assert events()[-1] == "talk_form_added"


def test_the_command_adds_a_form_from_a_file_and_refuses_a_broken_one(cast, tmp_path, capsys):
    file = tmp_path / "fravaer.toml"
    file.write_text('[[questions]]\nkey = "said"\ntype = "text"\nown_words = true\nnb = "Hva sier eleven?"\n', "utf-8")
    call_command("talk_forms", "add", "absence", str(file), "--owner", cast.owner.slug, "--from", TODAY.isoformat())
    call_command("talk_forms", "list", "--owner", cast.owner.slug)
    assert "Samtale om fraværet" in (said := capsys.readouterr().out) and "versjon 1" in said
    assert form_for(cast.owner, "absence", TODAY).own_words.key == "said"
    file.write_text("[[questions]\n", "utf-8")
    with pytest.raises(Exception, match="leses"):
        call_command("talk_forms", "add", "absence", str(file), "--owner", cast.owner.slug, "--from", TODAY.isoformat())


def agreed(cast, **changed):
    given = {
        "pupil": cast.pupils["a1"], "party": "pupil", "every_days": 14, "channel": "in_person",
        "begins_on": dt.date(2025, 9, 1), "form_id": uuid.uuid4(), "by": "contact_a", "at": clock.now(),
    }  # fmt: skip
    return agree_rhythm(**given | changed)


def test_a_rhythm_is_overdue_until_somebody_speaks_with_that_party(cast, talked):
    put(cast.school, "calendar", a_calendar())
    with_pupil, with_home = agreed(cast), agreed(cast, party="home", begins_on=TODAY - 2 * DAY)
    rows = {row.rhythm.party: row for row in rhythm_rows(standing_rhythms([with_pupil.pupil_id], TODAY), TODAY)}
    assert (rows["pupil"].state.key, rows["pupil"].last_on) == ("overdue", None)
    assert (rows["home"].state.key, rows["home"].due_on) == ("on_time", TODAY + 12 * DAY)
    talk = talked(kind="home", guardians="Mor")
    assert spoken_days([with_pupil, with_home]) == {(with_home.pupil_id, "home"): [TODAY]}
    talked(guardians="Mor og far")
    (row, _home) = rhythm_rows([with_pupil, with_home], TODAY)
    assert (row.state.key, row.last_on) == ("on_time", TODAY)
    assert talk.contact is None


def test_there_is_one_rhythm_with_each_party_until_it_is_ended_with_a_reason(cast):
    first = agreed(cast)
    assert agreed(cast, form_id=first.form_id) == first
    with pytest.raises(ValidationError, match="Avslutt den først"):
        agreed(cast)
    with pytest.raises(ValidationError):
        agreed(cast, party="others")
    end_rhythm(rhythm=first, reason="Trengs ikke lenger", by="contact_a", at=clock.now())
    with pytest.raises(ValidationError, match="alt avsluttet"):
        end_rhythm(rhythm=first, reason="Igjen", by="contact_a", at=clock.now())
    assert not standing_rhythms([first.pupil_id], TODAY)
    assert agreed(cast).pk != first.pk
    assert events() == ["rhythm_agreed", "rhythm_ended", "rhythm_agreed"]


def test_a_day_agreed_in_a_talk_waits_until_it_is_kept_and_is_told_once(cast, talked):
    """By the talk's own line, or by the talk where there is no such line."""
    pupil, until, next_on = cast.pupils["a1"].key, TODAY + 30 * DAY, TODAY + 3 * DAY
    talked(next_on=next_on)
    assert agreed_in_talks([pupil], until) == []
    home = talked(kind="home", guardians="Mor", next_on=next_on)
    line = record_contact(
        pupil=cast.pupils["a1"], on=TODAY, channel="phone", was_reached=True, line="Skriver mer senere", by="contact_a",
        at=clock.now(),
    )  # fmt: skip
    more = talked(contact=line, next_on=next_on)
    assert agreed_in_talks([pupil], until) == [home, more]
    assert agreed_in_talks([pupil], TODAY) == []
    void_talk(talk=more, reason="Feil elev", by="contact_a", at=clock.now())
    assert agreed_in_talks([pupil], until) == [home]
    talked(kind="home", guardians="Mor", next_on=next_on + DAY)
    assert [talk.next_on for talk in agreed_in_talks([pupil], until)] == [next_on + DAY]
