"""The codes found in a text are the parameters' codes: the two rooms do not know each other, so this holds them."""

import pytest

from tovholder import parameters, vocabulary
from tovholder.vocabulary import shipped


def codes(name: str) -> set[str]:
    return {term.code for term in parameters.terms(name)}


def test_every_licence_of_a_certificate_is_a_licence_of_the_parameters_and_none_is_left_out() -> None:
    assert set(vocabulary.load(None).licences) == codes("licences")


@pytest.mark.parametrize(
    ("file", "terms"),
    [("kinds.csv", "placement_kinds"), ("strains.csv", "strains"), ("danish_words.csv", "danish_levels")],
)
def test_words_in_orders_lead_to_known_codes(file: str, terms: str) -> None:
    assert {row["code"] for row in shipped.rows(file)} <= codes(terms)


def test_every_danish_module_and_test_that_can_be_read_is_known() -> None:
    assert {f"du{track}.{module}" for track in (1, 2, 3) for module in range(1, 7)} == codes("danish_modules")
    assert {"pd1", "pd2", "pd3", "studieproven"} == codes("danish_tests")
