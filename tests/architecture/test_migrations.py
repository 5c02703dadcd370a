"""No change of a model is forgotten on its way into the database."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

HOUSE = "tovholder."
pytestmark = pytest.mark.django_db(databases="__all__")


def _asked() -> str:
    """What makemigrations would write, and nothing written. Only our own rooms: others' models are theirs."""
    ours = [room.label for room in apps.get_app_configs() if room.name.startswith(HOUSE)]
    told = StringIO()
    try:
        call_command("makemigrations", *ours, dry_run=True, check=True, stdout=told, stderr=told, no_color=True)
    except SystemExit:
        return told.getvalue()
    return ""


def test_no_model_has_a_change_without_a_migration() -> None:
    assert _asked() == ""


def test_a_change_without_a_migration_is_found() -> None:
    column = apps.get_model("companies", "Company")._meta.get_field("name")
    assert isinstance(column, models.CharField)
    before = column.max_length
    column.max_length = 161
    try:
        assert "Alter field name on company" in _asked()
    finally:
        column.max_length = before
