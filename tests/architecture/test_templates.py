"""Templates: nothing the strict content security policy would refuse, nothing that is not there, nothing unused."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find

from tovholder.web.shared.formats.da import formats as danish
from tovholder.web.shared.formats.en import formats as english

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "tovholder"
BUILT = SOURCE / "web" / "static"
TEMPLATES = sorted(SOURCE.glob("**/templates/**/*.html"))

FOUND_BY_NAME = re.compile(
    r"^(\d{3}\.html|[a-z]+/components/|account/|mfa/|allauth/|usersessions/|socialaccount/|django/)"
)
COMMENTS = re.compile(r"{#.*?#}|{% comment.*?endcomment %}|<!--.*?-->", re.DOTALL)


def text_of(path: Path) -> str:
    return COMMENTS.sub("", path.read_text(encoding="utf-8"))


def matching(pattern: str) -> list[str]:
    found = re.compile(pattern, re.IGNORECASE | re.DOTALL)
    return [f"{path.relative_to(ROOT)}: {hit[0][:80]}" for path in TEMPLATES for hit in found.finditer(text_of(path))]


def test_no_template_carries_a_style() -> None:
    assert not matching(r"<style\b|<[^>]*\sstyle\s*=")


def test_no_template_carries_a_script_of_its_own() -> None:
    assert not matching(r"<script(?![^>]*\bsrc=)[^>]*>|<[^>]*\son[a-z]+\s*=\s*[\"']|javascript:|hx-on|hx-vals=[\"']js:")


def other_dates(markup: str) -> list[str]:
    """What writes a day otherwise than web/shared/formats does: for machines it is ISO, in an attribute."""
    for_machines = re.compile(r"""\b(?:datetime|value|min|max)=(["'])[^"']*\|date:(["'])(?:c|Y-m-d)\2[^"']*\1""")
    of_ours = "|".join(name for name in vars(danish) if name.endswith("_FORMAT"))
    return re.findall(rf"""\|\s*(?:date|time)\b(?!:["'](?:{of_ours})["'])|{{%\s*now\b""", for_machines.sub("", markup))


def test_days_are_written_in_one_way_for_each_language() -> None:
    found = {str(path.relative_to(ROOT)): other_dates(text_of(path)) for path in TEMPLATES}
    assert not {name for name, dates in found.items() if dates}, (
        'write |date:"DATE_FORMAT" or another of web/shared/formats'
    )


@pytest.mark.parametrize(
    "markup",
    [
        '{{ day|date:"j. F Y" }}',
        "{{ day|date:'d.m.Y' }}",
        "{{ day|date }}",
        '{{ at|time:"H:i" }}',
        '{% now "Y" %}',
        '<td title="x">{{ day|date:"Y-m-d" }}</td>',
    ],
)
def test_another_way_to_write_a_day_is_found(markup: str) -> None:
    assert other_dates(markup)
    assert not other_dates('<time datetime="{{ at|date:\'c\' }}">{{ at|date:"DATETIME_FORMAT" }}</time>')


def test_both_languages_name_the_same_forms_of_a_day() -> None:
    names = [{name for name in vars(each) if name.endswith("_FORMAT")} for each in (danish, english)]
    assert names[0] == names[1]


def test_people_are_told_the_last_day_and_not_the_day_after() -> None:
    """Periods end before a day: {{ stay|last_day|date:"DATE_FORMAT" }}."""
    assert not matching(r"\bends_before\b(?!\|(?:day_before|last_day)\b)"), (
        "periods end before a day: print {{ stay|last_day|date:... }}"
    )


def test_nothing_is_fetched_from_elsewhere() -> None:
    assert not matching(r"<(?:script|link|img|iframe|source)\b[^>]*(?:src|href)\s*=\s*[\"'](?:https?:)?//")


def test_every_static_file_a_template_names_is_there() -> None:
    named = re.compile(r"{%\s*static\s+[\"']([^\"'{]+)[\"']")
    names = {name.split("#")[0] for path in TEMPLATES for name in named.findall(text_of(path))}
    places = [BUILT, *SOURCE.glob("*/static"), *SOURCE.glob("web/*/static")]
    assert not {name for name in names if not any((place / name).exists() for place in places) and not find(name)}


def test_every_icon_a_template_names_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (BUILT / "dist" / "icons.svg").read_text(encoding="utf-8")))
    named = {name for path in TEMPLATES for name in re.findall(r"<use[^>]*#([a-z0-9-]+)\"", text_of(path))}
    assert not named - drawn


def test_no_template_is_an_orphan() -> None:
    """Each is named by some view, tag or other template, a name a library looks for, or is a piece of the kit."""
    python = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    markup = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    orphans = []
    for path in TEMPLATES:
        name = str(path).rpartition("/templates/")[2]
        if not FOUND_BY_NAME.match(name) and f'"{name}' not in python + markup and f"'{name}" not in python + markup:
            orphans.append(name)
    assert not orphans


def test_no_page_sends_its_forms_without_saying_from_where() -> None:
    """A browser told not to send the address sends forms with "Origin: null", and those are refused as forged.

    What may be told, and to whom, stands in the settings alone."""
    assert not matching(r"<meta\b[^>]*\breferrer\b|\breferrerpolicy\b")
