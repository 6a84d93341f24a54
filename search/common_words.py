"""English words that stand in every other post and say little about any.

In a whole question they are the first to go: “what was the name of the robot who welcomed people” is about a name, a
robot and people who were welcomed.
"""

from collections.abc import Iterable

from search.letters import fold

COMMON_WORDS = frozenset(
    """
    a an the this that these those
    i me my mine myself you your yours yourself he him his himself she her hers herself it its itself
    we us our ours ourselves they them their theirs themselves one ones someone somebody something
    anyone anybody anything everyone everybody everything nobody nothing
    who whom whose which what when where why how
    am is are was were be been being isn't aren't wasn't weren't
    i'm you're we're they're it's that's what's who's there's
    do does did doing done don't doesn't didn't has have had having hasn't haven't hadn't i've you've we've they've
    can can't could couldn't will won't would wouldn't shall should shouldn't may might must
    get gets got let lets let's
    and or but nor not no if then than so because as while though although whether
    of in on at by for from to with without about into onto over under up down out off through between during after
    before since until against among around near upon within toward towards
    there here again ever never also too very just only even still yet already quite rather almost such
    some any all both each every either neither other others another same own more most much many few less least
    please tell say says said called
    """.split()
)


def without_common(words: Iterable[str]) -> list[str]:
    """The telling ones of ``words``, in their order; all of them where none is."""
    every = list(words)
    return [word for word in every if fold(word) not in COMMON_WORDS] or every
