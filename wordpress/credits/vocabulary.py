"""The words of credit lines in English, German, French, Spanish, Italian, Dutch and Portuguese, as patterns.

Patterns are verbose and heed no case. An apostrophe may be either of two.
"""

# What is credited. The second kind is as often a thing that is talked about: "Screenshot: Windows 10".
PICTURES = (
    r"photos?|photographs?|photography|images?|pictures?|pics?|illustrations?|drawings?"
    r"|fotos?|fotografien?|bild(?:er)?|abbildung(?:en)?|aufnahmen?|illustration(?:en)?|zeichnung(?:en)?"
    r"|photographies?|dessins?|fotograf[íi]as?|im[áa]gen(?:es)?|ilustraci(?:ón|ones)"
    r"|fotografie|immagin[ei]|illustrazion[ei]|afbeelding(?:en)?|beeld|imagem|imagens|ilustraç(?:ão|ões)"
)
OTHERS = r"screen\ ?shots?|graphics?|infographics?|covers?|artworks?|art|maps?|charts?|paintings?|grafik(?:en)?|karte"
LEAD = (
    r"(?:header|featured?|cover|lead|hero|banner|title)[\ -](?:images?|photos?|pictures?)"
    r"|(?:titel|beitrags|header)[-\ ]?(?:bild|foto)"
    r"|(?:image|photo)\ (?:à\ la\ une|de\ couverture)|(?:imagen|foto)\ (?:destacada|de\ (?:portada|cabecera))"
    r"|(?:immagine|foto)\ (?:di\ copertina|in\ evidenza)|(?:imagem|foto)\ de\ capa|omslagfoto"
)
# Which of several.
FIRST = r"1st|first|erstes|première|primera|prima|eerste|primeira"
SECOND = r"2nd|second|zweites|deuxième|segunda|seconda|tweede"
THIRD = r"3rd|third|drittes|troisième|tercera|terza|derde|terceira"
LAST = r"last|letztes|dernière|última|ultima|laatste"
TOP = r"left|top|upper|above|linkes|oben|links|(?:à\ )?gauche|(?:en\ )?haut|izquierda|arriba|sinistra|sopra|boven"
BOTTOM = r"right|bottom|lower|below|rechtes|rechts|unten|(?:à\ )?droite|(?:en\ )?bas|derecha|abajo|destra|sotto|onder"
EVERY = r"all(?:\ of)?(?:\ the)?|alle|sämtliche|toutes\ les|todas\ las|tutte\ le|todas\ as"

