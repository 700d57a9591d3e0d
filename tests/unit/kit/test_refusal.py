"""An act that is refused is told on its form; what is no refusal is not hidden."""

import pytest
from django.core.exceptions import ValidationError
from django.forms import Form

from tettpaa.kit.html.refusal import refusal_told_on


def test_what_refuses_stands_on_the_form_and_nothing_after_it_is_done():
    form, done = Form({}), []
    with refusal_told_on(form):
        raise ValidationError("Det er for sent.")
        done.append("said thanks")
    assert form.non_field_errors() == ["Det er for sent."] and not form.is_valid() and not done


def test_an_act_that_is_done_leaves_the_form_as_it_was():
    form = Form({})
    with refusal_told_on(form):
        pass
    assert form.is_valid()


def test_a_fault_of_ours_is_no_refusal():
    with pytest.raises(KeyError), refusal_told_on(Form({})):
        raise KeyError
