"""Who a visitor of the demo can be: grouped by where they are, with what they are and the page they begin on."""

import datetime as dt

from tests.builders import a_user
from tests.cast import TODAY
from tettpaa.kit.clock import OSLO
from tettpaa.pages.start.queries import characters
from tettpaa.trust.access.guests import assign_guest

NOON = dt.datetime.combine(TODAY, dt.time(12), OSLO)


def test_people_are_grouped_by_where_they_are_and_nobody_elses_name_is_told(cast):
    a_user("pupil_a1", cast.pupils["a1"])
    assign_guest(
        user=cast.users["nobody"], pupil=cast.pupils["a2"], role="nurse", begins_at=NOON,
        ends_at=NOON + dt.timedelta(days=10), reason="Fast tid på torsdager", by="leader", at=NOON,
    )  # fmt: skip
    found = {each.user.username: (each.group, each.what, each.begins_on) for each in characters(NOON)}
    assert found["pupil_a1"] == ("Elever og foresatte", "elev, 1STA", "Min oppfølging")
    assert found["nobody"] == ("Andre tjenester", "helsesykepleier for en elev i 1STA", "Delt med meg")
    assert found["leader"] == ("Skole A", "leder ved skolen", "Skolen")
    assert found["subject"] == ("Skole A", "faglærer", "Gruppene mine")
    assert "former_contact" not in found
    groups = list(dict.fromkeys(each.group for each in characters(NOON)))
    assert groups == ["Skole A", "Skole B", "Elever og foresatte", "Andre tjenester", str(cast.owner)]
