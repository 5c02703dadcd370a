"""Helsingør's boards: a card is moved with the keyboard alone, with the mouse, and without JavaScript (S54-1)."""

from collections.abc import Callable

from playwright.sync_api import Locator

from tests.journeys.walking import Walk

Somebody = Callable[..., Walk]

LEADER = "Henrik, teamleder i Herlev"
SIX_COLUMNS = {"width": 1920, "height": 1200}
SICK, COURSE, WAITING = "sick", "in_course", "waiting"


def at_the_boards(persona: Somebody, **options: object) -> Walk:
    leader = persona(**options)
    leader.be(LEADER)
    leader.open("/tavler/")
    return leader


def movable(leader: Walk, target: str) -> Locator:
    """The first card that may be moved to this column."""
    return leader.page.locator("li[data-card]", has=leader.page.locator(f"option[value={target}]")).first


def name_on(card: Locator) -> str:
    return card.locator("strong").inner_text()


def stands_in(leader: Walk, column: str) -> str:
    return leader.page.locator(f"[data-column={column}]").inner_text()


def reach(leader: Walk, wanted: Locator, at_most: int = 400) -> None:
    """Tab on until the keyboard is there."""
    for _ in range(at_most):
        if wanted.evaluate("each => each === document.activeElement"):
            return
        leader.page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not get there")


def drag(leader: Walk, card: Locator, target: Locator) -> None:
    """Take the card beside its links, and let go over the target, as a hand does."""
    mouse = leader.page.mouse
    start, end = card.locator("strong").bounding_box(), target.bounding_box()
    assert start is not None
    assert end is not None
    mouse.move(start["x"] + start["width"] + 12, start["y"] + 8)
    mouse.down()
    mouse.move(end["x"] + 40, end["y"] + 12, steps=6)
    mouse.move(end["x"] + 44, end["y"] + 14)
    mouse.up()


def test_a_card_is_moved_with_the_keyboard_alone(persona: Somebody) -> None:
    leader = at_the_boards(persona)
    card = movable(leader, SICK)
    name = name_on(card)
    assert name not in stands_in(leader, SICK)
    reach(leader, card.locator("summary"))
    leader.page.keyboard.press("Enter")
    reach(leader, card.locator("select"), at_most=3)
    chosen = card.locator("select")
    for _ in range(20):
        if chosen.input_value() == SICK:
            break
        leader.page.keyboard.press("ArrowDown")
    leader.page.keyboard.press("Tab")
    with leader.page.expect_navigation():
        leader.page.keyboard.press("Enter")
    leader.check()
    assert name in stands_in(leader, SICK)


def test_a_card_is_moved_with_the_mouse(persona: Somebody) -> None:
    leader = at_the_boards(persona, size=SIX_COLUMNS)
    card = movable(leader, COURSE)
    name = name_on(card)
    with leader.page.expect_navigation():
        drag(leader, card, leader.page.locator(f"[data-column={COURSE}] h2"))
    leader.check()
    assert name in stands_in(leader, COURSE)


def test_a_card_is_moved_without_javascript(persona: Somebody) -> None:
    leader = at_the_boards(persona, java_script_enabled=False)
    card = movable(leader, WAITING)
    name = name_on(card)
    card.locator("summary").click()
    card.locator("select").select_option(value=WAITING)
    leader.push(card.get_by_role("button", name="Flyt"))
    assert name in stands_in(leader, WAITING)


def test_nobody_who_waits_is_put_in_placement_by_hand(persona: Somebody) -> None:
    """That column follows from the placement itself."""
    leader = at_the_boards(persona)
    assert leader.page.locator(f"[data-column={WAITING}] [data-card]").count()
    assert leader.page.locator(f"[data-column={WAITING}] option[value=in_placement]").count() == 0