CREDIT = r"cr[ée]dits?|cr[ée]ditos?|crediti"
# Whole labels, which say by themselves that a picture is credited.
LABELS = (
    rf"(?:{{pictures}}|{{others}}|{{lead}})[\ -]?(?:credits?|source|copyright|quelle|nachweis|rechte)"
    r"|(?:bild|foto)[-\ ]?(?:nachweise?|quellen?|rechte|credits?|autor(?:in)?|urheber(?:in)?)"
    r"|photographer|fotograf(?:in)?|photographe|fotógraf[oa]|fotograf[oa]|fotograaf"
    rf"|(?:{CREDIT})\ ?(?:de\ la|de\ l[’']|della|dell[’']|de|da|das|di|des)?\ ?(?:{{pictures}}|{{lead}})"
    r"|(?:source|fuente|fonte|bron|origine)"
    r"\ ?(?:de\ la|de\ l[’']|della|dell[’']|delle|de|da|di|van\ de)?\ ?(?:{pictures}|{lead})"
)
BY = (
    r"(?:(?:taken|made|created|shot|drawn|produced|provided|supplied)\ )?by|par|por|door"
    r"|(?:prises?|réalisées?|fournies?)\ par|(?:tomadas?|hechas?|cedidas?|tiradas?)\ por|(?:aufgenommen|gemacht)\ von"
    r"|(?:scattat[ae]|fatt[ae]|realizzat[ae])\ da|(?:gemaakt|genomen)\ door"
)
# Also said of what is seen.
OF = r"von|de|di|van|d[’']"
VIA = r"via|vía|from|aus|through"
ARTICLE = (
    r"(?:(?:the|der|die|das|des|dem|la|le|les|el|los|las|il|lo|gli|het|de\ la|du|del|della|dei|do|da)\ |(?:de\ )?l[’'])"
)
COURTESY = (
    r"(?:(?:is|used|provided|reproduced)\ )?(?:courtesy|by\ (?:kind\ )?(?:courtesy|permission))(?:\ of)?"
    r"|mit\ freundlicher\ genehmigung(?:\ (?:von|vom))?"
    r"|(?:reproduites?\ )?avec\ l[’']aimable\ autorisation(?:\ (?:de|d[’']))?"
    r"|(?:por\ )?cortesía(?:\ de)?|(?:per\ )?gentile\ concessione(?:\ di)?|cortesia(?:\ d[ie])?"
)
RIGHTS = r"©|\(c\)|copyright|℗"
YEARS = r"(?:19|20)\d\d(?:\ ?[-–/]\ ?(?:\d\d){1,2})?"
RESERVED = (
    r"all\ rights\ reserved|alle\ rechte\ vorbehalten|tous\ droits\ réservés|todos\ los\ derechos\ reservados"
    r"|tutti\ i\ diritti\ riservati|todos\ os\ direitos\ reservados|alle\ rechten\ voorbehouden"
)
OWN_WORK = r"own\ work|eigenes\ werk|travail\ personnel|trabajo\ propio|opera\ propria|eigen\ werk|obra\ do\ próprio"
LINK = r"link|lien|enlace|collegamento"
KIND = r"flickr|stock|original|main|background"
UNDER = (
    r"(?:is\ |are\ )?(?:licen[cs]ed\ |used\ |shared\ )?under\ (?:an?\ |the\ )?|via\ |licen[cs]ed?:?\ |lizenz:?\ "
    r"|lizenziert\ unter\ |unter\ |licencia:?\ |licenza:?\ |licence\ ?:?\ |sous\ (?:licence\ )?|bajo\ |sotto\ "
)
ORIGIN = r"source|quelle|fuente|fonte|bron"
USER = r"users?|member|photographer|nutzer(?:in)?|utilisat(?:eur|rice)|usuari[oa]|utente|gebruiker"
# Between who made it and where it is from.
ON = r"on|at|via|from|through|auf|bei|über|sur|chez|en|vía|em|su|op|by"

# Only help to quote a picture.
TOOLS = ("photopin", "compfight", "foter")
# Where pictures are from: what is said, and a part of its address. Longer names first.
SOURCES = {
    "flickr creative commons": "flickr.",
    "flickr commons": "flickr.",
    "flickr cc": "flickr.",
    "flickr": "flickr.",
    "unsplash": "unsplash.",
    "pexels": "pexels.",
    "pixabay": "pixabay.",
    "pixelio.de": "pixelio.",
    "pixelio": "pixelio.",
    "wikimedia commons": "wikimedia.",
    "wikimedia": "wikimedia.",
    "wikipedia": "wikipedia.",
    "getty images": "gettyimages.",
    "getty": "gettyimages.",
    "istockphoto": "istock",
    "istock": "istock",
    "shutterstock.com": "shutterstock.",
    "shutterstock": "shutterstock.",
    "500px": "500px.",
    "alamy stock photo": "alamy.",
    "alamy": "alamy.",
    "adobe stock": "stock.adobe.",
    "stock.adobe.com": "stock.adobe.",
    "fotolia.com": "fotolia.",
    "fotolia": "fotolia.",
    "dreamstime": "dreamstime.",
    "depositphotos": "depositphotos.",
    "123rf": "123rf.",
    "bigstock": "bigstock",
    "stock.xchng": "sxc.",
    "sxc.hu": "sxc.",
    "freeimages": "freeimages.",
    "morguefile": "morguefile.",
    "freepik": "freepik.",
    "stocksnap": "stocksnap.",
    "photopin": "photopin.",
    "compfight": "compfight.",
    "foter": "foter.",
    "photocase": "photocase.",
    "deviantart": "deviantart.",
    "instagram": "instagram.",
    "gallica": "gallica.",
    "europeana": "europeana.",
    "picture alliance": "picture-alliance.",
    "magnum photos": "magnumphotos.",
    "bridgeman images": "bridgemanimages.",
    "rex features": "rexfeatures.",
    "associated press": "ap.",
    "reuters": "reuters.",
    "corbis": "corbis",
    "keystone": "keystone",
    "imago": "imago",
    "afp": "afp.",
    "ansa": "ansa.",
    "dpa": "dpa.",
    "efe": "efe.",
    "epa": "epa.",
    "ap": "ap.",
}
