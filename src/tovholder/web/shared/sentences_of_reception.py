"""Sentences of reception: code to (English, Danish)."""

RECEPTION_SENTENCES: dict[str, tuple[str, str]] = {}
