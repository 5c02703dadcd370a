"""Between words of a page in Arabic letters stands their own comma."""

import pytest
from django.template import Context, Template
from django.utils.translation import override


@pytest.mark.parametrize(
    ("language", "named", "comma"),
    [("da", "", ","), ("ar", "", "،"), ("fa", "", "،"), ("da", "fa", "،"), ("ar", "uk", ","), ("ti", "", ",")],
)
def test_the_comma_is_that_of_the_page_or_of_the_language_named(language: str, named: str, comma: str) -> None:
    with override(language):
        page = Template("{% load pieces %}<bdi>Amina</bdi>{% comma named %} {{ role }}")
        assert page.render(Context({"named": named, "role": "x"})) == f"<bdi>Amina</bdi>{comma} x"
