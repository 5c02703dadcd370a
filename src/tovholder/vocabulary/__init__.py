"""Occupations, skills, industries and places: the words the companies and the citizens are matched by."""

from tovholder.vocabulary.lexicon import Vocabulary, import_esco, load

__all__ = ["Vocabulary", "import_esco", "load"]
