"""A time that is typed: the hour that is left out in spring, and the one that comes twice in autumn."""

import pytest
from django.forms import ValidationError
from django.utils.timezone import localtime
from django.utils.translation import override

from tovholder.web.shared.days import MomentField

FIELD = MomentField(input_formats=["%Y-%m-%dT%H:%M", "%d.%m.%Y %H.%M"])


@pytest.mark.parametrize("typed", ["2027-03-28T02:30", "28.03.2027 02.30"])
def test_an_hour_that_is_left_out_is_told_in_plain_words(typed: str) -> None:
    with override("da"), pytest.raises(ValidationError, match="Uret stilles frem"):
        FIELD.clean(typed)


@pytest.mark.parametrize("typed", ["2026-10-25T02:30", "25.10.2026 02.30"])
def test_of_an_hour_that_comes_twice_the_first_is_meant(typed: str) -> None:
    found = FIELD.clean(typed)
    assert found is not None
    assert found.isoformat() == "2026-10-25T02:30:00+02:00"


def test_any_other_hour_is_as_it_is_typed_and_nonsense_is_told() -> None:
    assert localtime(FIELD.clean("2026-11-28T09:05")).isoformat() == "2026-11-28T09:05:00+01:00"
    with pytest.raises(ValidationError):
        FIELD.clean("i går")
