"""Sentences of meetings: code to (English, Danish)."""

MEETING_SENTENCES: dict[str, tuple[str, str]] = {
    "meeting.on_a_day_off": (
        "{at} is a weekend or a day off. Is the day right?",
        "{at} er en weekend eller fridag. Er dagen rigtig?",
    ),
    "meeting.outside_hours": (
        "{at} lies outside the usual hours. Is the time right?",
        "{at} ligger uden for den normale tid. Er tiden rigtig?",
    ),
    "meeting.no_such_length": (
        "A meeting takes between {shortest} and {longest} minutes.",
        "Et møde varer mellem {shortest} og {longest} minutter.",
    ),
    "meeting.needs_place": (
        "Write where the citizen is to come, or the link.",
        "Skriv, hvor borgeren skal komme, eller linket.",
    ),
    "meeting.in_the_past": (
        "That time is over. Choose a time to come.",
        "Det tidspunkt er forbi. Vælg et tidspunkt, der kommer.",
    ),
    "meeting.too_far_ahead": (
        "That is more than a year ahead. Check the year.",
        "Det er mere end et år frem. Se, om årstallet er rigtigt.",
    ),
    "meeting.host_is_busy": (
        "Whoever holds the meeting has another one then. Choose another time.",
        "Den, der holder mødet, har et andet møde på det tidspunkt. Vælg en anden tid.",
    ),
    "meeting.citizen_is_busy": (
        "The citizen has another meeting then. Choose another time.",
        "Borgeren har et andet møde på det tidspunkt. Vælg en anden tid.",
    ),
    "meeting.free": ("The time is free.", "Tiden er ledig."),
    "meeting.case_is_closed": (
        "The case is closed. Open it again before you agree a meeting.",
        "Sagen er lukket. Åbn den igen, før du aftaler et møde.",
    ),
    "meeting.no_such_kind": (
        "Choose what the meeting is for, and how you meet.",
        "Vælg, hvad mødet handler om, og hvordan I mødes.",
    ),
    "meeting.no_such_host": (
        "A meeting is held by a colleague who works on cases.",
        "Et møde holdes af en kollega, der arbejder med sager.",
    ),
    "meeting.no_such_centre": (
        "You do not work together with that language centre.",
        "I arbejder ikke sammen med det sprogcenter.",
    ),
    "meeting.no_such_state": ("Choose from the list.", "Vælg fra listen."),
    "meeting.no_such_outcome": ("Choose what came of it from the list.", "Vælg fra listen, hvad der kom ud af det."),
    "meeting.which_language": (
        "Write which language the interpreter must speak.",
        "Skriv, hvilket sprog tolken skal tale.",
    ),
    "meeting.is_over": (
        "The meeting has been held, moved or called off. Look at it again.",
        "Mødet er holdt, flyttet eller aflyst. Se på det igen.",
    ),
    "meeting.has_begun": (
        "The meeting has begun, so its place stands. Write down what came of it.",
        "Mødet er begyndt, så stedet ligger fast. Skriv ned, hvad der kom ud af det.",
    ),
    "meeting.not_yet": (
        "The meeting begins {at}. Nobody has come or stayed away before that.",
        "Mødet begynder {at}. Ingen er mødt op eller udeblevet før da.",
    ),
    "meeting.may_be_said": ("It may be written down.", "Det kan skrives ned."),
    "meeting.never_by_ordinary_mail": (
        "A hearing or a handover never goes by ordinary mail. Send it by Digital Post, or hand it over.",
        "Partshøring og overdragelse må aldrig sendes med almindelig post. Brug Digital Post, eller giv det i hånden.",
    ),
    "meeting.letter_is_not_there": ("Make the letter first.", "Lav brevet først."),
    "meeting.letter_has_moved_on": (
        "The letter is somewhere else already. Look at the meeting again.",
        "Brevet er allerede kommet videre. Se på mødet igen.",
    ),
    "meeting.letter_may_go": ("The letter may go that way.", "Brevet kan sendes sådan."),
    "meeting.unwritten": (
        "The meeting was {at}. Write down what came of it.",
        "Mødet var {at}. Skriv, hvad der kom ud af det.",
    ),
    "meeting.asks_for_another_time": (
        "The citizen asks for another time than {at}.",
        "Borgeren beder om en anden tid end {at}.",
    ),
    "meeting.letter_came_back": (
        "The letter about {at} came back. Find another way to tell it.",
        "Brevet om mødet {at} kom tilbage. Find en anden vej.",
    ),
    "meeting.interpreter_wanted": (
        "Book an interpreter for {at}, at the latest on {latest_by}.",
        "Bestil tolk til {at}, senest den {latest_by}.",
    ),
    "meeting.interpreter_late": (
        "There is still no interpreter for {at}.",
        "Der er stadig ingen tolk til {at}.",
    ),
    "meeting.remind": ("Remind the citizen of {at}.", "Mind borgeren om {at}."),
    "meeting.of_the_citizen": (
        "Only the citizen asks for this, on the own page.",
        "Det er kun borgeren selv, der beder om det, på sin egen side.",
    ),
    "meeting.interpreter_is_booked": (
        "An interpreter is booked already.",
        "Der er allerede bestilt en tolk.",
    ),
    "meeting.hours_end_before_they_begin": (
        "The time must end after it begins.",
        "Tiden skal slutte, efter den begynder.",
    ),
    "week.no_such_kind": ("Choose what it is from the list.", "Vælg fra listen, hvad det er."),
    "week.no_day": ("Choose at least one day.", "Vælg mindst én dag."),
    "week.ends_before_it_begins": ("It must end after it begins.", "Det skal slutte, efter det begynder."),
    "week.over_before_it_starts": (
        "The last day is before the first one.",
        "Den sidste dag ligger før den første.",
    ),
    "week.work_fits": (
        "The times of work come to the {planned} the placements are planned with.",
        "Tiderne for arbejde passer med de {planned}, forløbene er planlagt til.",
    ),
    "week.work_is_missing": (
        "The placements are planned with {planned}, and the week has {in_week}.",
        "Forløbene er planlagt til {planned}, og i ugen står der {in_week}.",
    ),
    "week.work_is_more": (
        "The week has {in_week} of work, and the placements are planned with {planned}.",
        "I ugen står der {in_week} med arbejde, og forløbene er planlagt til {planned}.",
    ),
}
