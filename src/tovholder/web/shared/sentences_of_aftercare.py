"""Sentences of aftercare: code to (English, Danish)."""

AFTERCARE_SENTENCES: dict[str, tuple[str, str]] = {}
