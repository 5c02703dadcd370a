from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tovholder.vocabulary import names

ONE_NAME = [
    ("Mohammed", "Muhamad"),
    ("Mohammed", "Mohamad"),
    ("Md. Alam", "Mohammed Alam"),
    ("Yousef", "Yusuf"),
    ("Youssef", "Josef"),
    ("Ahmad", "Ahmed"),
    ("Khadija", "Hadija"),
    ("Hussein", "Husain"),
    ("Fatimah", "Fatma"),
    ("Dawood", "Daoud"),
    ("Abd al-Rahman", "Abdulrahman"),
    ("Abdul Rahman", "Abdurrahman"),
    ("Abdel-Rahman", "Abd ar-Rahman"),
    ("Abdullah", "Abdallah"),
    ("Khaled Al-Hassan", "Khalid El Hassan"),
    ("Jamal", "Djamal"),
    ("Tesfay", "Tesfai"),
    ("Tsegay", "Segai"),
    ("Zahra", "Sahra"),
    ("Oleksandr", "Aleksandr"),
    ("Олександр", "Oleksandr"),
    ("Юлія", "Yuliia"),
    ("Yelena", "Olena"),
    ("Oleh", "Oleg"),
    ("Hanna", "Ganna"),
    ("Serhii", "Sergey"),
    ("Nataliya", "Natalija"),
    ("Yevhen", "Evgen"),
    ("Xenia", "Ksenia"),
    ("Philip", "Filip"),
    ("Søren", "Soren"),
    ("Kristian", "Christian"),
]
TWO_NAMES = [
    ("Ahmad Hassan", "Mohammad Hassan"),
    ("Amal Haddad", "Amar Haddad"),
    ("Fatima Ali", "Amina Ali"),
    ("Omar", "Amir"),
    ("Mona", "Mina"),
    ("Hassan", "Hussein"),
    ("Mohammed Ali", "Mahmoud Ali"),
    ("Mohammed", "Mohammed Ali"),
    ("Oksana Shevchenko", "Olena Shevchenko"),
    ("Maria Petrenko", "Marta Petrenko"),
    ("Ibrahim Saleh", "Ibrahim Salem"),
    ("Yusuf Ahmad", "Yasin Ahmad"),
]


@pytest.mark.parametrize(("one", "other"), ONE_NAME)
def test_one_name_in_two_spellings_has_one_key_and_is_alike(one: str, other: str) -> None:
    assert names.name_key(one) == names.name_key(other)
    assert names.name_similarity(one, other) >= names.CERTAIN


@pytest.mark.parametrize(("one", "other"), TWO_NAMES)
def test_two_names_are_not_taken_for_one(one: str, other: str) -> None:
    assert names.name_similarity(one, other) < names.ASK


def test_a_brother_and_a_sister_are_worth_asking_about_but_never_certain() -> None:
    assert names.ASK <= names.name_similarity("Samir Khalil", "Samira Khalil") < names.CERTAIN


def test_the_order_of_names_does_not_matter() -> None:
    assert names.name_similarity("Ali Hassan", "Hassan Ali") == 100


def test_a_middle_name_left_out_is_still_most_often_the_same_person() -> None:
    assert names.name_similarity("Mohammed Yousef Ahmad", "Ahmed Muhamad") >= names.CERTAIN


def test_typing_a_beginning_finds_the_name_in_any_order() -> None:
    key = names.name_key("Mohammed Yousef Haddad")
    assert names.has_beginning("muham", key)
    assert names.has_beginning("hadd yus", key)
    assert not names.has_beginning("hassan", key)
    assert not names.has_beginning("", key)


@pytest.mark.parametrize("whole", ["Mohammed", "Fatima", "Petrenko", "Tesfay", "Rasmussen"])
def test_the_key_of_a_beginning_begins_the_key(whole: str) -> None:
    keys = [names.name_key(whole[:end]) for end in range(1, len(whole) + 1)]
    assert all(longer.startswith(shorter) for shorter, longer in pairwise(keys))


def test_nothing_is_like_nothing() -> None:
    assert names.name_key(" 12 - ") == ""
    assert names.name_similarity("", "") == names.name_similarity("Ali", "") == 0


@given(st.text(max_size=40), st.text(max_size=40))
def test_similarity_is_a_percentage_and_the_same_both_ways(one: str, other: str) -> None:
    score = names.name_similarity(one, other)
    assert 0 <= score <= 100
    assert score == names.name_similarity(other, one)
