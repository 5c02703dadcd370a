"""A form sent twice, by a finger pressed twice or a page sent anew, makes one thing: it carries a key of its own."""

from uuid import uuid4

from django import forms


def request_key() -> forms.CharField:
    """The hidden field of a form that makes something new; its service takes the same key as the same form."""
    return forms.CharField(max_length=40, required=False, widget=forms.HiddenInput, initial=lambda: uuid4().hex)
