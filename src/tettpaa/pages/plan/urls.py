"""Addresses of plans."""

from django.urls import path

from tettpaa.pages.plan import editing, printing, views

urlpatterns = [
    path("elev/<int:key>/plan", editing.for_pupil, name="plan_for_pupil"),
    path("sak/<uuid:case_id>/plan/ny", editing.new, name="plan_new"),
    path("sak/<uuid:case_id>/plan/ikke-nodvendig", views.exempt, name="plan_exempt"),
    path("plan/<uuid:plan_id>", views.plan, name="plan"),
    path("plan/<uuid:plan_id>/endre", editing.edit, name="plan_edit"),
    path("plan/<uuid:plan_id>/versjoner", views.versions, name="plan_versions"),
    path("plan/<uuid:plan_id>/evaluer", views.evaluate, name="plan_evaluate"),
    path("plan/<uuid:plan_id>/likevel", views.revoke, name="plan_revoke"),
    path("plan/<uuid:plan_id>/feilfort", views.withdraw, name="plan_withdraw"),
    path("plan/<uuid:plan_id>/plan-<slug:language>.pdf", printing.pdf, name="plan_pdf"),
]
