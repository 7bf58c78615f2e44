"""The words by which a signature block gives itself away, in the languages people write to us in.

Data for `signatures`; a word too many does harm only where it is also a name.
"""

import re

# What stands before a number or address, by what it is called in the book.
LABELS = {
    "mobile": (
        "mobile", "mob", "cell", "cellphone", "handy", "mobil", "portable", "port", "móvil",
        "movil", "celular", "cellulare", "gsm", "mobitel", "мобильный", "моб", "κινητό", "kom",
        "komórka", "m", "c",
    ),
    "work": (
        "work", "office", "direct", "dir", "büro", "buero", "oficina", "ufficio", "kantoor",
        "kontor", "arbeit", "dienstlich", "d", "o",
    ),
    "home": ("home", "privat", "private", "domicile", "casa"),
    "fax": ("fax", "telefax", "telefaks", "факс", "f"),
    "main": ("main", "switchboard", "zentrale", "standard", "reception"),
    "WhatsApp": ("whatsapp",),
    "": (
        "phone", "telephone", "tel", "tél", "telefon", "telefono", "teléfono", "téléphone",
        "telefone", "telefoon", "ph", "puhelin", "puh", "тел", "телефон", "τηλ", "τηλέφωνο", "t",
        "p", "e-mail", "email", "mail", "courriel", "correo", "e-post", "epost", "sähköposti",
        "posta", "почта", "web", "website", "www", "internet", "homepage", "site", "w", "e", "url",
        "linkedin", "line", "number", "nummer", "&", "und", "and",
    ),
}  # fmt: skip
LABEL_NAMES = {word: name for name, said in LABELS.items() for word in said}
# Those that also stand in plain sentences: labels only with a mark after them, or alone.
WEAK_LABELS = frozenset({
    "and", "casa", "dir", "direct", "home", "internet", "line", "mail", "main", "number", "office",
    "port", "posta", "privat", "private", "reception", "site", "standard", "und", "web", "website",
    "work",
})  # fmt: skip

# Ends of letters: they are no part of a person.
CLOSING = re.compile(
    r"(?:(?:best|kind(?:est)?|warm(?:est)?|many|with|yours)\b.{0,20}\b(?:regards|wishes"
    r"|sincerely|faithfully|thanks|truly)|(?:best|warm|kind)?\s*regards|sincerely(?: yours)?"
    r"|yours(?: truly)?"
    r"|best|cheers|thanks(?: again)?|thank you|all the best|many thanks|take care|talk soon"
    r"|(?:mit\s+)?(?:freundlich|best|viele|herzlich|liebe|schöne)\w*\s+gr(?:ü(?:ß|ss)|u(?:ß|ss)).*"
    r"|mfg|lg|vg"
    r"|(?:bien\s+)?cordialement|bien à vous|salutations.*|amicalement|bonne journée"
    r"|(?:un\s+)?(?:cordial\s+)?saludos?.*|atentamente|un abrazo"
    r"|atenciosamente|abraços?|cumprimentos"
    r"|(?:cordiali|distinti)\s+saluti|un saluto|a presto"
    r"|(?:met\s+)?vriendelijke\s+groet(?:en)?|groet(?:en|jes)?"
    r"|(?:med\s+)?(?:vänliga?|vennlig|venlig|bästa|beste)\s+(?:hälsning(?:ar)?|hilsen)|mvh|hälsningar"
    r"|ystävällisin terveisin|terveisin|pozdrawiam|z poważaniem|s pozdravem|üdvözlettel"
    r"|с уважением|всего доброго|με εκτίμηση|φιλικά"
    r")\s*[,.!]*",
    re.IGNORECASE,
)

# What programs write around a person.
CHROME = re.compile(
    r"sent from my .*|von meinem .* gesendet|envoyé de mon .*|enviado desde mi .*"
    r"|get outlook for .*|contact info|message|connect|follow(?:ing)?|more"
    r"|[\d.,]+\+?\s+(?:connections|followers)"
    r"|(?:1st|2nd|3rd)(?: degree.*)?|on \S.* wrote:|from:|to:",
    re.IGNORECASE,
)

