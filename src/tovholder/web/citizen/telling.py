"""What is the same wherever a citizen tells in own words and reads the answer on the same page: field, saving, page."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tovholder.accounts.conflicts import NotAllowed
from tovholder.web.shared import sentences
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.requests import ActingRequest


class Telling(forms.Form):
    """A form of a citizen: what is missing is said in words, not by the browser."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False


def own_text(label: str | Promise, *, rows: int, max_length: int) -> FreeText:
    """A field for own words in any language; a number in them is asked about and may be kept."""
    told = gettext_lazy("Write in your own language, if you like.")
    return FreeText(label=label, help_text=told, rows=rows, max_length=max_length, may_keep=True)


def is_saved(request: ActingRequest, form: forms.Form, save: Callable[[], object], *, thanks: str) -> bool:
    """Whether the form held and was saved. What is refused stands in the form, with the words still there."""
    if not form.is_valid():
        return False
    try:
        save()
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return False
    messages.success(request, thanks)
    return True


def page(
    request: ActingRequest,
    name: str,
    *,
    person: Any,
    form: forms.Form,
    rows: list[dict[str, Any]],
    faulty: bool = False,
) -> HttpResponse:
    """The form, and under it what was told before: `rows` with `row`, `about`, `at` and what the template `name` adds.
    422 where the form, or by `faulty` another one on the page, was refused."""
    shown = {"person": person, "form": form, "rows": rows}
    return render(request, name, shown, status=422 if form.errors or faulty else 200)
