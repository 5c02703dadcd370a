"""Occupations, skills, industries and places: the words the companies and the citizens are matched by."""

from tovholder.vocabulary.lexicon import Vocabulary, load

__all__ = ["Vocabulary", "load"]
