"""One door for companies, by its three users: the company on its phone, its representative with a link, the consultant.

An order and a pause, a stay whose conditions are stated before it is agreed, expectations that are signed, a week of
hours, a problem on its clock, and a competence card anybody can verify."""

import re
import zlib
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator

from tests.journeys.walking import PHONE, Walk

Somebody = Callable[..., Walk]

TODAY = datetime.now(tz=ZoneInfo("Europe/Copenhagen")).date()
LAST_DAY = TODAY + timedelta(weeks=4)
CONSULTANT = "Karen, virksomhedskonsulent i Herlev"
COMPANY = "Nadia, HR-ansvarlig på Hotel Skrænthøj"
HOTEL = "Hotel Skrænthøj A/S"
CITIZEN = "Samer Haddad"
ORDER = "Hjælp til morgenbuffeten"


def test_one_door_for_companies(persona: Somebody) -> None:
    consultant = persona()
    consultant.be(CONSULTANT)
    company = persona(PHONE)
    company.must_fit = True
    company.be(COMPANY)
    order = company_asks_for_somebody(company)
    company_calls_a_pause_and_takes_it_back(company)
    consultant_answers_within_the_clock(consultant, order)
    lawful, link = consultant_asks_for_statements(consultant)
    representative_states(persona(PHONE), link)
    stay = consultant_agrees_on_what_is_stated(consultant, lawful)
    expectations_are_written(consultant)
    company_signs(company, stay)
    company_tells_its_week_and_a_problem(company, stay)
    consultant_solves_the_problem(consultant, stay)
    company_fills_in_the_card(company, stay)
    paper = consultant_fetches_the_paper(consultant, stay)
    anybody_can_verify_it(persona(PHONE), paper)


def test_a_company_answers_a_questionnaire_by_the_link_in_its_letter(persona: Somebody) -> None:
    """With a browser, which says where a form comes from: a client of the tests says nothing and is never refused."""
    consultant = persona()
    consultant.be(CONSULTANT)
    consultant.open("/kampagner/undersoegelser/ny/")
    consultant.write("Rundens navn", "Et par spørgsmål om julen")
    consultant.write("Sidste dag til at svare", LAST_DAY.isoformat())
    consultant.push(consultant.page.locator("main form button[type=submit]"))
    with consultant.page.expect_download() as coming:
        consultant.page.get_by_role("button", name="Lav links til de næste virksomheder").click()
    letters = Path(coming.value.path()).read_text(encoding="utf-8-sig")
    company = persona(PHONE)
    company.must_fit = True
    company.open(letters.splitlines()[1].rsplit(";", 1)[1].removeprefix(company.address))
    company.push(company.page.locator("main form button[name=keep]"))
    assert "Gemt" in company.page.content()
    company.push(company.page.locator("main form button[name=send]"))
    assert "I svarede" in company.text()


def to(walk: Walk, address: str) -> Locator:
    """The link on the page that leads to this address."""
    return walk.page.locator(f"main a[href^='{address}']")


def number_in(walk: Walk, kind: str) -> int:
    """The number in the address of the page."""
    return int(re.findall(rf"/{kind}/(\d+)/", walk.page.url)[0])


def company_asks_for_somebody(company: Walk) -> int:
    """In plain words, and it is told until when it has its answer."""
    company.open("/virksomhed/")
    company.press("Vi mangler en")
    company.write("Hvad hedder jobbet?", ORDER)
    company.write("Fortæl, hvad I mangler", "En til morgenbuffeten, 20 timer om ugen, helst i en praktik først.")
    company.press("Send")
    assert "hører fra os senest" in company.page.content()
    return number_in(company, "behov")


def company_calls_a_pause_and_takes_it_back(company: Walk) -> None:
    """Whenever it likes, without asking anybody."""
    company.open("/virksomhed/partnerskab/")
    company.choose("Må vi spørge jer?", "På pause")
    company.press("Sig det til kommunen")
    assert "På pause" in company.page.locator("main strong").first.inner_text()
    company.choose("Må vi spørge jer?", "Klar")
    company.press("Sig det til kommunen")
    assert "Klar" in company.page.locator("main strong").first.inner_text()


def consultant_answers_within_the_clock(consultant: Walk, order: int) -> None:
    consultant.open(f"/jobordrer/{order}/")
    assert "Virksomheden venter på svar, senest" in consultant.text()
    consultant.press("Virksomheden har fået svar")
    assert "Virksomheden venter på svar" not in consultant.text()


def consultant_asks_for_statements(consultant: Walk) -> tuple[str, str]:
    """From the case to the workplace, what is lawful there for this citizen, and a link for whoever is to state it."""
    consultant.open("/borgere/?q=Samer")
    consultant.press(CITIZEN)
    consultant.press("Aftal et forløb")
    consultant.write("Navn, CVR- eller P-nummer", HOTEL)
    consultant.press("Find arbejdsstedet")
    consultant.push(to(consultant, "/vilkaar/enhed/"))
    lawful = consultant.page.url.removeprefix(consultant.address)
    consultant.push(to(consultant, "/vilkaar/enhed/"))
    consultant.unfold("Bed om erklæringer")
    consultant.choose("Form", "Virksomhedspraktik")
    consultant.write("Første dag", TODAY.isoformat())
    consultant.write("Sidste dag", LAST_DAY.isoformat())
    consultant.write("Timer om ugen i alt", "30")
    consultant.press("Spørg")
    consultant.choose("Hvem skal erklære?", "Tillidsrepræsentant for faget")
    consultant.write("Navn", "Tove Tillid")
    consultant.press("Lav linket")
    return lawful, consultant.page.locator(".one-time-link code").inner_text()


