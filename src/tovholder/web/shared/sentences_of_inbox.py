"""The one inbox, worded. Code to (English, Danish)."""

INBOX_SENTENCES: dict[str, tuple[str, str]] = {
    "enquiry.to_contact": (
        "It goes to the citizen's contact: the contact knows the case.",
        "Den går til borgerens kontaktperson, som kender sagen.",
    ),
    "enquiry.to_role": ("It goes to those who know about this.", "Den går til dem, der ved noget om det."),
    "enquiry.kept_in_case": (
        "The citizen has a protected address: it stays with those who work in the case.",
        "Borgeren har beskyttet adresse: den bliver hos dem, der arbejder i sagen.",
    ),
    "enquiry.nobody_of_role": (
        "Nobody here has the role that knows about this: the team leader finds somebody.",
        "Ingen her har den rolle, der ved noget om det: teamlederen finder en.",
    ),
    "enquiry.taken": ("Somebody has taken it.", "En har taget den."),
    "enquiry.sent_on": (
        "A colleague has sent it on; why stands in what has happened.",
        "En kollega har sendt den videre. Hvorfor står under det, der er sket.",
    ),
    "enquiry.written_back": (
        "The citizen has written back; the words stand in what has happened.",
        "Borgeren har skrevet tilbage. Ordene står under det, der er sket.",
    ),
    "enquiry.request": (
        "By what the company asks about, as the municipality has said.",
        "Efter det, virksomheden spørger om.",
    ),
    "enquiry.running": ("Answer by {deadline}.", "Svar senest {deadline}."),
    "enquiry.soon": ("Nearly late: answer by {deadline}.", "Snart for sent: svar senest {deadline}."),
    "enquiry.late": (
        "Late: should have been answered by {deadline}.",
        "For sent: skulle være besvaret senest {deadline}.",
    ),
    "enquiry.answered_kept": ("Answered in time.", "Besvaret til tiden."),
    "enquiry.answered_not_kept": (
        "Answered, but after {deadline}.",
        "Besvaret, men først efter {deadline}.",
    ),
    "enquiry.no_such_kind": ("Choose from the list.", "Vælg på listen."),
    "enquiry.needs_words": ("Write what it is about.", "Skriv, hvad det drejer sig om."),
    "enquiry.needs_reason": (
        "Write why it moves on: the next one reads it.",
        "Skriv, hvorfor den går videre. Den næste læser det.",
    ),
    "enquiry.needs_answer": ("Write the answer to the citizen.", "Skriv svaret til borgeren."),
    "enquiry.nobody_there": (
        "Nobody here has that role. Choose another, or a colleague.",
        "Ingen her har den rolle. Vælg en anden eller en kollega.",
    ),
    "enquiry.stays_in_case": (
        "The citizen has a protected address. Choose somebody who works in the case.",
        "Borgeren har beskyttet adresse. Vælg en, der arbejder i sagen.",
    ),
    "enquiry.not_within_reach": (
        "That colleague may not read this case. Choose another.",
        "Den kollega må ikke læse denne sag. Vælg en anden.",
    ),
    "enquiry.answered_already": (
        "Somebody has answered it already; the citizen has read that answer.",
        "En har allerede svaret, og borgeren kan læse svaret.",
    ),
}
