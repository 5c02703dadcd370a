"""When two wrote at once, both texts are shown in the reader's words, and saving again is a choice."""

from django import forms
from django.http import QueryDict

from tovholder.web.shared import edits


class Note(forms.Form):
    words = forms.CharField()
    kind = forms.ChoiceField(choices=[("call", "By telephone"), ("visit", "At a visit")])
    days = forms.MultipleChoiceField(choices=[("1", "Monday"), ("2", "Tuesday")])
    version = forms.IntegerField(widget=forms.HiddenInput)


def bound(text: str) -> Note:
    return Note(QueryDict(text))


def test_only_what_differs_is_shown_and_codes_become_words() -> None:
    form = bound("words=mine&kind=call&days=1&days=2&version=3")
    found = edits.differences(form, {"words": "mine", "kind": "visit", "days": ["1", "2"]})
    assert [(each.theirs, each.yours) for each in found] == [("At a visit", "By telephone")]


def test_what_was_emptied_is_a_difference_too() -> None:
    assert edits.differences(bound("words=&kind=call"), {"words": "theirs", "kind": "call"}) == [
        edits.Difference("Words", "theirs", "")
    ]


def test_renewed_keeps_every_word_and_takes_the_new_version() -> None:
    form = edits.renewed(bound("words=mine&days=1&days=2&version=3"), "version", 4)
    assert form["words"].value() == "mine"
    assert form["days"].value() == ["1", "2"]
    assert form["version"].value() == "4"
