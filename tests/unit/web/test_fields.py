"""A field's faults and hint are tied to it for those who listen, and the words written are kept."""

from django import forms
from django.template import Context, Template


class Answer(forms.Form):
    words = forms.CharField(label="Words", help_text="A line is enough", max_length=5)
    why = forms.ChoiceField(label="Why", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    sure = forms.BooleanField(label="Sure", required=False)


def shown(form: forms.Form, name: str) -> str:
    page = "{% load pieces %}{% field field %}"
    return Template(page).render(Context({"field": form[name]}))


def test_hint_and_fault_describe_the_control() -> None:
    html = shown(Answer({"words": "much too long"}), "words")
    assert 'aria-describedby="id_words-hint id_words-error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_words-error"' in html
    assert 'value="much too long"' in html


def test_a_field_without_faults_is_not_called_invalid() -> None:
    html = shown(Answer(), "words")
    assert "aria-invalid" not in html
    assert 'aria-describedby="id_words-hint"' in html


def test_choices_are_a_group_with_a_legend() -> None:
    html = shown(Answer({}), "why")
    assert "<fieldset" in html
    assert "<legend" in html
    assert html.count('class="form-radio"') == 2
    assert 'for="id_why_0"' in html


def test_what_may_be_left_out_says_so() -> None:
    form = Answer()
    form.fields["words"].required = False
    assert "weight-normal" in shown(form, "words")
    assert "weight-normal" not in shown(form, "why")


def test_the_list_of_faults_leads_to_each_control() -> None:
    page = '{% load pieces %}{% include "shared/components/error_summary.html" %}'
    html = Template(page).render(Context({"form": Answer({})}))
    assert 'href="#id_words"' in html
    assert 'href="#id_why_0"' in html