# Whole words in the many languages of a title; the open ends take "Projektleiterin" as well.
TITLE = re.compile(
    r"\b(?:manag|direct(?:or|eur|rice)|direktor|head\b|leiter|leitung|\w+leiter(?:in)?\b|lead\b"
    r"|vp\b|[se]vp\b|vice[ -]?president|president|präsident|presidente|chief"
    r"|chef(?:fe|in)?\b|\w*chef\b|c[efmopt]o\b|ciso\b|chro\b|cdo\b|engineer|\w*ingenieur|ingénieur|ingenier[oa]|ingegnere"
    r"|ingeniør|ingenjör|analyst|analista|analyste|planner|\w*planer(?:in)?\b|founder|gründer"
    r"|\w*ledare\b|\w*leder\b|inköp|inkoper|kauf(?:mann|frau)|hoofd\b|medewerker|speaker\b"
    r"|fondat(?:eur|rice|ore)|fundador|partner(?:in)?\b|consult|berater|consulente|konsult"
    r"|adviseur|advis[oe]r|asesor|recruit|talent\b|headhunter|professor|prof\.|profes(?:eur|or)|dozent"
    r"|lecturer|research(?:er| fellow)|forscher|chercheu|investigador|designer|gestalter|develop"
    r"|entwickler|développeu|desarrollador|sviluppatore|scientist|buyer|einkäufer|acheteu|officer"
    r"|specialist|spezialist|spécialiste|especialista|coordinat|koordinator|associate|assistant"
    r"|assistent|architect|architekt|architecte|arquitect|editor|redakteur|nurse|teacher|lehrer"
    r"|owner|inhaber|geschäftsführ|gérant|gerente|jefe|jefa\b|responsable|responsabile|referent"
    r"|sachbearbeiter|vorstand|mitglied|secretary|treasurer|attorney|lawyer|avocat|anwalt|abogad"
    r"|notar|physician|surgeon|arzt|ärztin|intern\b|trainee|werkstudent|student|freelanc|journalist"
    r"|writer|strategist|executive|supervisor|administrator|technician|producer|principal\b|fellow\b"
    r"|expert|broker|agent\b|driver|pilot|captain|scrum|product owner|programmer|accountant"
    r"|controller(?:in)?\b|auditor|inspector|verkäufer|vendeu|vendedor|försäljare|säljare|myyjä"
    r"|päällikkö|johtaja|toimitusjohtaja|kierownik|dyrektor|inżynier|menedżer|prezes|ředitel"
    r"|igazgató|директор|менеджер|инженер|руководитель|начальник|διευθυντ|μηχανικός|σύμβουλος)",
    re.IGNORECASE,
)

DEPARTMENT = re.compile(
    r"(?:(?:department|dept\.?|division|faculty|school|chair|office|team|institute)\s+(?:of|for)\b"
    r"|(?:abteilung|bereich|fachbereich|lehrstuhl|institut|service|département|direction|ufficio"
    r"|departamento|afdeling|avdelning)\b"
    r"|(?:operations|sales|marketing|engineering|finance|hr|human resources|people|product"
    r"|(?:global |corporate )?supply chain(?: \w+)?|logistics|r&d|procurement|purchasing|it"
    r"|strategy|legal|communications|customer success|business development|vertrieb|einkauf"
    r"|logistik|ventes|achats|ventas|compras|emea|apac|dach|americas)$)",
    re.IGNORECASE,
)

LEGAL_FORM = re.compile(
    r"\b(?:gmbh|ag|kg|ohg|ug|se|e\.?\s?v\.|inc|corp|co|ltd|limited|llc|llp|plc|pty|s\.?a\.?s?"
    r"|sarl|s\.?p\.?a|s\.?r\.?l|s\.?l|b\.?v|n\.?v|ab|a/s|aps|asa?|oyj?|kft|zrt|sp\.? z o\.?\s?o"
    r"|s\.?r\.?o|d\.?o\.?o|k\.?k|pvt|lda|ltda|ооо|зао|оао|αε|επε)\.?$"
    r"|^(?:ооо|зао|оао)\s",
    re.IGNORECASE,
)
FIRM = re.compile(
    r"\b(?:university|universität|université|universidad|università|universiteit|universitet\w*"
    r"|hochschule|college|academy|akademie|institut|institute|hospital|klinik\w*|bank|group|gruppe"
    r"|groupe|holding|authority|ministry|ministerium|agency|agentur|foundation|stiftung|association"
    r"|verband|company|partners|consulting|logistics|logistik|systems|technologies|solutions|labs?"
    r"|laborator\w+|works|werke|freight|foods|engines|industries|airlines|shipping|media|press"
    r"|verlag|studio|council|city of|stadt)\b",
    re.IGNORECASE,
)

HOW_MET = re.compile(
    r"(?:i\s+)?(?:met\b(?! office)|knows?\b|introduced\b|intro\b|referred\b|(?-i:via)\b|saw\b"
    r"|spoke\b|talked\b|friend\b|sat\b|from\s+(?:the|our|my|a)\b|through\b|thanks to\b|neighbou?r\b"
    r"|kennengelernt|getroffen|kennt|über\b|durch\b|von\s+der\b|vom\b|bekannt\w*"
    r"|rencontré\w*|connue?\b|croisée?\b|présentée?\b|conocí|conocid[oa]|nos conocimos|amig[oa]\b"
    r"|conosciut[oa]|incontrat[oa]|conheci\b|ontmoet|träffade|mött|møtte|tapasin|poznan[ya]"
    r"|познакомил\w*|встретил\w*|γνωριστήκαμε|γνώρισα)",
    re.IGNORECASE,
)

