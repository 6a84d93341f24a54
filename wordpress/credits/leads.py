"""How a credit begins, and what may follow the name, made of the vocabulary."""

import re
from typing import NamedTuple

from wordpress.credits import vocabulary as say
from wordpress.credits.licences import WORDS as LICENCE_WORDS

CERTAIN, SURE, UNSURE = 95, 90, 60  # SURE and more is taken out of the text


def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


def one_of(words: str) -> str:
    return rf"(?<!\w)(?:{words})(?!\w)"


ORDER = "|".join([say.FIRST, say.SECOND, say.THIRD, say.LAST, say.TOP, say.BOTTOM, say.EVERY])
WHAT = rf"(?:(?:{ORDER})\ )?(?:(?:{say.KIND})\ )?(?:{{what}})(?:\ \(?(?:\d|{ORDER})\)?)?"
LABELS = say.LABELS.format(pictures=say.PICTURES, others=say.OTHERS, lead=say.LEAD)
MARK = (
    rf"\s*:(?!:)(?:\s+von(?!\w|\ de[rnm]\ ))?|\s*(?:{say.RIGHTS})(?:\ ?{say.YEARS},?)?"
    rf"|\s+(?:{say.BY})(?!\w):?|\s+(?:{say.COURTESY})(?!\w):?"
)
AFTER = rf"(?:(?:{MARK})+|\s+(?P<of>{say.OF})(?!\w)|\s+(?P<via>{say.VIA})(?!\w))"


class Lead(NamedTuple):
    """How a credit begins, and how sure that makes it, in a line of text and in a caption."""

    pattern: re.Pattern[str]
    in_text: int
    in_caption: int


LABEL = Lead(compiled(rf"{WHAT.format(what=LABELS)}(?:(?:{MARK})+|\s+[–—-])"), CERTAIN, CERTAIN)
CREDIT = Lead(compiled(rf"(?:{say.CREDIT})\s*:(?:{MARK})*"), CERTAIN, CERTAIN)
PICTURE = Lead(compiled(WHAT.format(what=f"{say.LEAD}|{say.PICTURES}") + AFTER), CERTAIN, CERTAIN)
OTHER = Lead(compiled(WHAT.format(what=say.OTHERS) + AFTER), CERTAIN, CERTAIN)
OTHER_SHOWN = Lead(compiled(WHAT.format(what=say.OTHERS) + r"\s*:"), UNSURE, UNSURE)
SIGN = Lead(compiled(rf"©(?:\s*copyright)?\s*(?:{say.YEARS},?)?(?:\s*by\ )?"), SURE, CERTAIN)
# In a text also of the text itself, or the third of several answers.
COPYRIGHT = Lead(compiled(rf"(?:{say.RIGHTS})(?:\s*©)?\s*:?\s*(?:{say.YEARS},?)?(?:\s*by\ )?"), UNSURE, SURE)
COURTESY = Lead(compiled(rf"(?:{say.COURTESY})(?!\w):?"), UNSURE, CERTAIN)
ORIGIN = Lead(compiled(rf"(?:{say.ORIGIN})\s*:(?P<via>)"), UNSURE, SURE)
# As Wikimedia Commons writes it: with a licence.
BY = Lead(compiled(rf"(?:{say.BY}|von|di)\s+"), SURE, SURE)
# It would be lost who wrote the text.
WORDS_TOO = Lead(
    compiled(rf"\w+\s+(?:and|&|und|et|y|e|en)\s+(?:{say.PICTURES})(?:\s*:|\s+(?:{say.BY})(?!\w))"), UNSURE, UNSURE
)
LEADS = [LABEL, CREDIT, PICTURE, OTHER_SHOWN, OTHER, SIGN, COPYRIGHT, COURTESY, ORIGIN, BY, WORDS_TOO]
# In small letters: others are of the name, as in Los Angeles Times.
ARTICLE = re.compile(say.ARTICLE, re.VERBOSE)
TITLE = compiled(rf"(?P<title>[\"“„«‘'].{{1,100}}?[\"”“»’'])(?:\ ?,?\s+(?:{say.BY}|von|di|de)\s+|\s*,?\s*©\s*)")
BY_AFTER_A_TITLE = compiled(rf"\s+(?:{say.BY}|von|di|de)\s+|\s*,?\s*©\s*")
PLURAL = compiled(one_of("photos|images|pictures|pics|fotos|bilder|photographies|imágenes|immagini|imagens"))
PLACES = [
    ("every", compiled(rf"^(?:{say.EVERY})(?!\w)")),
    ("lead", compiled(one_of(say.LEAD))),
    ("1", compiled(one_of(rf"{say.FIRST}|1"))),
    ("2", compiled(one_of(rf"{say.SECOND}|2"))),
    ("3", compiled(one_of(rf"{say.THIRD}|3"))),
    ("last", compiled(one_of(say.LAST))),
    ("top", compiled(one_of(say.TOP))),
    ("bottom", compiled(one_of(say.BOTTOM))),
]

SOURCE = "|".join(re.escape(source) for source in sorted(say.SOURCES, key=len, reverse=True))
JOINT = r"(?:^|\s*[,;/|(\[]\s*|\s+[–—-]\s+|\s+)"
LICENCE_TAIL = compiled(rf"{JOINT}(?:{say.UNDER})?(?P<words>{LICENCE_WORDS.pattern})(?:\ licen[cs]e)?[\s)\].,]*$")
SOURCE_TAIL = compiled(
    rf"(?:\s*[,/|@(]\s*(?:(?:{say.ON})\ )?|\s+[–—-]\s+|\s+(?:{say.ON})\s+)(?P<words>{SOURCE})(?:\.com)?[\s)\].]*$"
)
REST_TAIL = compiled(rf"(?:\s*[.,;(–—-]\s*|\s+)(?:{say.RESERVED}|{say.YEARS}|{say.OWN_WORK}|{say.LINK})[\s).,]*$")
USER = compiled(rf"(?:(?P<source>{SOURCE})\s+)?(?:{say.USER})\s+")
ONLY_SOURCE = compiled(rf"(?:{SOURCE})(?:\.com)?")
