"""Sentences that read like English at a glance, the same for the same random numbers."""

import random
import re
from functools import cache
from itertools import accumulate

WORDS = {
    "noun": """door kettle table letter hall bench garden bicycle lamp shed list choir library window street bus
    harbour bridge market church ladder basket blanket boiler bookshelf broom calendar candle carpet chair clock coat
    corridor counter cupboard cushion drawer envelope fence ferry fiddle flask gate greenhouse hedge jacket key
    kitchen lantern map mirror museum needle notebook orchard oven pavement pencil piano platform poster pram quilt
    radio rail recipe rota saucepan scarf shop shutter sink sofa spade spanner stair stamp station stool stove
    suitcase telephone tent ticket tin towel tower train tray trestle tunnel typewriter umbrella urn van vase veranda
    violin wardrobe wheelbarrow whistle workshop yard allotment archive banner barometer bellows bicycle-pump
    birdbath bollard breakwater bunting canal caravan cashbox cellar chalkboard""",
    "person": """neighbour caretaker librarian volunteer treasurer porter gardener driver teacher stranger cousin
    newcomer organist plumber postwoman baker student chairman cook beekeeper signalman curator joiner seamstress
    glazier ferryman publican dentist archivist shopkeeper""",
    "name": """Agnes Callum Desmond Effie Fraser Gus Hazel Isobel Jessie Kit Lorna Morag Nan Olive Pieter Ray Sheila
    Una Vera Winnie Anwar Bilal Chidi Dalia Esra Farida Gita Hamza Ines Joy Kofi Leila Mina Noor Oskar Priya Rukhsana
    Sunil Tomasz Yusuf Zofia""",
    "did": """carried mended borrowed painted forgot found kept moved lent counted opened closed swept weighed measured
    admired copied defended described dismantled drew emptied explained exchanged folded guarded hid ignored inherited
    inspected labelled lifted missed numbered oiled packed photographed polished posted praised questioned rebuilt
    recognised refused repaired replaced rescued returned sketched sold sorted tested tidied traced unlocked wanted
    washed wrapped""",
    "adj": """old small quiet open warm plain late empty green patient broken heavy borrowed careful cold crooked dusty
    early faded familiar famous foreign fragile gentle grey honest hollow kind lonely long loud modest narrow new
    ordinary painted pale polite proud rare rough round rusty second-hand shabby short shy slow square steady stiff
    stubborn sturdy sudden tidy tired unfinished useful wet wooden""",
    "doing": """waiting mending listening asking writing sorting knitting singing walking cooking apologising counting
    digging forgiving gardening hosting introducing joining learning leaving lending moderating moving noticing packing
    painting planning reading remembering renting resting ringing sharing shouting sitting speaking staying sweeping
    teaching thanking trusting visiting volunteering welcoming whispering""",
    "day": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "month": "January February March April May June July August September October November December",
    "number": "two three four five six seven eight nine eleven twelve fourteen nineteen thirty forty",
}
PLACES = (
    "Kirk Dun Aber Glen Inver Strath Loch Port North South East West Ash Birch Black Brook Castle Clay Crow Elm Fern"
    " Gold Gran Hare Hazel High Iron Kings Lang Lin Marsh Mill Moor New Oak Old Red Rush Salt Sand Sea Stan Stone"
    " Thorn Wal White Win Wood".split(),
    "mere haven ford ton by wick ham dale field combe ness burn side wood worth bridge stead holm law mouth".split(),
)
SENTENCES = """
On {day} the {noun} was {adj}, and {name} {did} it without a word.
Nobody had {did} the {noun} since {month}.
I {did} the {noun} first and asked about the {adj} one later.
{name} said that {doing} was mostly a matter of {doing}.
The {person} at {place} {did} every {noun} in the building.
We had {number} people and one {adj} {noun} between us.
It took {number} weeks, which is short for {doing}.
What I remember is the {noun}, {adj} and a little {adj}, by the door.
“You could have {did} the {noun},” said the {person}, and she was right.
There is more to {doing} than a {noun} with a label on it.
By {month} the {person} and I were on speaking terms again.
They came from {place} for the {noun} and stayed for the {doing}.
The rule about the {noun} had been {did} by a {person} who left in {month}.
{name} and {name} disagreed about the {adj} {noun} for {number} years.
Most of the {doing} happens when the {person} has gone home.
A {person} in {place} wrote to say that the {noun} was hers.
So we {did} it, and then we {did} it again the other way round.
I used to think that {doing} was the opposite of {doing}.
The {adj} {noun} turned out to belong to {name}.
If the {noun} is {adj} on {day}, it will be {adj} by {day}.
In {place} they call this {doing}, and have done since the {noun} came.
Somebody had left {number} letters under the {noun}.
None of us had met the {person}, but we knew the {noun}.
It was {adj}, it was {adj}, and it was ours until {month}.
Every {person} I have worked with has {did} a {noun} in secret.
“Is that the {noun}?” asked {name}, who had just arrived from {place}.
The {noun} went to {place} and the {noun} stayed here.
I have kept the {noun}, though the {person} would have {did} it.
Ask a {person} about {doing} and you will hear about a {noun}.
Then the {noun} gave up, as it does each {month}, and {name} {did} the {adj} one instead.
"""
WITH_A_PHOTOGRAPH = """
There is a photograph of {name} beside the {noun}.
The only photograph I have is of the {noun}, from behind.
I wanted a photograph of the {adj} {noun} and got one of the {person}.
"""
TITLES = """
What the {noun} knows about {doing}
The {adj} {noun}
{doing}, and other {adj} habits
Why we {did} the {noun}
The {person} and the {noun}
Notes on {doing} in {place}
{number} letters about {doing}
A {person} writes from {place}
How {name} {did} the {noun}
{place} in {month}
On {doing}
The {noun} that {name} {did}
Nobody {did} the {noun}
{name}, {number} years on
The last {noun} in {place}
A word about the {noun}
"""
QUESTIONS = """
Who {did} the {noun} where you are?
What does {doing} look like in your street?
Which {noun} would you have kept?
When did you last write to a {person}?
"""
HEADINGS = """
What the {person} said
The {noun}, again
Before {day}
In {place}
{doing} for beginners
"""
SLOT = re.compile(r"\{(\w+)\}")
BEFORE_A_VOWEL = re.compile(r"\b([Aa]) (?=[aeiou])")


