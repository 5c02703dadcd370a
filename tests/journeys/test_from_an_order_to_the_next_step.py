"""The whole loop, by those it belongs to: a need comes in, a citizen of another municipality is found and asked, the
company chooses, a placement is agreed, runs, ends with outcome and next step, and the citizen sees who has looked."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import FilePayload

from tests.conftest import is_todays
from tests.journeys import served
from tests.journeys.loop_scene import CASEWORKER, CITIZEN, CITIZEN_USER, FAMILY, HOTEL
from tests.journeys.walking import PHONE, WIDE, Walk

Somebody = Callable[..., Walk]

TODAY = datetime.now(tz=ZoneInfo("Europe/Copenhagen")).date()
RECEIVER = "Jonas, virksomhedskonsulent i København"
TOVHOLDER = "Karen, virksomhedskonsulent i Herlev"
DANISH = "Forstår enkle beskeder"
COMPANY = "Nadia, HR-ansvarlig på Hotel Skrænthøj"
WORDS = (
    "Vi mangler en køkkenmedhjælper til morgenmaden. Opgaverne er opvask, rengøring af køkkenet og at skære grønt. "
    "Man skal kunne forstå korte beskeder på dansk. 20-37 timer om ugen, og der er en fast makker de første uger. "
    "Vi vil gerne begynde med en praktik."
)


WITHOUT = pytest.param(False, id="without-javascript")  # every second day


@pytest.mark.parametrize("script", [pytest.param(True, id="with-javascript"), *([WITHOUT] if is_todays(0) else [])])
def test_from_an_order_to_an_ended_placement(persona: Somebody, region: served.Demo, script: bool) -> None:
    title = "Køkkenmedhjælper til morgenmaden" + ("" if script else ", uden script")

    def arrives(name: str, size: dict[str, int] = WIDE) -> Walk:
        walk = persona(size, java_script_enabled=script)
        walk.be(name)
        return walk

    tovholder = arrives(TOVHOLDER)
    if script:
        order = order_is_imported(tovholder, title, region)
    else:
        order = order_is_received_in_another_municipality(arrives(RECEIVER), title)
        profile_is_confirmed(tovholder, order)
    region.run("tovholder.cli", "work", "--once")
    pseudonym = region.run("tests.journeys.loop_scene", str(order)).strip()
    proposal = somebody_unknown_is_proposed(tovholder, order, pseudonym)
    caseworker = arrives(CASEWORKER)
    citizen_is_told(caseworker, title)
    citizen = arrives(CITIZEN_USER, PHONE)
    citizen_says_yes(citizen, title)
    caseworker_stands_behind(caseworker, proposal)
    shown_to_the_company(tovholder, proposal)
    company_chooses(arrives(COMPANY, PHONE), title, pseudonym)
    placement = placement_is_agreed(caseworker, proposal)
    placement_runs_and_ends(caseworker, placement)
    citizen_sees_who_has_looked(citizen)
    the_log_has_every_reader(region)


def order_is_imported(consultant: Walk, title: str, region: served.Demo) -> int:
    """A file with a day that does not exist: put right beside its cell, and made visible by one switch."""
    row = {
        "Reference": "M-1",
        "CVR-nummer;P-nummer": region.run("tests.journeys.loop_scene", "hotel").strip(),
        "Titel": title,
        "Forløb": "virksomhedspraktik",
        "Gerne": "opvask",
        "Dansk": "forstår enkle beskeder",
        "Timer om ugen": "20-37",
        "Antal": "1",
        "Start tidligst": "31-02-2026",
        "Start senest": f"{TODAY + timedelta(days=30):%d-%m-%Y}",
    }
    text = "\r\n".join([";".join(row), ";".join(row.values()), ""])
    consultant.open("/import/")
    consultant.choose("Hvad er der i filen?", "Jobordrer")
    file: FilePayload = {"name": "ordrer.csv", "mimeType": "text/csv", "buffer": text.encode("cp1252")}
    consultant.page.set_input_files("input[type=file]", file)
    consultant.press("Indlæs")
    consultant.press("Læs rækkerne")
    region.run("tovholder.cli", "work", "--once")
    consultant.open(consultant.page.url.removeprefix(consultant.address))
    assert "Datoen findes ikke" in consultant.text()
    consultant.write("Start tidligst", f"{TODAY:%d-%m-%Y}")
    consultant.press("Gem rækken")
    consultant.page.get_by_text("Datoen findes ikke").wait_for(state="detached")
    consultant.press("Gør synligt")
    region.run("tovholder.cli", "work", "--once")
    consultant.open(f"/jobordrer/?q={quote(title)}")
    consultant.press(title)
    return int(re.findall(r"/jobordrer/(\d+)/", consultant.page.url)[0])


def order_is_received_in_another_municipality(consultant: Walk, title: str) -> int:
    """København takes the words down; the hotel's fixed contact in Herlev becomes the tovholder (S05-1)."""
    consultant.open("/jobordrer/ny/")
    consultant.write("Navn, CVR- eller P-nummer", HOTEL)
    consultant.press("Find virksomheden")
    consultant.press(HOTEL)
    consultant.write("Hvad mangler virksomheden, med dens egne ord?", WORDS)
    consultant.write("Titel", title)
    consultant.press("Læs ordene")
    assert "Karen" in consultant.text()
    assert "er virksomhedens faste kontakt" in consultant.page.content()
    return int(re.findall(r"/jobordrer/(\d+)/", consultant.page.url)[0])


