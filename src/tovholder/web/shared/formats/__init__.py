"""How days are written on pages: one way for each language, long in text and short in tables and on cards.

Templates name the form, {{ stay.starts_on|date:"DATE_FORMAT" }}; a bare {{ day }} is written long. In forms days stay
the browser's own."""
