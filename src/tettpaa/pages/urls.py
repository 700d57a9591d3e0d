"""The pages that cross the parts."""

from django.urls import include, path

from tettpaa.pages.start import views as start
from tettpaa.trust.identity.views import choose_language

urlpatterns = [
    path("", include("tettpaa.pages.limit_page.urls")),
    path("", include("tettpaa.pages.codes_page.urls")),
    path("", include("tettpaa.pages.my_day.urls")),
    path("", include("tettpaa.pages.my_groups.urls")),
    path("", include("tettpaa.pages.my_tasks.urls")),
    path("", include("tettpaa.pages.pupil.urls")),
    path("", include("tettpaa.pages.sharing.urls")),
    path("", include("tettpaa.pages.class_.urls")),
    path("", include("tettpaa.pages.school_board.urls")),
    path("", include("tettpaa.pages.boards.urls")),
    path("", include("tettpaa.pages.effects.urls")),
    path("", include("tettpaa.pages.owner_board.urls")),
    path("", include("tettpaa.pages.completion.urls")),
    path("", include("tettpaa.pages.documents.urls")),
    path("", include("tettpaa.pages.exports.urls")),
    path("", include("tettpaa.pages.concern.urls")),
    # Before the case, whose acts would take the words of its addresses.
    path("", include("tettpaa.pages.mapping.urls")),
    path("", include("tettpaa.pages.class_review.urls")),
    path("", include("tettpaa.pages.meeting.urls")),
    path("", include("tettpaa.pages.stairs.urls")),
    path("", include("tettpaa.pages.practice.urls")),
    path("", include("tettpaa.pages.report.urls")),
    path("", include("tettpaa.pages.referral.urls")),
    path("", include("tettpaa.pages.case.urls")),
    path("", include("tettpaa.pages.plan.urls")),
    path("", include("tettpaa.pages.measure.urls")),
    path("", include("tettpaa.pages.talk.urls")),
    path("", include("tettpaa.pages.letter.urls")),
    path("", include("tettpaa.pages.subject_notice.urls")),
    path("", include("tettpaa.pages.inbox.urls")),
    path("", include("tettpaa.pages.emergency.urls")),
    path("", include("tettpaa.pages.guardian_sight.urls")),
    path("", include("tettpaa.pages.protection.urls")),
    path("", include("tettpaa.pages.own_log.urls")),
    path("", include("tettpaa.pages.own_record.urls")),
    path("", include("tettpaa.pages.own_follow_up.urls")),
    path("", include("tettpaa.pages.removal.urls")),
    path("", include("tettpaa.pages.log_control.urls")),
    path("", include("tettpaa.pages.replay.urls")),
    path("", include("tettpaa.pages.who_has_access.urls")),
    path("", start.start, name="start"),
    path("hvem", start.cast, name="cast"),
    path("hvem/<int:user_id>", start.become, name="become"),
    path("sprak", choose_language, name="set_language"),
]
