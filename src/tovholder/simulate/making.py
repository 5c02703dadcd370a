"""Makes the region: first its frame, then part after part. Pure: nothing is written here."""

from collections.abc import Iterator
from dataclasses import dataclass

from tovholder.simulate import citizens, firms, lives, needs, personas, region, suggestions, together
from tovholder.simulate.dice import Dice
from tovholder.simulate.facts import Body, Fit, Part, Suggestion
from tovholder.simulate.scale import VERSION, Scale


@dataclass
class Region:
    """The frame, and the parts to draw from it in turn. The first part holds the personas' story."""

    scale: Scale
    bodies: list[Body]
    staff: region.Staff
    first: Part

    def parts(self) -> Iterator[Part]:
        registry = citizens.Registry({one.case["cpr"] for one in self.first.citizens})
        yield self.first
        for number, (begin, size) in list(enumerate(self.scale.parts()))[1:]:
            yield _part(number, begin, size, self.scale, self.staff, registry)


def proposals_of_today(part: Part, fits: dict[int, list[Fit]], scale: Scale, staff: region.Staff) -> list[Suggestion]:
    """What is under way: the personas' own, and for other open orders people whose gates are open (`fits`)."""
    dice = Dice(scale.seed, VERSION, part.number, 1)
    story = personas.proposals_of_the_story(part, fits, scale, staff, dice) if part.number == 0 else []
    taken = {one.person for one in story}
    people = {citizen.number: citizen for citizen in part.citizens}
    orders = [order for order in part.orders if order.columns["status"] == "open" and (order.number or part.number)]
    left = {order: [fit for fit in found if fit.person not in taken] for order, found in fits.items()}
    return story + list(suggestions.that_are_open(orders, people, left, scale, staff, dice))


def make(scale: Scale) -> Region:
    """The frame and the first part. The same scale gives the same region, whatever else is made."""
    dice = Dice(scale.seed, VERSION)
    bodies = region.bodies()
    staff = region.staff(scale, dice)
    first = _people_and_firms(
        0, *scale.parts()[0], scale, staff, citizens.Registry(set()), Dice(scale.seed, VERSION, 0)
    )
    bodies.append(personas.set_scene(first, scale, staff))
    lives.live(first, scale, staff, dice, personas.stays_of_the_story(first, scale, staff, dice))
    first.together = together.make(first, scale, staff, Dice(scale.seed, VERSION, 0, 2))
    return Region(scale, bodies, staff, first)


def _part(number: int, begin: int, size: int, scale: Scale, staff: region.Staff, registry: citizens.Registry) -> Part:
    dice = Dice(scale.seed, VERSION, number)
    part = _people_and_firms(number, begin, size, scale, staff, registry, dice)
    lives.live(part, scale, staff, dice, {})
    part.together = together.make(part, scale, staff, Dice(scale.seed, VERSION, number, 2))
    return part


def _people_and_firms(
    number: int,
    begin: int,
    size: int,
    scale: Scale,
    staff: region.Staff,
    registry: citizens.Registry,
    dice: Dice,
) -> Part:
    here = firms.firms(number, size, scale, staff, dice)
    people = [citizens.citizen(begin + at, scale, staff, registry, dice) for at in range(size)]
    return Part(
        number=number,
        firms=here,
        orders=needs.orders(here, size, scale, staff, dice),
        citizens=people,
        families=citizens.families(people, dice),
    )