def profile_is_confirmed(tovholder: Walk, order: int) -> None:
    """What was found in the words stands there; Karen adds what they did not say."""
    tovholder.open(f"/jobordrer/{order}/profil/")
    assert tovholder.value("Stilling") == "køkkenmedhjælper"
    tovholder.tick("Virksomhedspraktik")
    tovholder.choose("Hvor meget dansk kræver opgaverne?", DANISH)
    tovholder.write("Kan begynde fra", TODAY.isoformat())
    tovholder.write("Skal begynde senest", (TODAY + timedelta(days=30)).isoformat())
    tovholder.press("Bekræft, og find kandidater")
    assert "Profilen er bekræftet" in tovholder.page.content()


def somebody_unknown_is_proposed(tovholder: Walk, order: int, pseudonym: str) -> int:
    """The list shows people of other municipalities under a pseudonym: no name, not even in the page's source."""
    tovholder.open(f"/jobordrer/{order}/")
    assert FAMILY not in tovholder.page.content()
    article = tovholder.page.locator("article.match", has_text=pseudonym)
    assert "en anden kommune" in article.inner_text()
    tovholder.push(article.get_by_role("button", name=re.compile("Foreslå")))
    assert pseudonym in tovholder.heading()
    assert FAMILY not in tovholder.page.content()
    return int(re.findall(r"/forslag/(\d+)/", tovholder.page.url)[0])


def citizen_is_told(caseworker: Walk, title: str) -> None:
    """Her own caseworker sees her name, talks with her and says so."""
    caseworker.open("/forslag/?side_af=people&status=proposed")
    caseworker.push(caseworker.page.get_by_role("row", name=re.compile(re.escape(title))).get_by_role("link").first)
    assert CITIZEN in caseworker.text()
    caseworker.press("Borgeren er orienteret")


def citizen_says_yes(citizen: Walk, title: str) -> None:
    """On a phone, in few words, before any company has seen anything."""
    citizen.open("/borger/")
    citizen.press(title)
    citizen.press("Ja, det vil jeg gerne")
    assert "Du har sagt ja" in citizen.page.content()


def caseworker_stands_behind(caseworker: Walk, proposal: int) -> None:
    caseworker.open(f"/forslag/{proposal}/")
    caseworker.press("Vi står bag forslaget")


def shown_to_the_company(tovholder: Walk, proposal: int) -> None:
    """Only now the tovholder sees the name, and shows the citizen to the company."""
    tovholder.open(f"/forslag/{proposal}/")
    assert CITIZEN in tovholder.heading()
    tovholder.press("Vis til virksomheden")


def company_chooses(contact: Walk, title: str, pseudonym: str) -> None:
    """The company sees what matters for the work: no name, no CPR number."""
    contact.open("/virksomhed/")
    panel = contact.page.get_by_role("article").filter(has_text=title)
    contact.push(panel.get_by_role("link"))
    assert contact.heading() == pseudonym
    assert not {CITIZEN, FAMILY} & set(re.findall(r"\w+", contact.page.content()))
    contact.choose("Jeres svar", "Vi vælger kandidaten")
    contact.press("Send svaret")


def placement_is_agreed(caseworker: Walk, proposal: int) -> int:
    """The employer rules are on the page before anything is agreed."""
    caseworker.open(f"/forslag/{proposal}/")
    caseworker.press("Aftal forløbet")
    caseworker.write("Første dag", TODAY.isoformat())
    caseworker.write("Sidste dag", (TODAY + timedelta(weeks=4)).isoformat())
    caseworker.choose("Formål", "Optræning af konkrete kompetencer")
    caseworker.tick("Arbejdsgiveren har bekræftet, at vilkårene er opfyldt")
    caseworker.tick("Medarbejdernes repræsentant har bekræftet det samme")
    caseworker.press("Se vilkårene igen")
    assert "Intet står i vejen" in caseworker.text(), caseworker.text()
    caseworker.press("Aftal forløbet", role="button")
    assert "Forløbet er aftalt" in caseworker.page.content()
    return int(re.findall(r"/forlob/(\d+)/", caseworker.page.url)[0])


def placement_runs_and_ends(caseworker: Walk, placement: int) -> None:
    """Begun, followed up, and ended before time, because it became a job: nobody ends without a next step."""
    caseworker.press("Det er begyndt", role="button")
    caseworker.press("Følg op med opgaver og timer")
    caseworker.write("Hvordan går det?", "Hun møder til tiden og vil gerne have flere opgaver i køkkenet.")
    caseworker.choose("Hvad sagde virksomheden om løntimer?", "Vi talte ikke om løn")
    caseworker.press("Gem opfølgningen")
    caseworker.unfold("Afslut det")
    caseworker.choose("Resultat", "Ordinært job samme sted")
    caseworker.choose("Næste skridt", "Efterværn i jobbet")
    caseworker.choose("Hvorfor før tid?", "Fik ordinært job")
    caseworker.press("Afslut det", role="button")
    assert "Ordinært job samme sted" in caseworker.text()
    assert "Efterværn i jobbet" in caseworker.text()


def citizen_sees_who_has_looked(citizen: Walk) -> None:
    citizen.open("/borger/hvem-har-set/")
    told = citizen.text()
    for organisation in ("Københavns Kommune", "Herlev Kommune", HOTEL):
        assert organisation in told, organisation


def the_log_has_every_reader(region: served.Demo) -> None:
    """Each of those who saw her is in the log, and the one who only took the order down is not."""
    told = region.run("tests.journeys.loop_scene", "log")
    for name in (CASEWORKER, TOVHOLDER, COMPANY):
        assert name in told, told
    assert RECEIVER not in told
    assert f"{TOVHOLDER}: company_consultant, pseudonym" in told