# "Engineer at Analytical Engines", and how others say "at"; the second kind only after a title.
AT = re.compile(r"\s+(?:at|bei(?:m)?|chez|presso|hos|bij)\s+|\s*@\s+|\s+@", re.IGNORECASE)
AT_AFTER_A_TITLE = re.compile(
    r"\s+(?:with|op|u|ved|pour|para|per|für|for|en|em|na|w|v|в|на|στην?|στο)\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
AFTER_A_NAME = re.compile(
    rf"{AT.pattern}|\s+(?-i:from|de chez)\s+(?=(?-i:[^\W\d_a-z]))", re.IGNORECASE
)
PRONOUNS = re.compile(r"[^\W\d_]{1,5}/[^\W\d_]{1,6}(?:/[^\W\d_]{1,6})?")
WORKS = re.compile(
    r"\s*\b(?:,?\s*who|is|works?|working|arbeitet|travaille|trabaja|lavora|werkt|jobbar|from|of)$",
    re.IGNORECASE,
)

STREET = re.compile(
    r"(?:\b(?:street|st\.|road|rd\.?|avenue|ave\.?|lane|drive|boulevard|blvd\.?|square|highway|court"
    r"|parkway|pkwy|way|suite|ste\.?|floor|building|bldg\.?|p\.?\s?o\.? box|postfach|postbus|bp"
    r"|rue|quai|place|allée|impasse|chemin|calle|c/|avenida|avda\.?|av\.|paseo|plaza|via|viale"
    r"|piazza|corso|largo|rua|travessa|praça|ul\.|ulica|aleja|al\.|náměstí|utca|út|ул\.|улица"
    r"|просп\.?|пр\.|οδός|λεωφ\.?|wharf|quay|terrace|house|platz|weg|ring|ufer|damm)(?=[\s,.]|$)"
    r"|\w(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|ufer|damm|chaussee|straat|laan|plein"
    r"|gracht|kade|weg|gatan|vägen|gata|vej|gade|veien|katu|tie)\b)",
    re.IGNORECASE,
)
POSTAL = re.compile(
    r"(?:(?:^|,\s*|\b(?:D|A|CH|F|B|L|I|E|DK|SE|FI)-)\d{4,5}\s+[^\W\d_]{3,}"  # 10115 Berlin
    r"|\b[A-Z]{2}\.?\s+\d{5}(?:-\d{4})?\b"  # CA 94025
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b"  # SE1 9GF
    r"|\b\d{4}\s?[A-Z]{2}\s+[^\W\d_]{3,}"  # 1012 AB Amsterdam
    r"|\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b"  # M5V 2T6
    r"|(?:^|,\s*)\d{3}\s\d{2}\s+[^\W\d_]{3,}|\b\d{2}-\d{3}\s+[^\W\d_]{3,}"
    r"|[^\W\d_]{3,},?\s+\d{5,6}$)"  # Москва, 101000
)
NOT_A_PHONE = re.compile(
    r"(?:\b(?:hr[ab]|vat|ust\S*|iban|bic|siret|siren|rcs|tva|nif|cif|iva|kvk|btw|cvr|abn|ein|uid|id"
    r"|reg\S*|no|nr|nip|regon|инн|огрн|αφμ)\b[\s.:#-]*|#\s*)$",
    re.IGNORECASE,
)
TOP_LEVELS = (
    "com|org|net|edu|gov|info|example|test|io|ai|eu|de|at|ch|fr|es|it|nl|be|se|no|dk|fi|pl|cz|pt|uk"
    "|us|ca|au|gr|ru|jp|br|mx|ie|hu|sk|si|hr|lt|lv|ee"
)
COUNTRIES = frozenset({
    "germany", "deutschland", "france", "frankreich", "spain", "españa", "italy", "italia",
    "portugal", "netherlands", "the netherlands", "nederland", "belgium", "belgië", "belgique",
    "austria", "österreich", "switzerland", "schweiz", "suisse", "svizzera", "uk", "england",
    "scotland", "wales", "ireland", "usa", "us", "canada", "mexico", "méxico", "brazil", "brasil",
    "argentina", "chile", "colombia", "sweden", "sverige", "norway", "norge", "denmark", "danmark",
    "finland", "suomi", "poland", "polska", "czechia", "hungary", "magyarország", "greece",
    "ελλάδα", "russia", "россия", "ukraine", "україна", "india", "china", "japan", "singapore",
    "australia", "israel", "turkey", "türkiye", "nigeria", "kenya", "egypt", "south africa",
    "united kingdom", "united states", "united states of america", "new zealand", "great britain",
})  # fmt: skip
