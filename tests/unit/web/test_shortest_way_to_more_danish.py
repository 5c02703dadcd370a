"""How much Danish is lacking is told by the amount, in modules and not in steps of our own scale."""

import pytest
from django.utils.translation import override

from tovholder.web.staff import matching_words


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        (1, "Dansk: lidt mere, mindre end et modul"),
        (4, "Dansk: lidt mere, mindre end et modul"),
        (10, "Dansk: omkring 1 modul mere"),
        (20, "Dansk: omkring 2 moduler mere"),
        (60, "Dansk: omkring 5 moduler mere"),
    ],
)
def test_the_words_follow_the_amount(levels: int, told: str) -> None:
    with override("da"):
        change = {"gate": "gate.danish", "code": "change.danish_levels", "amount": levels, "bits": 0}
        assert matching_words.shortest_way(change) == told
