"""Whoever reads the server's log must not be able to answer by somebody's personal link."""

import logging

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django.utils.module_loading import import_string

from tests.integration.alignment import written
from tests.integration.region import Region
from tovholder.placements import alignment_services

KEY = "Xk3-" + "abcDEF0189_" * 3 + "zzzzzz"  # as long as a real one


def _line(record: logging.LogRecord) -> str:
    told = settings.LOGGING["formatters"]["line"]
    return str(import_string(told.get("()", "logging.Formatter"))(told["format"]).format(record))


@pytest.mark.parametrize("strict", [False, True])
def test_a_fault_at_a_living_link_is_logged_without_its_key(
    region: Region, caplog: pytest.LogCaptureFixture, strict: bool
) -> None:
    stay = region.stay(region.person())
    written.write(region, stay)
    actor = region.actor("company_consultant")
    token = alignment_services.link_for_company(placement_id=stay.pk, name="Bo", actor=actor, now=timezone.now())
    client = Client(enforce_csrf_checks=strict)
    answer = client.post(f"/virksomhed/forventninger/link/{token}/", {"number": "1"})
    assert answer.status_code == (403 if strict else 422)
    lines = [_line(record) for record in caplog.records]
    assert any("/virksomhed/forventninger/link/***/" in line for line in lines)
    assert not any(token in line for line in lines)


@pytest.mark.parametrize(
    "address",
    [
        "/virksomhed/erklaering/link/{}/",
        "/virksomhed/undersoegelser/{}/",
        "/velkommen/MQ/{}/",
        "/link/{}",
        "/x/{}/?a=b",
    ],
)
def test_no_address_is_logged_with_a_key(address: str) -> None:
    record = logging.makeLogRecord({"msg": "Not Found: %s", "args": (address.format(KEY),), "levelname": "WARNING"})
    assert _line(record).endswith("Not Found: " + address.format("***"))


def test_an_address_without_a_key_is_logged_as_it_is() -> None:
    record = logging.makeLogRecord({"msg": "Forbidden: %s", "args": ("/virksomhed/forventninger/gruppe/12/svar/",)})
    assert _line(record).endswith("/virksomhed/forventninger/gruppe/12/svar/")