def representative_states(representative: Walk, link: str) -> None:
    """No sign-in, a phone, and no citizen on the page."""
    representative.must_fit = True
    representative.open(link.removeprefix(representative.address))
    assert CITIZEN.split(maxsplit=1)[0] not in representative.page.content()
    representative.choose("Er vilkårene opfyldt?", "Ja, vilkårene er opfyldt")
    representative.press("Send")
    assert "Du har erklæret, at vilkårene er opfyldt" in representative.text()


def consultant_agrees_on_what_is_stated(consultant: Walk, lawful: str) -> int:
    consultant.return_to(consultant.page.url.removeprefix(consultant.address).removesuffix("link/"))
    assert "Tove Tillid" in consultant.text()
    consultant.return_to(lawful)
    consultant.press("Aftal et forløb")
    consultant.write("Første dag", TODAY.isoformat())
    consultant.write("Sidste dag", LAST_DAY.isoformat())
    consultant.choose("Formål", "Optræning af konkrete kompetencer")
    consultant.tick("Arbejdsgiveren har bekræftet, at vilkårene er opfyldt")
    consultant.tick("Medarbejdernes repræsentant har bekræftet det samme")
    # Where he has worked in Denmark is not written in his case: the page asks, and she answers for it.
    consultant.press("Se vilkårene igen")
    consultant.choose("Hvorfor må det aftales alligevel?", "Konkret individuel vurdering")
    consultant.write("Med ord", "Han fortæller, at han ikke har arbejdet i Danmark før sine praktikker.")
    consultant.press("Aftal forløbet", role="button")
    assert "Forløbet er aftalt" in consultant.page.content(), consultant.text()
    consultant.press("Det er begyndt", role="button")
    return number_in(consultant, "forlob")


def expectations_are_written(consultant: Walk) -> None:
    """Short texts stand ready; only what the stay is for has to be chosen."""
    consultant.press("Skriv den")
    consultant.choose("Hvad forløbet er til", "Sprog")
    consultant.press("Gem, og bed om underskrifter")
    consultant.press("Skriv under for kommunen")
    assert "mangler" in consultant.text()


def company_signs(company: Walk, stay: int) -> None:
    company.return_to("/virksomhed/")
    company.push(to(company, f"/virksomhed/forventninger/{stay}/"))
    company.write("Din rolle i virksomheden", "HR-ansvarlig")
    company.write("Hvem følger borgeren på arbejdet?", "Preben")
    company.press("Vi er enige og skriver under")
    assert "Tak. Du har skrevet under." in company.page.content()


def company_tells_its_week_and_a_problem(company: Walk, stay: int) -> None:
    """The plan stands in the form: a week that went as planned is one press."""
    company.return_to("/virksomhed/")
    company.push(to(company, f"/virksomhed/forloeb/{stay}/timer/"))
    company.press("Gem ugen")
    assert "Ugen er noteret" in company.page.content()
    company.press("Fortæl om et problem")
    company.choose("Hvad handler det om?", "Konflikt")
    company.write("Hvad er der sket?", "De er uenige i køkkenet om, hvem der rydder buffeten af.")
    company.press("Send")
    assert "Vi er hos jer senest" in company.page.content()


def consultant_solves_the_problem(consultant: Walk, stay: int) -> None:
    """It stands on top of the stay with its clock: 24 hours of working days."""
    consultant.open(f"/forlob/{stay}/")
    assert "Åbent problem" in consultant.text()
    consultant.press("Konflikt")
    assert "virksomheden selv" in consultant.text()
    assert re.search(r"senest .*kl\.|til midnat", consultant.text()), consultant.text()
    consultant.unfold("Det er løst")
    consultant.write("Hvad blev der gjort?", "Vi har delt opgaverne op på en seddel i køkkenet.")
    consultant.press("Det er løst", role="button")
    assert "Løst" in consultant.page.locator(".page-title").inner_text()


def company_fills_in_the_card(company: Walk, stay: int) -> None:
    company.open("/virksomhed/papirer/")
    company.push(to(company, f"/virksomhed/papirer/kort/{stay}/"))
    company.write("Opgave", "Rydde buffeten af")
    company.choose("Hvor godt?", "Kan selv")
    company.choose("Møder til tiden", "Kan vise andre det")
    company.press("Gem og bekræft")
    assert "Borgeren har kortet fra nu af" in company.page.content()


def consultant_fetches_the_paper(consultant: Walk, stay: int) -> bytes:
    """It was issued when the card was confirmed."""
    consultant.open(f"/papirer/forlob/{stay}/")
    consultant.push(consultant.page.locator("main table a"))
    with consultant.page.expect_download() as coming:
        consultant.page.get_by_role("button", name="Hent PDF").click()
    paper = Path(coming.value.path()).read_bytes()
    assert paper.startswith(b"%PDF")
    return paper


def anybody_can_verify_it(visitor: Walk, paper: bytes) -> None:
    """By the address at the foot of the paper; whom it is about is not told."""
    visitor.must_fit = True
    visitor.open(address_on(paper).removeprefix(visitor.address))
    assert "Papiret er ægte og gælder." in visitor.text()
    assert "Kompetencekort" in visitor.text()
    assert not set(CITIZEN.split()) & set(re.findall(r"\w+", visitor.page.content()))


def address_on(paper: bytes) -> str:
    """Where the link on the paper leads, with number and code; the file's objects may be packed."""
    objects = [paper]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", paper, re.DOTALL):
        try:
            objects.append(zlib.decompress(packed))
        except zlib.error:
            continue
    found = re.search(rb"/URI\s*\((.*?)\)", b"\n".join(objects))
    assert found, "there is no link on the paper"
    return found[1].decode()
