"""What the journeys rely on to judge a screen does find what is wrong with one."""

import pytest
from playwright.sync_api import Page

from tests.journeys.screen import assert_accessible, assert_no_sideways_scroll


def test_a_field_without_a_name_is_found_also_when_folded_away(page: Page):
    page.goto("/galleri/")
    page.evaluate("document.querySelector('main').innerHTML += '<details><summary>Mer</summary><input></details>'")
    with pytest.raises(AssertionError, match=r"label \(critical\)"):
        assert_accessible(page)


def test_what_is_wider_than_the_screen_is_named(page: Page):
    page.goto("/galleri/")
    page.evaluate("document.body.innerHTML = '<p id=wide>Bred</p>'")
    page.evaluate("document.getElementById('wide').style.width = '2000px'")
    with pytest.raises(AssertionError, match='id="wide"'):
        assert_no_sideways_scroll(page)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("document.body.innerHTML = '<p onclick=\"1\">Klikk</p>'", "Content Security Policy"),
        ("setTimeout(() => { throw Error('falt') })", "script: falt"),
        ("console.error('uff')", "error: uff"),
        ("document.body.innerHTML = '<img src=/finnes-ikke.png>'", "finnes-ikke.png"),
    ],
    ids=["policy", "script", "console", "file"],
)
def test_what_the_browser_complains_of_is_kept(page: Page, faults, wrong, told):
    page.goto("/galleri/")
    page.evaluate(wrong)
    for _ in range(100):  # the browser tells of it in its own time, later on a busy machine
        if any(told in line for line in faults.lines):
            break
        page.wait_for_timeout(100)
    assert any(told in line for line in faults.lines), faults.lines
    faults.lines.clear()


def test_a_page_that_is_not_there_is_an_answer_and_no_fault(page: Page, faults):
    answer = page.goto("/finnes-ikke/")
    assert answer and answer.status == 404
    assert faults.lines == []