class Prose:
    """Made from the numbers of ``rng`` and of nothing else."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def sentence(self, kind: str = SENTENCES) -> str:
        pattern = self.rng.choice(_patterns(kind))
        words = "".join(self.word(part) if is_slot else part for part, is_slot in pattern)
        return BEFORE_A_VOWEL.sub(r"\1n ", words[0].upper() + words[1:])

    def paragraph(self, words: int, *more: str) -> str:
        """At least ``words`` words, with sentences of the kinds ``more`` among them."""
        sentences, count = [self.sentence(kind) for kind in more], 0
        while count < words:
            sentence = self.sentence()
            sentences.append(sentence)
            count += sentence.count(" ") + 1
        self.rng.shuffle(sentences)
        return " ".join(sentences)

    def word(self, kind: str) -> str:
        if kind == "place":
            return "".join(self.rng.choices(part, cum_weights=_weights(len(part)))[0] for part in PLACES)
        words = words_of_kind(kind)
        return self.rng.choices(words, cum_weights=_weights(len(words)))[0]


@cache
def words_of_kind(kind: str) -> list[str]:
    return WORDS[kind].split()


@cache
def _weights(count: int) -> list[float]:
    """As in any language: a few words are said all the time, most hardly ever (the law of Zipf and Mandelbrot)."""
    return list(accumulate(1 / (rank + 2.7) for rank in range(1, count + 1)))


@cache
def _patterns(kind: str) -> list[list[tuple[str, bool]]]:
    """Each line as its parts: the text between the slots, and the names of the slots."""
    lines = kind.strip().splitlines()
    return [[(part, number % 2 == 1) for number, part in enumerate(SLOT.split(line))] for line in lines]
