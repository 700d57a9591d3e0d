"""Addresses of meetings, teams, and what meetings ask for."""

from django.urls import path

from tettpaa.pages.meeting import calling, invitations, leading, minutes, printing, teams, views

_ITEM = "mote/<uuid:meeting_id>/sak/<uuid:item_id>"

urlpatterns = [
    path("moter/", views.meetings, name="meetings"),
    path("elev/<int:key>/mote", calling.call, name="meeting_call"),
    path("sak/<uuid:case_id>/meld-til-team", calling.report, name="case_report"),
    path("mote/<uuid:meeting_id>", views.meeting, name="meeting"),
    path("mote/<uuid:meeting_id>/ark", printing.sheet, name="meeting_sheet"),
    path("mote/<uuid:meeting_id>/ark.pdf", printing.sheet_pdf, name="meeting_sheet_pdf"),
    path("mote/<uuid:meeting_id>/referat", printing.document, name="meeting_document"),
    path("mote/<uuid:meeting_id>/referat.pdf", printing.document_pdf, name="meeting_document_pdf"),
    path("mote/<uuid:meeting_id>/kall-inn", calling.invite, name="meeting_invite"),
    path("mote/<uuid:meeting_id>/holdt", views.hold, name="meeting_hold"),
    path("mote/<uuid:meeting_id>/avlys", views.call_off, name="meeting_call_off"),
    path(_ITEM, minutes.item, name="agenda_item"),
    path(f"{_ITEM}/referat", minutes.write, name="minutes_write"),
    path(f"{_ITEM}/rett", minutes.correct, name="minutes_correct"),
    path(f"{_ITEM}/feilfort", minutes.withdraw, name="minutes_withdraw"),
    path(f"{_ITEM}/ta-av", minutes.off, name="agenda_item_off"),
    path(f"{_ITEM}/videre", minutes.onward, name="agenda_item_onward"),
    path("innkalling/<uuid:invitation_id>", invitations.invitation, name="invitation"),
    path("innkalling/<uuid:invitation_id>/mote.ics", invitations.calendar, name="invitation_calendar"),
    path("moteoppgave/<uuid:task_id>", leading.task, name="meeting_task"),
    path("moteoppgave/<uuid:task_id>/gi", leading.give, name="meeting_task_give"),
    path("skole/<int:key>/team", teams.teams, name="teams"),
    path("skole/<int:key>/motebelastning", leading.load, name="meeting_load"),
    path("skole/<int:key>/motebelastning/<int:teacher>", leading.meetings_of, name="meetings_of_teacher"),
    path("skole/<int:key>/oppgaver-uten-eier", leading.ownerless, name="tasks_without_owner"),
    path("team/<uuid:team_id>", teams.team, name="team"),
    path("team/<uuid:team_id>/rytme", teams.rhythm, name="team_rhythm"),
    path("team/<uuid:team_id>/med", teams.add, name="team_add"),
    path("team/<uuid:team_id>/ut/<uuid:member_id>", teams.take_out, name="team_take_out"),
    path("team/<uuid:team_id>/kall-inn", teams.call, name="team_call"),
]
