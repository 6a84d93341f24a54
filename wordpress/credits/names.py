"""Whether words are somebody's name."""

import re

from wordpress.credits.licences import WORDS as LICENCE

MOST_WORDS = 7
LONGEST = 80
# Small words inside names, and between two of them.
PARTICLES = frozenset(
    "van von der den de del della di du da dal dos das do la le les el los las of the for and und et y e i en zu zum"
    " zur vom ter ten und bin ibn al an & + / – -".split()
)
AGENCIES = frozenset("dpa afp epa efe ap ansa ddp imago nasa".split())
# With any of these it is about something, or nobody in particular.
NEVER = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag
    lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes today tomorrow yesterday
    how what why when where who this that these those see click here more read view watch
    my our your his their her its me myself mine i we us meine unsere eigene eigenes mon ma mes notre nos mi mis
    nuestra nuestro mio mia nostra nostro
    own author authors unknown anonymous various none
    still stills trip fair party wedding festival tour week weekend visit holiday concert gallery galleries slideshow
    album part day figure fig abbildung step version chapter number size
    canon nikon iphone sony olympus pentax fujifilm leica samsung kodak hasselblad panasonic android windows
    appointment design default numbers accident request mail email phone hand law notice policy infringement
    hardback softcover paperback hardcover facebook twitter
    """.split()
)
# Alone or with numbers no name; April Jones is.
MONTHS = frozenset(
    """
    january february march april may june july august september october november december januar februar märz mai juni
    juli oktober dezember janvier février mars avril juin juillet août septembre octobre novembre décembre enero febrero
    marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre gennaio febbraio aprile maggio giugno
    luglio settembre ottobre dicembre
    """.split()
)
# Said of pictures whose maker isn't named; with other words an archive or Dr. Lang.
NOBODY = frozenset("private privat symbolbild archiv archives archive archivo archivio dr n/a tba staff".split())
# Before these words a name is more likely a place's, where "of" may be meant.
PLACES = frozenset(
    """
    new nueva nuevo san santa santo saint sankt st. são sant’ monte mont mount lago lake lac costa villa plaza piazza
    place río rio los las bad port puerto porto schloss burg castel château castillo castello palazzo palacio cape cap
    isla isola île north south east west el la via rue calle north great
    """.split()
)
ARTICLES = frozenset("the a an der die das ein eine le la les un une el los las una il lo gli het een o os as".split())
ABBREVIATED = re.compile(r"(?:\w|dr|prof|mr|mrs|ms|st|jr|sr|dipl|ing|(?:\w\.)+\w|inc|ltd|co)\.", re.IGNORECASE)
HANDLE = re.compile(r"@?\w[\w.-]{2,40}")
HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,10}")
UNFIT = re.compile(r"[?!:;|<>{}=\"“”„«»*\\]|https?:|\.\.\.|…")


def is_name(text: str, is_certain: bool = False) -> bool:
    """Of a person, several people or an organisation.

    ``is_certain`` is where it is linked, or a place for pictures is named with it: then it may be a handle in small
    letters.
    """
    words = text.split()
    if not 0 < len(words) <= MOST_WORDS or len(text) > LONGEST or UNFIT.search(text):
        return False
    plain = [word.strip("(),.&’'").lower() for word in words]
    if NEVER.intersection(plain) or LICENCE.fullmatch(text) or all(map(_is_of_a_date, plain)):
        return False
    if len(words) == 1:
        return plain[0] not in NOBODY and _is_one_word_name(words[0], is_certain)
    last_fits = not words[-1].strip("(),.").isdigit() and plain[-1] not in PARTICLES
    return (
        last_fits
        and _begins_a_name(words[0])
        and all(map(_fits, words[1:]))
        and not any(map(_ends_a_sentence, words[:-1]))
    )


def _is_of_a_date(word: str) -> bool:
    return word in MONTHS or not any(map(str.isalpha, word))


def _is_one_word_name(word: str, is_certain: bool) -> bool:
    return (
        _begins_a_name(word)
        or word.lower() in AGENCIES
        or bool(HOST.fullmatch(word))
        or (is_certain and bool(HANDLE.fullmatch(word)))
    )


def _begins_a_name(word: str) -> bool:
    return word[0] == "@" or word[0].isupper() or (word[0].isdigit() and any(map(str.isalpha, word)))


def _fits(word: str) -> bool:
    bare = word.strip("(),.")
    return bare.lower() in PARTICLES or (bool(bare) and (bare[0].isupper() or bare[0] in "@’'" or "’" in bare[1:3]))


def _ends_a_sentence(word: str) -> bool:
    return word.endswith(".") and not ABBREVIATED.fullmatch(word)


def may_be_a_title(text: str) -> bool:
    """``The Old Harbour``, ``Sunset``: what a picture shows, as well as who made it."""
    first, *more = text.split()
    return first.lower() in ARTICLES or not (
        more or re.search(r"[@_\d/]|[A-Z]{2}|\w\.\w", first) or first.lower() in AGENCIES
    )


def may_be_a_place(text: str) -> bool:
    """Where words stand after one that means *of* as well as *by*."""
    words = text.lower().split()
    return len(words) < 2 or words[0] in PLACES
