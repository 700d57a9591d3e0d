"""What is kept of a cohort is what was told of it, hidden numbers and all."""

import json

from hypothesis import given, settings

from tests.property.test_cohorts_tell_nobody import cohorts
from tests.unit.look_back.test_telling import NOW
from tettpaa.look_back.completion.figures import CohortFigures, Figures
from tettpaa.look_back.completion.keeping import figures_from, kept
from tettpaa.look_back.completion.telling import tell, tell_passages
from tettpaa.trust.disclosure import HIDDEN


@settings(max_examples=20)
@given(cohorts())
def test_what_is_kept_comes_back_as_it_was(cohort):
    told = tell(cohort)
    one = CohortFigures(2019, told.starters, cohort.followed_until, told, tell_passages(cohort, told))
    figures = Figures(NOW, (one,), {2018: HIDDEN, 2019: 7}, ())
    assert figures_from(json.loads(json.dumps(kept(figures)))) == figures
