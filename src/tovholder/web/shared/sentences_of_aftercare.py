"""Sentences of aftercare: code to (English, Danish)."""

AFTERCARE_SENTENCES: dict[str, tuple[str, str]] = {
    "aftercare.fact_incident": (
        "A problem at the workplace, heard on {day}, is open.",
        "Et problem på arbejdspladsen, hørt {day}, er åbent.",
    ),
    "aftercare.fact_ended_early": ("A stay ended early on {day}.", "Et forløb sluttede før tid {day}."),
    "aftercare.fact_absence": (
        "Away for {days}, told by the workplace on {day}.",
        "Væk i {days}, fortalt af arbejdspladsen {day}.",
    ),
    "aftercare.fact_lessons": (
        "Away from lessons or work, number of days: {number}, last on {day}.",
        "Væk fra undervisning eller arbejde, antal dage: {number}, senest {day}.",
    ),
    "aftercare.fact_plan_resumes": (
        "The plan is taken up again, at the latest on {day}.",
        "Planen tages op igen, senest {day}.",
    ),
    "aftercare.fact_told_income_change": (
        "The income has changed, told on {day}.",
        "Økonomien er ændret, fortalt {day}.",
    ),
    "aftercare.fact_told_childcare_gone": (
        "Child care is gone, told on {day}.",
        "Børnepasningen er faldet væk, fortalt {day}.",
    ),
    "aftercare.fact_told_transport_gone": (
        "The transport is gone, told on {day}.",
        "Transporten er faldet væk, fortalt {day}.",
    ),
    "aftercare.fact_told_housing": ("The home is not sure, told on {day}.", "Boligen er usikker, fortalt {day}."),
    "aftercare.fact_told_thinks_of_stopping": (
        "Thinks of stopping, told on {day}.",
        "Overvejer at stoppe, fortalt {day}.",
    ),
    "aftercare.fact_told_other": ("Something has changed, told on {day}.", "Noget er ændret, fortalt {day}."),
    "aftercare.contact_late": (
        "Nobody has talked with the citizen since {day}, {days} ago.",
        "Ingen har talt med borgeren siden {day}, for {days} siden.",
    ),
    "aftercare.contact_by": ("Talk again by {day}.", "Tal sammen igen senest {day}."),
    "aftercare.final_held": ("The final talk was held on {day}.", "Den afsluttende samtale blev holdt {day}."),
    "aftercare.final_due": (
        "The final talk has been due since {day}.",
        "Den afsluttende samtale har kunnet holdes siden {day}.",
    ),
    "aftercare.final_by": ("The final talk is from {day} on.", "Den afsluttende samtale er fra {day}."),
    "aftercare.no_such_fact": (
        "That fact is not open any more. Open the page again.",
        "Det forhold er ikke længere åbent. Åbn siden igen.",
    ),
    "aftercare.say_why": ("Write why nothing needs to be done.", "Skriv, hvorfor der ikke skal gøres noget."),
    "aftercare.owner_is_no_colleague": (
        "Choose a colleague who works on cases here.",
        "Vælg en kollega, der arbejder med sager her.",
    ),
    "aftercare.not_yet": ("That day has not come yet.", "Den dag er ikke kommet endnu."),
    "aftercare.no_such_code": (
        "One of the choices is not on the list. Open the page again and choose anew.",
        "Et af valgene står ikke på listen. Åbn siden igen, og vælg på ny.",
    ),
    "due.aftercare": (
        "Something calls for help after the start.",
        "Der er noget at hjælpe med efter starten.",
    ),
    "due.absence": (
        "Away on {day}, or a paper about it: nobody has judged it yet.",
        "Væk {day}, eller et bilag om det: ingen har taget stilling endnu.",
    ),
    "due.move": ("A yes or no is awaited. The citizen moves {day}.", "Venter på ja eller nej. Borgeren flytter {day}."),
    "due.stuck_move": (
        "The move should have taken effect {day}. Its page says what stands in the way.",
        "Flytningen skulle være sket {day}. Siden om flytningen siger, hvad der er i vejen.",
    ),
    "due.fallen_out": (
        "The course was called off {day} and is to be planned anew.",
        "Kurset blev aflyst {day} og skal planlægges på ny.",
    ),
    "due.enquiry": ("The citizen waits for an answer by {day}.", "Borgeren skal have svar senest {day}."),
    "due.enquiry_late": (
        "The citizen should have had an answer by {day}.",
        "Borgeren skulle have haft svar senest {day}.",
    ),
    "due.enquiry_again": (
        "The citizen has written back, and waits for an answer by {day}.",
        "Borgeren har skrevet tilbage og skal have svar senest {day}.",
    ),
    "due.enquiry_again_late": (
        "The citizen has written back, and should have had an answer by {day}.",
        "Borgeren har skrevet tilbage og skulle have haft svar senest {day}.",
    ),
    "due.help": ("Help was asked for, to be given by {day}.", "Der er bedt om hjælp, som skal gives senest {day}."),
    "due.help_late": (
        "Help was asked for, and should have been given by {day}.",
        "Der er bedt om hjælp, som skulle være givet senest {day}.",
    ),
    "due.observation": (
        "A teacher has told what was seen {day}. Take in what is right.",
        "En lærer har fortalt, hvad der blev set {day}. Tag det med, der er rigtigt.",
    ),
    "due.reception_late": (
        "On the checklist, late: {number}. The first was due {day}.",
        "På tjeklisten mangler: {number}. Det første skulle være klar {day}.",
    ),
    "due.reception_waits": (
        "It waits for an answer. The day of takeover is not known.",
        "Venter på svar. Dagen for overtagelsen kendes ikke.",
    ),
    "due.reception_takeover": (
        "It waits for an answer. The takeover is {day}.",
        "Venter på svar. Overtagelsen er {day}.",
    ),
    "due.way_in": (
        "{name} made a link to the citizen's pages on {day}. Shut it if it was not agreed.",
        "{name} lavede et link til borgerens sider {day}. Luk det, hvis det ikke var aftalt.",
    ),
    "due.considerations": (
        "Considerations are proposed and wait for an answer.",
        "Der er foreslået skånehensyn, som venter på svar.",
    ),
    "companion.has_passed": ("Choose a time to come.", "Vælg et tidspunkt, der ikke er gået."),
    "companion.no_mentor": (
        "Choose a mentor of the municipality or the citizen's own mentor.",
        "Vælg en mentor i kommunen eller borgerens egen mentor.",
    ),
    "leave.before": ("The leave begins on {day}.", "Barslen begynder {day}."),
    "leave.end_unknown": ("When does the leave end? Ask.", "Hvornår slutter barslen? Spørg."),
    "leave.in_leave": ("On leave until {day}.", "På barsel til {day}."),
    "leave.soon_back": (
        "Back on {day}: take the plan up again now.",
        "Tilbage {day}: tag planen op igen nu.",
    ),
    "leave.back": ("Back since {day}: the plan goes on.", "Tilbage siden {day}: planen går videre."),
    "leave.only_case_staff": (
        "A group is opened by those who work on cases.",
        "En gruppe åbnes af dem, der arbejder med sager.",
    ),
    "leave.days_crossed": ("The last day is before the first.", "Den sidste dag er før den første."),
    "leave.group_is_over": ("The group ended before {day}.", "Gruppen sluttede før {day}."),
    "leave.says_what_comes_next": ("Choose what comes next.", "Vælg, hvad der kommer bagefter."),
    "leave.no_meeting_then": (
        "Choose a day since the group began and not to come.",
        "Vælg en dag, siden gruppen begyndte, og ikke en, der kommer.",
    ),
    "leave.not_in_the_group": (
        "One of those was not in the group that day. Open the page again.",
        "En af dem var ikke i gruppen den dag. Åbn siden igen.",
    ),
    "leave.not_within_case": (
        "A leave is told to those who work in the case.",
        "Barsel er for dem, der arbejder i sagen.",
    ),
    "leave.returns_before_leave": (
        "The day back is before the leave begins.",
        "Dagen tilbage er før barslen begynder.",
    ),
}
