"""A paper on a stay shows what was signed by whom and when, what is thought of for the plan, and what VITAS asks."""

from datetime import date, timedelta
from typing import Any

from tests.integration.papers.scene import NOW, TODAY, Scene
from tovholder.companies.models import Headcount
from tovholder.placements import alignment_services
from tovholder.placements.alignment_facts import AlignmentText
from tovholder.placements.chain_services import save_draft
from tovholder.placements.models import Placement

Printed = list[dict[str, Any]]
TEXT = AlignmentText(
    purpose="language", absence="Ring før vagten", conflict="Tal sammen", readiness="Ved opfølgning", at_end="Et job"
)


def write(scene: Scene, number: int = 0, text: AlignmentText = TEXT) -> None:
    alignment_services.write_alignment(
        placement_id=scene.stay.pk, number=number, text=text, actor=scene.actor(), now=NOW
    )


def sign(scene: Scene, *parties: str, number: int = 1) -> None:
    who: dict[str, Any] = {"placement_id": scene.stay.pk, "number": number, "actor": scene.actor()}
    for days, party in enumerate(parties):
        told = {**who, "now": NOW + timedelta(days=days)}
        if party == "municipality":
            alignment_services.sign_alignment(**told, role="Virksomhedskonsulent")
        else:
            alignment_services.note_signature(**told, party=party, name=f"{party} Prøvesen")


def facts(scene: Scene, printed: Printed, kind: str = "alignment") -> dict[str, Any]:
    scene.issue(kind)
    return dict(printed[-1]["facts"])


def test_the_paper_has_the_signed_text_and_who_signed_when(scene: Scene, printed: Printed) -> None:
    write(scene)
    sign(scene, "company", "citizen", "municipality")
    told = facts(scene, printed)
    assert (told["standing"], told["text_version"], told["absence"]) == ("signed", 1, "Ring før vagten")
    assert (told["readiness"], told["at_end"]) == ("Ved opfølgning", "Et job")
    signed = {each["party"]: (each["name"], each["role"], each["on"]) for each in told["signed"]}
    assert signed["company"] == ("company Prøvesen", "", TODAY)
    assert signed["municipality"] == (scene.actor().name, "Virksomhedskonsulent", TODAY + timedelta(days=2))


def test_who_signed_for_the_citizen_is_not_told_by_name_to_the_company(scene: Scene, printed: Printed) -> None:
    write(scene)
    sign(scene, "citizen")
    (citizen,) = [each for each in facts(scene, printed)["signed"] if each["party"] == "citizen"]
    assert citizen == {"party": "citizen", "whose": "", "name": "", "role": "", "on": TODAY}


def test_a_text_that_all_have_signed_stands_until_all_have_signed_the_next(scene: Scene, printed: Printed) -> None:
    write(scene)
    sign(scene, "company", "citizen", "municipality")
    newer = AlignmentText(purpose="language", absence="Skriv", conflict="Tal", readiness="Ugen", at_end="Løn")
    write(scene, 1, newer)
    sign(scene, "company", number=2)
    told = facts(scene, printed)
    assert (told["standing"], told["text_version"], told["absence"]) == ("newer_unsigned", 1, "Ring før vagten")
    sign(scene, "citizen", "municipality", number=2)
    told = facts(scene, printed)
    assert (told["standing"], told["text_version"], told["absence"]) == ("signed", 2, "Skriv")


def test_a_paper_that_nobody_has_signed_says_so(scene: Scene, printed: Printed) -> None:
    told = facts(scene, printed)
    assert (told["standing"], told["absence"]) == ("not_written", "")
    assert [each["on"] for each in told["signed"]] == [None, None, None]
    write(scene)
    assert facts(scene, printed)["standing"] == "unsigned"
    sign(scene, "company")
    assert facts(scene, printed)["standing"] == "partly_signed"


def test_an_igu_agreement_has_the_education_plan_as_it_is_thought_of(scene: Scene, printed: Printed) -> None:
    Placement.objects.filter(pk=scene.stay.pk).update(kind="igu")
    told = facts(scene, printed, "igu")
    assert (told["is_planned"], told["practice_goals"]) == (False, "")
    save_draft(
        placement_id=scene.stay.pk, version=1, school="Rengøring på EUC", practice_goals="Gulve",
        danish_in_practice="Fagord", actor=scene.actor(), now=NOW,
    )  # fmt: skip
    told = facts(scene, printed, "igu")
    assert (told["school"], told["practice_goals"], told["language_goals"]) == ("Rengøring på EUC", "Gulve", "Fagord")
    assert (told["is_planned"], told["goals"]) == (True, "Flere timer")


def test_the_sheet_for_vitas_has_what_vitas_asks_and_whom_to_ask(scene: Scene, printed: Printed) -> None:
    Headcount.objects.create(unit=scene.stay.unit, month=date(2026, 1, 1), fte=9, stated_on=TODAY)
    groups = {group["name"]: group["rows"] for group in facts(scene, printed, "vitas")["groups"]}
    rows = {name: (value, ask) for group in groups.values() for name, value, ask in group}
    assert rows["Øremærket til en borger, der er fundet"] == ("Ja", "")
    assert rows["Oplyst den"] == (f"{TODAY:%d.%m.%Y}", "")
    assert rows["Medarbejdernes repræsentant"] == ("", "spørg medarbejdernes repræsentant")
    scene.issue("vitas", "en")
    assert printed[-1]["facts"]["groups"][0]["name"] == "The workplace · Arbejdsstedet"
