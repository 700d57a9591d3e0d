"""Every form that creates is sent once: it carries a `form_id`, or stands here with why the same again writes nothing new."""

import importlib
import pkgutil

import pytest
from django import forms

import tettpaa

# What they do when the very same is sent again.
SAME_AGAIN = {
    "It moves something on from where it stands, and from there the act leads nowhere.": """
        cases.WaitForm cases.CloseForm cases.ReasonForm concerns.ConcernAnswerForm concerns.TakeBackForm reviews.CloseReviewForm
        talks.AnswerForm letters.ReceivedForm measures.ReasonForm measures.EndForm meetings.HoldForm
        meetings.GiveForm meetings.AnswerForm referrals.ReasonForm referrals.DayForm referrals.SendForm
        referrals.DayAndReasonForm referrals.AssessmentForm referrals.WrittenAssessmentForm referrals.CloseForm
        referrals.ConsultAnswerForm imports.ApprovalForm documents.VoidForm emergency.ReviewForm exports.RefusalForm
        log_control.OutcomeForm protection.LoweringForm sharing.AnswerForm sharing.ReasonForm talk.VoidForm
        measures.ProlongForm flags.SwitchOffForm own.EndTrialForm
    """,
    "The table holds one only, or the act gives the one that stands.": """
        cases.OpenCaseForm cases.ColleagueForm mappings.InputForm reviews.OpenReviewForm reviews.LineForm
        measures.ProofForm measures.ObservationForm meetings.TeamMemberForm meetings.ReportForm meetings.InviteForm
        emergency.OpeningForm protection.RaiseForm protection.ClearForm flags.AdoptForm flags.NewForm
        guardian_sight.ChoiceForm guest.GuestForm guest.UntilForm guest.EndForm
    """,
    "It takes the place of what stood, with the same in it: what was before is kept, and what holds is one.": """
        measures.DaysForm meetings.RhythmForm codes_page.CodeForm flags.SaveForm stairs.ChoiceForm course.SwitchForm
        own.SwitchForm rounding.ChoiceForm referrals.AdviserForm talk.FromForm talk.QuestionForm course.QuestionForm
    """,
    "The same package is compared with what is there, and nothing in it is new.": "imports.PackageForm",
    "It is a part of a form that carries one, or another is made of it.": """
        plans.WordedForm plans.LineForm own.OwnStairForm referrals.ReferralForm letters.WayForm
    """,
    "It writes nothing of anybody: signing in, trying out, looking.": """
        limit_page.SubjectForm limit_page.AbsenceForm identity.SignInForm identity.PasswordForm identity.NewPasswordForm
        identity.CodeForm identity.NewCodeAppForm identity.NewPasskeyForm html.TalkForm html.UploadForm
    """,
}  # fmt: skip
LISTED = {name for names in SAME_AGAIN.values() for name in names.split()}


def own_forms() -> dict[str, type[forms.Form]]:
    """'cases.WaitForm' → the form, of every form the product has."""
    found = {}
    for module in pkgutil.walk_packages(tettpaa.__path__, "tettpaa."):
        if module.name.rpartition(".")[2] in ("forms", "form_editing", "gallery_examples") or ".forms" in module.name:
            for name, held in vars(importlib.import_module(module.name)).items():
                is_own = isinstance(held, type) and issubclass(held, forms.Form) and held.__module__ == module.name
                if is_own:
                    found[f"{module.name.split('.')[-2]}.{name}"] = held
    return found


FORMS = own_forms()


@pytest.mark.parametrize("name", FORMS)
def test_each_form_is_sent_once_or_says_why_twice_is_the_same(name):
    has_id = "form_id" in FORMS[name].base_fields
    assert has_id is not (name in LISTED), f"{name}: carries a form_id, or stands above with why it needs none"


def test_no_form_is_excused_that_is_not_there():
    assert len(FORMS) > 80 and FORMS.keys() >= LISTED
