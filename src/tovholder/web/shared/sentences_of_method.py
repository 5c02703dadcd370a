"""The method work, worded. Code to (English, Danish)."""

METHOD_SENTENCES: dict[str, tuple[str, str]] = {
    "method.by_leader": (
        "A team leader or the coordinator does this.",
        "Det gør en teamleder eller koordinatoren.",
    ),
    "method.by_staff": (
        "Those who work on cases here write in the method, and the coordinator.",
        "Det er dem, der arbejder med sager her, og koordinatoren, der skriver i metoden.",
    ),
    "method.not_used_any_more": (
        "This way of working is not used any more. Write a new one.",
        "Arbejdsgangen bruges ikke mere. Skriv en ny.",
    ),
    "method.no_such_template": ("There is no such template.", "Den skabelon findes ikke."),
    "method.needs_words": ("Write something first.", "Skriv noget først."),
    "method.no_figures": ("The file has no figures we know.", "Filen har ingen tal, vi kender."),
    "method.due_in_past": ("Choose today or a later day.", "Vælg i dag eller en senere dag."),
    "method.no_colleague": ("Choose a colleague of your own house.", "Vælg en kollega fra jeres eget hus."),
    "method.follow_up_words": (
        "Choose how far it is, and write how it goes.",
        "Vælg, hvor langt det er, og skriv, hvordan det går.",
    ),
    "indicators.by_who_read_in": (
        "Whoever read the file in takes it back.",
        "Det er den, der læste filen ind, der tager den tilbage.",
    ),
    "indicators.taken_back_already": ("The file is taken back already.", "Filen er allerede taget tilbage."),
    "indicators.needs_why": ("Write why the file is taken back.", "Skriv, hvorfor filen bliver taget tilbage."),
    "wheel.year": ("Choose a year from {first} to {last}.", "Vælg et år fra {first} til {last}."),
    "wheel.no_such_kind": ("Choose from the list.", "Vælg på listen."),
    "wheel.held_in_future": ("Choose today or an earlier day.", "Vælg i dag eller en tidligere dag."),
    "wheel.held_long_before": ("It is due on {day}: look at the year.", "Det skal holdes {day}: se på årstallet."),
    "wheel.needs_words": ("Write what came of it, or why.", "Skriv, hvad der kom ud af det, eller hvorfor."),
    "wheel.stands_that_day": ("It stands that day already.", "Det står allerede den dag."),
    "wheel.over": ("It is held or called off already.", "Det er allerede holdt eller aflyst."),
    "wheel.called_off": ("Called off.", "Aflyst."),
    "wheel.held": ("Held on {day}.", "Holdt {day}."),
    "wheel.held_late": ("Held on {day}, later than due.", "Holdt {day}, senere end det skulle."),
    "wheel.late": ("Should have been held by {day}.", "Skulle være holdt senest {day}."),
    "wheel.due": ("To be held by {day}.", "Skal holdes senest {day}."),
    "course.needs_title": ("Give it a name.", "Giv det et navn."),
    "course.days": (
        "The course has {days}, one after the other, each on its own date.",
        "Kurset har {days}, den ene efter den anden, hver på sin dato.",
    ),
    "course.was_there": (
        "Somebody who was there a day stays on the list. Take the day back first, if it was noted by mistake.",
        "Den, der har været der en dag, bliver på listen. Tag først dagen tilbage, hvis den er noteret ved en fejl.",
    ),
    "course.day_to_come": ("That day is not before {day}.", "Den dag er først {day}."),
}
