"""Sentences of the support of stays, courses, young people at work and the memo: code to (English, Danish)."""

SUPPORT_SENTENCES: dict[str, tuple[str, str]] = {
    "support.no_such_code": (
        "One of the choices is not on the list. Open the page again and choose anew.",
        "Et af valgene står ikke på listen. Åbn siden igen, og vælg på ny.",
    ),
    "support.not_yet": ("That day has not come yet.", "Den dag er ikke kommet endnu."),
    "support.helped_already": (
        "Help was given already: what was done stands here. Ask anew if there is more.",
        "Der er hjulpet allerede: det, der blev gjort, står her. Bed om hjælp igen, hvis der er mere.",
    ),
    "support.arrangement_over": (
        "Somebody has said already whether it was held.",
        "Nogen har allerede sagt, om det blev holdt.",
    ),
    "support.days_crossed": ("The last day is before the first.", "Den sidste dag er før den første."),
    "support.answered_before_offer": (
        "The mentor was offered on {day}: the answer cannot be older.",
        "Mentoren blev tilbudt {day}: svaret kan ikke være ældre.",
    ),
    "support.which_language": ("In which language is the interpreter?", "Hvilket sprog skal tolken tale?"),
    "support.only_case_staff": (
        "This is done by those who work on cases in a municipality.",
        "Det gør de, der arbejder med sager i en kommune.",
    ),
    "support.helped_in_time": ("Helped on {day}, in time.", "Hjulpet {day}, til tiden."),
    "support.helped_late": ("Helped on {day}, later than promised.", "Hjulpet {day}, senere end lovet."),
    "support.help_overdue": ("Should have been helped by {day}.", "Skulle have været hjulpet senest {day}."),
    "support.help_waits": ("Waits for help, by {day}.", "Venter på hjælp, senest {day}."),
    "support.danish_not_asked": (
        "Nobody has asked how much Danish the work needs.",
        "Ingen har spurgt, hvor meget dansk arbejdet kræver.",
    ),
    "support.danish_not_needed": ("The work needs no Danish.", "Arbejdet kræver ikke dansk."),
    "support.danish_not_known": (
        "How much Danish the citizen speaks is not written down.",
        "Det er ikke skrevet, hvor meget dansk borgeren taler.",
    ),
    "support.danish_enough": (
        "The citizen speaks the Danish the work needs.",
        "Borgeren taler det dansk, arbejdet kræver.",
    ),
    "support.danish_arrange": (
        "The work needs more Danish than the citizen speaks: plan Danish at the workplace or an interpreter.",
        "Arbejdet kræver mere dansk, end borgeren taler: planlæg dansk på arbejdspladsen eller tolk.",
    ),
    "support.skill_not_known": ("Ask whether the citizen can.", "Spørg, om borgeren kan det."),
    "support.skill_has": ("The citizen can.", "Det kan borgeren."),
    "support.skill_trained": (
        "The citizen can some of it: plan training side by side.",
        "Borgeren kan noget af det: planlæg sidemandsoplæring.",
    ),
    "school.no_scheme": (
        "No rules of IGU held when it began.",
        "Der gjaldt ingen regler om IGU, da forløbet begyndte.",
    ),
    "school.cancelled": (
        "A course was called off. Planned now: {planned} of {wanted}.",
        "Et kursus er aflyst. Planlagt nu: {planned} af {wanted}.",
    ),
    "school.short": (
        "Planned: {planned} of {wanted}. {missing} are missing.",
        "Planlagt: {planned} af {wanted}. Der mangler {missing}.",
    ),
    "school.planned": (
        "All {wanted} hours are planned; {done} are over.",
        "Alle {wanted} timer er planlagt; {done} er overstået.",
    ),
    "school.no_igu": ("Only an IGU has school here.", "Kun en IGU har skole her."),
    "school.course_cancelled": ("The course was called off on {day}.", "Kurset blev aflyst {day}."),
    "school.was_held": (
        "The course is over and was held: its hours stand. It cannot be called off any more.",
        "Kurset er holdt, og timerne står. Det kan ikke aflyses mere.",
    ),
    "school.igu_is_over": ("The IGU is over: it takes no more courses.", "IGU'en er slut: den får ikke flere kurser."),
    "school.course_full": ("The course is full.", "Kurset er fyldt."),
    "school.outside_the_igu": (
        "The course does not lie within the IGU.",
        "Kurset ligger ikke inden for IGU'en.",
    ),
    "school.clash": (
        "It falls on the days of another course: {title}.",
        "Det falder sammen med et andet kursus: {title}.",
    ),
    "income.rates_not_known": (
        "The rates of that month are not known here.",
        "Satserne for den måned kendes ikke her.",
    ),
    "income.more": (
        "Pay {pay} kr. and benefit {benefit} kr. a month before tax: {difference} kr. more in the IGU.",
        "Løn {pay} kr. og ydelse {benefit} kr. om måneden før skat: {difference} kr. mere i IGU'en.",
    ),
    "income.less": (
        (
            "Pay {pay} kr. and benefit {benefit} kr. a month before tax: {difference} kr. less in the IGU. "
            "Talk about it before it costs the IGU."
        ),
        (
            "Løn {pay} kr. og ydelse {benefit} kr. om måneden før skat: {difference} kr. mindre i IGU'en. "
            "Tal om det, før det koster forløbet."
        ),
    ),
    "young.light_work": (
        (
            "{age} years: light work only, at most {school_day} hours on a school day, {school_week} in a school week, "
            "{free_week} in a week without school; not from {night_from} to {night_until} o'clock."
        ),
        (
            "{age} år: kun lettere arbejde, højst {school_day} timer på en skoledag, {school_week} i en skoleuge, "
            "{free_week} i en uge uden skole; ikke mellem kl. {night_from} og {night_until}."
        ),
    ),
    "young.work": (
        (
            "{age} years: beside compulsory school at most {school_day} hours on a school day, {school_week} in a "
            "school week, {free_week} in a week without school; not from {night_from} to {night_until} o'clock."
        ),
        (
            "{age} år: ved siden af skolen højst {school_day} timer på en skoledag, {school_week} i en skoleuge, "
            "{free_week} i en uge uden skole; ikke mellem kl. {night_from} og {night_until}."
        ),
    ),
    "young.hours_not_known": ("How many hours a week?", "Hvor mange timer om ugen?"),
    "young.hours_within": ("The hours keep within a school week.", "Timerne holder sig inden for en skoleuge."),
    "young.too_many_hours": (
        "More than {most} in a school week: talk with the company.",
        "Mere end {most} i en skoleuge: tal med virksomheden.",
    ),
    "memo.nobody": ("Nobody to count.", "Ingen at tælle."),
    "memo.reached": ("The target of {percent} % is reached.", "Målet på {percent} % er nået."),
    "memo.not_reached": ("The target of {percent} % is not reached.", "Målet på {percent} % er ikke nået."),
    "memo.no_number": ("Followed without a number to reach.", "Følges uden et tal, der skal nås."),
    "memo.no_year_before": (
        "Is to rise by {rise} %; there is nothing to compare with a year before.",
        "Skal stige med {rise} %; der er intet at sammenligne med et år før.",
    ),
    "memo.rose": (
        "Has risen by {rise} % or more in a year, to at least {wanted} %.",
        "Er steget med {rise} % eller mere på et år, til mindst {wanted} %.",
    ),
    "memo.rose_less": (
        "Was to rise by {rise} % in a year, to {wanted} %, and has not.",
        "Skulle stige med {rise} % på et år, til {wanted} %, og har ikke gjort det.",
    ),
    "card.the_citizens_own": (
        "Only the citizen takes the card into the CV.",
        "Kun borgeren tager kortet med i sit CV.",
    ),
    "local_course.which_company": ("Write the company's CVR number.", "Skriv virksomhedens CVR-nummer."),
    "local_course.outside": (
        "The lesson lies outside the days of the course.",
        "Lektionen ligger uden for kursets dage.",
    ),
    "local_course.lesson_over": (
        "The lesson was held or called off already. Book a new one.",
        "Lektionen er allerede holdt eller aflyst. Bestil en ny.",
    ),
    "local_course.is_over": ("The course is over.", "Kurset er slut."),
}
