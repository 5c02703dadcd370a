"""What tests of campaigns, questionnaires and offers share: a town of companies, and a round with its links."""

import csv
import io
from datetime import timedelta

from django.http import HttpResponseBase
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts.models import Organisation
from tovholder.companies import survey_services as surveys
from tovholder.companies.company_lists import Chosen
from tovholder.companies.models import Company, CompanyContact, ProductionUnit, SurveyRound
from tovholder.companies.rules import made_up_cvr, made_up_p_number

JAMMERBUGT = "0849"


def companies(number: int, *, place: str = JAMMERBUGT, industry: str = "industry", begin: int = 0) -> list[Company]:
    """So many companies with one workplace each, made in two statements."""
    now = timezone.now()
    serials = range(begin, begin + number)
    made = Company.objects.bulk_create(
        Company(cvr=made_up_cvr(at), name=f"Firma {at:04}", industry=industry, created_at=now) for at in serials
    )
    ProductionUnit.objects.bulk_create(
        ProductionUnit(
            company=company, p_number=made_up_p_number(at), name=company.name, municipality_code=place,
            street=f"Vej {at}", postcode="9690",
        )
        for at, company in zip(serials, made, strict=True)
    )  # fmt: skip
    return made


def contact_of(company: Company, name: str = "Bo Prøve", **more: object) -> CompanyContact:
    return CompanyContact.objects.create(company=company, name=name, primary=True, **more)


def signing_in(company: Company) -> Organisation:
    """The company's own organisation, through which its people sign in."""
    company.organisation = Organisation.objects.create(kind="company", name=company.name)
    company.save()
    return company.organisation


def round_of(region: Region, *, questionnaire: str = "job_barometer", chosen: Chosen | None = None) -> SurveyRound:
    now = timezone.now()
    return surveys.open_round(
        title="Jobbarometer 2026",
        questionnaire=questionnaire,
        closes_on=timezone.localdate(now) + timedelta(days=30),
        chosen=chosen or Chosen(),
        request_key="runde",
        actor=region.actor("company_consultant"),
        now=now,
    )


def links_of(region: Region, found: SurveyRound) -> list[str]:
    letters = surveys.make_links(round_id=found.pk, actor=region.actor("company_consultant"), now=timezone.now())
    return [each.token for each in letters]


def rows_of(answer: HttpResponseBase) -> list[list[str]]:
    """The lines of a file, without the mark in front that spreadsheets look for."""
    text = answer.content.decode("utf-8")  # type: ignore[attr-defined]
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
