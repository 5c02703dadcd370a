"""Words of health in a free text outside their wall are asked about once, with all that was written kept."""

import pytest

from tovholder.web.staff.plans_forms import Words

TOLD = {"number": "0", "agreed": "Borgeren har PTSD og diabetes"}


def test_words_of_health_are_asked_about_and_kept_when_somebody_saves_again() -> None:
    asked = Words(TOLD)
    assert not asked.is_valid()
    assert "PTSD, diabetes" in str(asked.errors["agreed"])
    shown = str(asked["agreed"])
    assert "Borgeren har PTSD og diabetes" in shown
    assert 'name="agreed_health"' in shown
    again = Words(TOLD | {"agreed_health": "1"})
    assert again.is_valid()
    assert again.cleaned_data["agreed"] == TOLD["agreed"]


def test_a_number_and_a_word_of_health_are_asked_about_in_one_go() -> None:
    told = TOLD | {"agreed": "Gravid, 010190-1234"}
    asked = Words(told)
    assert [fault.code for fault in asked.errors.as_data()["agreed"]] == ["cpr", "health"]
    again = Words(told | {"agreed_health": "1", "agreed_asked": "1"})
    assert again.is_valid()
    assert "1234" not in again.cleaned_data["agreed"]


@pytest.mark.parametrize("words", ["Uddannet sygeplejerske", "Vil arbejde i hjemmeplejen", "Medicinalfirma i Søborg"])
def test_work_is_no_health(words: str) -> None:
    assert Words(TOLD | {"agreed": words}).is_valid()
