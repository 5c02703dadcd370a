"""Stars and lines of answers: nothing is drawn where nothing was answered, how unsure an answer is always is."""

from datetime import date, timedelta

from tovholder.pathways import progress_rules as rules
from tovholder.pathways.progress_queries import Given, Line
from tovholder.pathways.progress_sheet import Question
from tovholder.web.shared import progress_chart

DAY = date(2026, 3, 2)


def line(number: int, *values: int | None, changed_at: int = 0) -> Line:
    """Answers of the citizen a quarter apart; before `changed_at` to other words."""
    given = tuple(
        Given(DAY + timedelta(weeks=13 * place), value, "", "along", 1, place >= changed_at)
        for place, value in enumerate(values)
        if value is not None
    )
    question = Question(f"c{number}", str(number), "citizen", {"da": "?"}, {"da": "k"})
    moved = rules.movement([each.value for each in given], on=DAY)
    return Line(number, str(number), question, None, given, (), moved, moved)


def test_a_question_nobody_answered_is_a_gap_in_the_star_and_no_nought() -> None:
    whole = progress_chart.star([line(n, 3) for n in range(1, 5)], top=5)
    gap = progress_chart.star([line(1, 3), line(2), line(3, 3), line(4, 3)], top=5)
    assert whole is not None
    assert gap is not None
    assert (len(whole.citizen), whole.citizen_path.count("M")) == (4, 4)
    assert (len(gap.citizen), gap.citizen_path.count("M")) == (3, 2)
    assert gap.first == ()


def test_two_questions_make_no_star_and_no_answers_no_chart() -> None:
    assert progress_chart.star([line(1, 3), line(2, 4)], top=5) is None
    assert progress_chart.star([line(n) for n in range(1, 5)], top=5) is None
    assert progress_chart.over_time([line(1)], top=5) == []


def test_every_answer_has_a_bar_of_half_a_step_to_each_side_and_higher_is_further_up() -> None:
    (drawn,) = progress_chart.over_time([line(1, 1, 5)], top=5)
    low, high = drawn.citizen
    assert low.y > high.y
    step = (low.y - high.y) / 4
    assert all(abs((mark.y1 - mark.y2) - step) <= 1 for mark in drawn.citizen)
    assert all(mark.y2 >= 0 and mark.y1 <= drawn.height for mark in drawn.citizen)


def test_a_line_is_broken_where_the_words_were_others() -> None:
    (drawn,) = progress_chart.over_time([line(1, 2, 3, 4, changed_at=1)], top=5)
    assert [mark.joins for mark in drawn.citizen] == [False, True, True]
    assert drawn.citizen_path.count("M") == 1
