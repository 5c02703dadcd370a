"""Expectations, problems and groups, worded: code to (English, Danish)."""

ALIGNMENT_SENTENCES: dict[str, tuple[str, str]] = {
    "alignment.unsigned": ("Not signed by: {parties}.", "Mangler underskrift fra: {parties}."),
    "alignment.renewal_due": (
        "Signed by all. It was to be talked through again on {day}.",
        "Alle har skrevet under. Den skulle tales igennem igen {day}.",
    ),
    "alignment.signed": (
        "Signed by all. Talk it through again on {day} at the latest.",
        "Alle har skrevet under. Tal den igennem igen senest {day}.",
    ),
    "alignment.not_written": (
        "There is no expectation alignment yet. Write it first.",
        "Der er ingen forventningsafstemning endnu. Skriv den først.",
    ),
    "alignment.part_missing": ("Write something under “{part}”.", "Skriv noget under “{part}”."),
    "alignment.purpose_missing": ("Choose the purpose of the stay.", "Vælg formålet med forløbet."),
    "alignment.stay_over": (
        "The stay is over, so nothing more is agreed about it.",
        "Forløbet er slut, så der bliver ikke aftalt mere om det.",
    ),
    "alignment.signed_as_it_was": (
        "You have signed already, and what you signed stands. Does somebody else follow the citizen now? Call us.",
        "I har allerede skrevet under, og det, I skrev under på, gælder. Følger en anden borgeren nu? Så ring til os.",
    ),
    "alignment.who_signed": (
        "Say who it is: write the name, and choose the company or the citizen.",
        "Sig, hvem det er: skriv navnet, og vælg virksomheden eller borgeren.",
    ),
    "housing.began_in_time": (
        "The first stay began {days} after takeover, within the month.",
        "Det første forløb begyndte {days} efter overtagelsen, inden for måneden.",
    ),
    "housing.began_late": (
        "The first stay began on {began_on}. The aim was {due_on}, a month after takeover.",
        "Det første forløb begyndte {began_on}. Målet var {due_on}, en måned efter overtagelsen.",
    ),
    "housing.overdue": (
        "No stay has begun. The aim was {due_on}, {days} ago, counted from takeover.",
        "Intet forløb er begyndt. Målet var {due_on}, for {days} siden, talt fra overtagelsen.",
    ),
    "housing.due": (
        "A stay is to begin by {due_on}, in {days}, counted from takeover.",
        "Et forløb skal begynde senest {due_on}, om {days}, talt fra overtagelsen.",
    ),
    "housing.day_unknown": (
        "The day of takeover is not written down, so there is no clock.",
        "Overtagelsesdagen er ikke skrevet ned, så der er intet ur.",
    ),
    "group.company_chose": (
        "The company chose the citizen on {day}. Tell the citizen.",
        "Virksomheden valgte borgeren den {day}. Sig det til borgeren.",
    ),
    "group.company_said_no": (
        "The company said no on {day}. Tell the citizen.",
        "Virksomheden sagde nej den {day}. Sig det til borgeren.",
    ),
    "incident.came_in_time": ("Somebody came {at}, in time.", "Vi kom {at}, til tiden."),
    "incident.came_late": (
        "Somebody came {at}. It should have been by {deadline}.",
        "Vi kom {at}. Det skulle være senest {deadline}.",
    ),
    "incident.nobody_came": (
        "Nobody has come. It should have been by {deadline}.",
        "Ingen er kommet. Det skulle være senest {deadline}.",
    ),
    "incident.hurry": ("Be there by {deadline}. There is little time.", "Vær der senest {deadline}. Det haster."),
    "incident.come_by": ("Be there by {deadline}.", "Vær der senest {deadline}."),
    "incident.arrival_outside": (
        "You cannot have come before it was heard, or later than now.",
        "I kan ikke være kommet, før det blev hørt, eller senere end nu.",
    ),
    "incident.closed": (
        "The problem is closed. Report a new one if it comes back.",
        "Problemet er lukket. Meld et nyt, hvis det kommer igen.",
    ),
    "incident.heard_before_stay": (
        "It cannot have been heard before the stay was planned, {day}. Check the date.",
        "Det kan ikke være hørt, før forløbet blev planlagt, {day}. Se efter, om datoen er rigtig.",
    ),
    "incident.heard_later": ("It cannot have been heard later than now.", "Det kan ikke være hørt senere end nu."),
    "incident.kind_missing": ("Choose what the problem is about.", "Vælg, hvad problemet handler om."),
    "incident.last_day_outside": (
        "The last day must be from today and no later than the day agreed before.",
        "Sidste dag skal være fra i dag og ikke senere end den dag, der var aftalt.",
    ),
    "incident.not_a_colleague": (
        "Choose a colleague who may work on this case.",
        "Vælg en kollega, der må arbejde med sagen.",
    ),
    "incident.reason_missing": ("Choose why the stay ends.", "Vælg, hvorfor forløbet slutter."),
    "incident.stay_not_begun": (
        "The stay has not begun. Call it off instead.",
        "Forløbet er ikke begyndt. Aflys det i stedet.",
    ),
    "incident.stay_not_running": (
        "The stay is not agreed or running, so there is nobody to come to.",
        "Forløbet er ikke aftalt eller i gang, så der er ingen at komme ud til.",
    ),
    "incident.what_was_done": ("Write what was done.", "Skriv, hvad der blev gjort."),
    "lesson.dates_crossed": ("The last day is before the first.", "Sidste dag er før den første."),
    "lesson.time_unclear": (
        "Choose days of the week, and from 5 minutes to 8 hours.",
        "Vælg ugedage og fra 5 minutter til 8 timer.",
    ),
    "lesson.with_whom_missing": ("Choose with whom.", "Vælg med hvem."),
    "observation.outside_stay": (
        "The day must be within the stay, and not to come.",
        "Dagen skal ligge i forløbet og ikke i fremtiden.",
    ),
    "observation.point_missing": ("Choose what was looked at.", "Vælg, hvad der blev set på."),
    "observation.words_missing": ("Write what was seen.", "Skriv, hvad der blev set."),
    "group.dates_crossed": ("The group ends before it begins.", "Gruppen slutter, før den begynder."),
    "group.mentors_instructed_late": (
        "Mentors are instructed before the first day, {day}.",
        "Mentorer instrueres før første dag, {day}.",
    ),
    "group.no_such_move": ("Choose another stage than the one now.", "Vælg et andet trin end det nuværende."),
    "group.places_enough": (
        "{left} left at the workplace on the first day; the group is for {wanted}.",
        "Der er {left} tilbage på arbejdspladsen den første dag; gruppen er til {wanted}.",
    ),
    "group.places_never_so_many": (
        "The workplace may have {lawful} in all, and the group is for {wanted}. Agree on fewer, or on several places.",
        "Arbejdspladsen må have {lawful} i alt, og gruppen er til {wanted}. Aftal færre, eller flere arbejdspladser.",
    ),
    "group.places_too_few": (
        "Only {left} left at the workplace on the first day, and the group is for {wanted}.",
        "Der er kun {left} tilbage på arbejdspladsen den første dag, og gruppen er til {wanted}.",
    ),
    "group.not_begun": (
        "The group begins on {day}. Nobody has started or is through before that.",
        "Gruppen begynder {day}. Ingen er begyndt eller igennem før den dag.",
    ),
    "group.not_backwards": (
        "Nobody is moved back, but to put a mistake right.",
        "Ingen bliver flyttet tilbage, undtagen for at rette en fejl.",
    ),
    "group.note_kind_missing": ("Choose what the line is about.", "Vælg, hvad linjen handler om."),
    "group.note_later": ("The day is to come.", "Dagen er i fremtiden."),
    "group.not_the_companys_turn": (
        "You decide about those you are to meet, and no longer about this one. Call your contact person.",
        "I bestemmer om dem, I skal møde, og ikke længere om denne. Ring til jeres kontaktperson.",
    ),
    "group.reason_of_the_municipality": (
        "Only the municipality gives this reason. Choose another one.",
        "Den grund giver kun kommunen. Vælg en anden.",
    ),
    "group.not_yours": (
        "Another municipality has the group, so it is changed there.",
        "En anden kommune har gruppen, så den bliver ændret der.",
    ),
    "group.protected_elsewhere": (
        "This citizen can only be in a group of the own municipality.",
        "Borgeren kan kun være i en gruppe i sin egen kommune.",
    ),
    "group.reason_missing": ("Choose the reason.", "Vælg grunden."),
    "group.reason_of_another_move": (
        "The reason does not fit the move: reasons for leaving go with “left”, the others with the stages.",
        "Grunden passer ikke til flytningen: grunde til at gå ud hører til “gået ud”, de andre til trinnene.",
    ),
    "group.title_missing": ("Give the group a name.", "Giv gruppen et navn."),
    "group.may_move": ("The move is possible.", "Flytningen er mulig."),
}
