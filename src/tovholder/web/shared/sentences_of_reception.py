"""Sentences of reception: code to (English, Danish)."""

RECEPTION_SENTENCES: dict[str, tuple[str, str]] = {
    "reception.born_long_ago": (
        "Born {day}: older than anybody alive. Is the year right?",
        "Født {day}: ældre end nogen, der lever. Er året rigtigt?",
    ),
    "reception.number_and_birth_differ": (
        "The number says born {born_on}, the form says {day}.",
        "Nummeret siger født {born_on}, skemaet siger {day}.",
    ),
    "reception.number_does_not_fit": (
        "The check digit of the number does not fit, and it is none of 1 January: probably a slip.",
        "Nummerets kontrolciffer passer ikke, og det er ikke et nummer fra 1. januar: nok en tastefejl.",
    ),
    "reception.assigned_long_ago": (
        "Assigned {day}: long ago. Is the year right?",
        "Visiteret til kommunen {day}: længe siden. Er året rigtigt?",
    ),
    "reception.not_assigned": (
        "Nobody has said when the family was assigned.",
        "Ingen har skrevet, hvornår familien blev visiteret.",
    ),
    "reception.takeover_told": ("The municipality takes over {day}.", "Kommunen overtager {day}."),
    "reception.takeover_by_law": ("The municipality takes over {day}.", "Kommunen overtager {day}."),
    "reception.takeover_earlier": (
        "The municipality takes over {day}, earlier than the law has it.",
        "Kommunen overtager {day}, tidligere end loven siger.",
    ),
    "reception.before_assigned": (
        "{day} lies before the day of assignment, {assigned_on}.",
        "{day} ligger før visiteringen {assigned_on}.",
    ),
    "reception.later_than_law": (
        "{day} is too late: the municipality takes over {latest_by} at the latest.",
        "{day} er for sent: kommunen overtager senest {latest_by}.",
    ),
    "reception.takeover_unknown": ("The day of takeover is not known.", "Overtagelsesdagen kendes ikke."),
    "reception.takeover_today": ("Takeover today.", "Overtages i dag."),
    "reception.until_takeover": ("Takeover {day}, in {days}.", "Overtages {day}, om {days}."),
    "reception.taken_over": ("Taken over {day}.", "Overtaget {day}."),
    "reception.no_more_meetings": ("No more meetings before the takeover.", "Der skal ikke være flere formøder."),
    "reception.meeting_overdue": (
        "The meeting should have been held by {due_on}. There is one every {months}.",
        "Mødet skulle være holdt senest {due_on}. Rytmen er {months}.",
    ),
    "reception.meeting_next": ("The next meeting is by {due_on}.", "Næste møde skal holdes senest {due_on}."),
    "reception.practice_begun": ("At a company since {day}.", "På en virksomhed fra {day}."),
    "reception.practice_late": (
        "At a company since {day}; the aim was {latest_by}.",
        "På en virksomhed fra {day}; målet var {latest_by}.",
    ),
    "reception.practice_overdue": (
        "No placement yet. The aim was {latest_by}, {days} ago.",
        "Ingen virksomhedspraktik endnu. Målet var {latest_by}, for {days} siden.",
    ),
    "reception.practice_at_risk": (
        "No placement yet, and {days} left: it should begin by {latest_by}.",
        "Ingen virksomhedspraktik endnu, og der er {days} igen: den skal begynde senest {latest_by}.",
    ),
    "reception.practice_not_yet": (
        "A placement should begin by {latest_by}.",
        "Virksomhedspraktik skal begynde senest {latest_by}.",
    ),
    "reception.course_too_few_days": (
        "{times} days a week; the course is {wanted} days a week for {weeks}.",
        "{times} dage om ugen; kurset er {wanted} dage om ugen i {weeks}.",
    ),
    "reception.course_full": ("The whole course.", "Hele kurset."),
    "reception.nobody_named": ("Name at least one person.", "Skriv mindst én person."),
    "reception.consent_to_come": (
        "The day of the yes, {day}, is still to come.",
        "Dagen for samtykket, {day}, er ikke kommet endnu.",
    ),
    "reception.consent_missing": (
        "What somebody can is handed on with a yes only. Write the day of the yes, or take the competences out.",
        "Kompetencer gives kun videre med et ja. Skriv dagen for samtykket, eller fjern kompetencerne.",
    ),
    "reception.may_be_sent": ("The handover may be sent.", "Overdragelsen kan sendes."),
    "reception.file_empty": (
        "There is nothing in the file. Choose it once more.",
        "Der er intet i filen. Vælg den igen.",
    ),
    "reception.file_too_large": (
        "The file is {megabytes} MB; at most {most_megabytes} MB is taken. Make it smaller, or save it as PDF.",
        "Filen fylder {megabytes} MB; højst {most_megabytes} MB kan sendes. Gør det mindre, eller gem det som PDF.",
    ),
    "reception.file_disguised": (
        "The file is called .{ending}, but it holds {holds}. Save it again under its right kind.",
        "Filen hedder .{ending}, men den indeholder {holds}. Gem den igen som den slags, den er.",
    ),
    "reception.file_of_other_kind": (
        "This is no PDF and no picture (JPG or PNG), whatever it is called. Save it as PDF and try again.",
        "Det er ikke en PDF eller et billede (JPG eller PNG), uanset hvad filen hedder. Gem den som PDF, og prøv igen.",
    ),
    "reception.file_taken": ("The file is taken.", "Filen er modtaget."),
    "reception.choose_municipality": ("Choose the municipality.", "Vælg kommunen."),
    "reception.not_yours": (
        "Only the asylum centre and the municipality that takes over write a handover.",
        "Kun asylcentret og den kommune, der overtager, skriver en overdragelse.",
    ),
    "reception.relation_missing": (
        "Choose what the person is to the first one.",
        "Vælg, hvad personen er til den første.",
    ),
    "reception.no_such_member": (
        "This one is not in the handover any more.",
        "Personen er ikke længere med i overdragelsen.",
    ),
    "reception.number_twice": (
        "Another one of the family has this number already.",
        "En anden i familien har allerede det nummer.",
    ),
    "reception.only_the_centre": (
        "Only the centre that wrote it can do this.",
        "Det kan kun det center, der skrev den.",
    ),
    "reception.sent_already": (
        "{name} was handed over to {to} on {day} already. Go on with that handover.",
        "{name} er allerede overdraget til {to} {day}. Arbejd videre i den overdragelse.",
    ),
    "reception.sent_elsewhere": (
        "{name} was handed over to {to} on {day}. Withdraw that first, or ask {to} to send it back.",
        "{name} er overdraget til {to} {day}. Træk den overdragelse tilbage først, eller bed {to} sende den tilbage.",
    ),
    "reception.not_open_any_more": (
        "The handover has gone on, so this is not possible any more. Load the page again.",
        "Overdragelsen er kommet videre, så det kan ikke lade sig gøre nu. Hent siden igen.",
    ),
    "reception.not_from_a_centre": (
        "It came by mail, so there is no centre here to send it back to.",
        "Den kom med posten, så der er ikke et center her at sende den tilbage til.",
    ),
    "reception.say_why_back": ("Write why it is sent back.", "Skriv, hvorfor den sendes tilbage."),
    "reception.has_a_case": (
        "{name} has a case here already. Choose to go on in that case.",
        "{name} har allerede en sag her. Vælg at gå videre i den sag.",
    ),
    "reception.looks_known": (
        "There is a case here with the name and birth of {name}. Choose whether it is the same person.",
        "Der er en sag her med samme navn og fødselsdag som {name}. Vælg, om det er samme person.",
    ),
    "reception.no_such_task": ("There is no such thing on the checklist.", "Det står ikke på tjeklisten."),
    "reception.not_your_side": ("The municipality sees to this.", "Det sørger kommunen for."),
    "reception.done_to_come": ("{day} is still to come.", "{day} er ikke kommet endnu."),
    "reception.course_without_days": ("Choose the days of the course.", "Vælg kursets dage."),
    "reception.municipality_calls": (
        "The municipality calls the meetings.",
        "Det er kommunen, der indkalder til møderne.",
    ),
    "reception.meeting_after_takeover": (
        "The meeting must be before the takeover, {day}.",
        "Mødet skal ligge før overtagelsen {day}.",
    ),
    "reception.no_such_meeting": ("Choose which meeting it is.", "Vælg, hvilket møde det er."),
}
