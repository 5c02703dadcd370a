"""Sentences of progress: code to (English, Danish)."""

PROGRE_SENTENCES: dict[str, tuple[str, str]] = {}
