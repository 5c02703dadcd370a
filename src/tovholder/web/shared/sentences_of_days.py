"""Days that cannot be, worded: code to (English, Danish)."""

DAY_SENTENCES: dict[str, tuple[str, str]] = {
    "agreement.needed_outside": (
        "The day must lie within the agreement.",
        "Dagen skal ligge inden for aftalens periode.",
    ),
    "contact.before_birth": (
        "The contact lies before the citizen's birth, {born_on}.",
        "Kontakten ligger før borgerens fødsel, {born_on}.",
    ),
    "contact.day_fits": ("The day can be right.", "Dagen kan passe."),
    "contact.long_ago": (
        "{day} is too long ago for a contact. Check the year.",
        "{day} er for længe siden til en kontakt. Se efter, om årstallet passer.",
    ),
    "contact.next_before_this": (
        "The next talk must not lie before this one, {day}.",
        "Næste samtale må ikke ligge før denne, {day}.",
    ),
    "course.begun": (
        "The first day lies in the past.",
        "Den første dag ligger i fortiden.",
    ),
    "day.hour_left_out": (
        "There is no such hour that night: the clocks go forward. Choose another time.",
        "Den time er der ikke den nat: Uret stilles frem. Vælg et andet tidspunkt.",
    ),
    "order.answer_by_passed": (
        "The company's deadline lies in the past.",
        "Virksomhedens frist ligger i fortiden.",
    ),
    "person.before_birth": (
        "{day} lies before the birth, {born_on}. Correct one of the dates.",
        "{day} ligger før fødslen, {born_on}. Ret en af datoerne.",
    ),
    "person.born_in_future": (
        "The birth date lies in the future: {day}.",
        "Fødselsdatoen ligger i fremtiden: {day}.",
    ),
    "person.born_long_ago": (
        "Is the birth date right? It says {born_on}. Correct it, or tick that it is right.",
        "Passer fødselsdatoen? Der står {born_on}. Ret den, eller sæt kryds ved, at den passer.",
    ),
    "person.closed_outside_case": (
        "The case cannot be closed before it was opened, {opened_on}, or on a day to come.",
        "Sagen kan ikke lukkes, før den blev åbnet, {opened_on}, eller på en dag, der ikke er kommet.",
    ),
    "person.days_fit": ("The dates fit together.", "Datoerne passer sammen."),
    "person.work_ended_outside_life": (
        "Work cannot have ended in the future or before the citizen's birth.",
        "Et arbejde kan ikke være ophørt i fremtiden eller før borgerens fødsel.",
    ),
    "placement.held_before_stay": (
        "The follow-up lies before the first day of the stay, {starts_on}.",
        "Opfølgningen ligger før forløbets første dag, {starts_on}.",
    ),
    "placement.hours_not_worked_yet": (
        "Hours on a day to come cannot have been worked.",
        "Timer på en dag, der ikke er kommet, kan ikke være udført.",
    ),
    "placement.next_before_this": (
        "The next time must lie after this follow-up, {held_on}.",
        "Næste gang skal ligge efter denne opfølgning, {held_on}.",
    ),
    "placement.next_step_before_end": (
        "The next step must not lie before the last day, {ended_on}.",
        "Det næste skridt må ikke ligge før den sidste dag, {ended_on}.",
    ),
}
