import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import signatures
from app.domain.people import ContactDraft
from app.domain.signatures import read


def told(draft: ContactDraft) -> dict[str, object]:
    """What a draft says, in short, without what it does not say."""
    said = {
        "name": (draft.given, draft.family) if draft.given or draft.family else None,
        "work": [(p.title, p.organization) for p in draft.positions],
        "reach": [(c.value, c.label) if c.label else c.value for c in draft.channels],
        "place": draft.place,
        "how_met": draft.how_met,
        "notes": draft.notes,
    }
    return {name: value for name, value in said.items() if value}


@pytest.mark.parametrize(
    "line",
    [
        "Ada Byron <ada@engines.example>",
        "Ada Byron <mailto:ada@engines.example>",
        '"Ada Byron" <ada@engines.example>',
        "'Ada Byron' <ada@engines.example>",
        '"Byron, Ada" <ADA@engines.example>',
        "Byron, Ada <ada@engines.example>",
        "ada@engines.example Ada Byron",
        "Ada Byron, ada [at] engines [dot] example",
        "E-mail: ada@engines.example\nAda Byron",
        "Ada BYRON <ada@engines.example>",
        "BYRON Ada <ada@engines.example>",
        "Ada Byron ada@engines.example<mailto:ada@engines.example>",
    ],
)
def test_a_name_with_a_mail_address_is_taken_apart_however_it_is_written(line):
    assert told(read(line)) == {"name": ("Ada", "Byron"), "reach": ["ada@engines.example"]}


LINES = {
    "Ada": {"name": ("Ada", "")},
    "Ada Byron": {"name": ("Ada", "Byron")},
    "Byron, Ada": {"name": ("Ada", "Byron")},
    "Adam Driver": {"name": ("Adam", "Driver")},
    "Adam Driver <adam.driver@x.example>": {
        "name": ("Adam", "Driver"),
        "reach": ["adam.driver@x.example"],
    },
    "Ada Byron, Analytical Engines, met at the port day": {
        "name": ("Ada", "Byron"),
        "work": [("", "Analytical Engines")],
        "how_met": "met at the port day",
    },
    "ada byron, analytical engines, met at the port day": {
        "name": ("ada", "byron"),
        "work": [("", "analytical engines")],
        "how_met": "met at the port day",
    },
    "Ada Byron – Engineer at Analytical Engines": {
        "name": ("Ada", "Byron"),
        "work": [("Engineer", "Analytical Engines")],
    },
    "Ada Byron - Engineer - Analytical Engines": {
        "name": ("Ada", "Byron"),
        "work": [("Engineer", "Analytical Engines")],
    },
    "Ada Byron | Head of Supply Chain @ Kestrel Foods | Speaker": {
        "name": ("Ada", "Byron"),
        "work": [("Head of Supply Chain", "Kestrel Foods")],
        "notes": "Speaker",
    },
    "Ada Byron at Kestrel Foods, knows cold chains, likes trains": {
        "name": ("Ada", "Byron"),
        "work": [("", "Kestrel Foods")],
        "how_met": "knows cold chains, likes trains",
    },
    "Ada Byron works at Kestrel Foods": {
        "name": ("Ada", "Byron"),
        "work": [("", "Kestrel Foods")],
    },
    "Ada Byron from Kestrel Foods": {"name": ("Ada", "Byron"), "work": [("", "Kestrel Foods")]},
    "Ada Byron (Kestrel Foods)": {"name": ("Ada", "Byron"), "work": [("", "Kestrel Foods")]},
    "Ada Byron (she/her), engineer at Kestrel Foods, Hamburg": {
        "name": ("Ada", "Byron"),
        "work": [("engineer", "Kestrel Foods")],
        "place": "Hamburg",
        "notes": "she/her",
    },
    "Ada: friend of Bo, wants coffee": {
        "name": ("Ada", ""),
        "how_met": "friend of Bo, wants coffee",
    },
    "Ada Byron, +44 20 7946 0000 (mobile)": {
        "name": ("Ada", "Byron"),
        "reach": [("+44 20 7946 0000", "mobile")],
    },
    "Ada Byron, work 020 7946 0000, home 020 7946 0001": {
        "name": ("Ada", "Byron"),
        "reach": [("020 7946 0000", "work"), ("020 7946 0001", "home")],
    },
    "Ada Byron\tKestrel Foods\tada@kestrel.example\t+44 20 7946 0000": {
        "name": ("Ada", "Byron"),
        "work": [("", "Kestrel Foods")],
        "reach": ["ada@kestrel.example", "+44 20 7946 0000"],
    },
    "Ada Byron https://linkedin.com/in/ada, met 12.03.2024": {
        "name": ("Ada", "Byron"),
        "reach": [("https://linkedin.com/in/ada", "LinkedIn")],
        "how_met": "met 12.03.2024",
    },
    "Dr. Adeyemi, University of Lagos": {
        "name": ("", "Dr. Adeyemi"),
        "work": [("", "University of Lagos")],
    },
    "Jean-Luc de la Tour, Chef de projet chez Port Atlantique": {
        "name": ("Jean-Luc", "de la Tour"),
        "work": [("Chef de projet", "Port Atlantique")],
    },
    "Jörg Müller, Leiter Einkauf bei Nordlicht Logistik, kennengelernt auf der Messe": {
        "name": ("Jörg", "Müller"),
        "work": [("Leiter Einkauf", "Nordlicht Logistik")],
        "how_met": "kennengelernt auf der Messe",
    },
    "María García, Directora de Compras en Puerto Azul, la conocí en la feria": {
        "name": ("María", "García"),
        "work": [("Directora de Compras", "Puerto Azul")],
        "notes": "la conocí en la feria",
    },
    "Ada Byron, Kestrel Foods, Inc., Hamburg, Germany": {
        "name": ("Ada", "Byron"),
        "work": [("", "Kestrel Foods, Inc.")],
        "place": "Hamburg, Germany",
    },
    "Ada Byron, 1 Mill Lane, London SE1 9GF": {
        "name": ("Ada", "Byron"),
        "reach": ["1 Mill Lane\nLondon SE1 9GF"],
    },
    "Ada Byron (020 7946 0000, ask for her)": {
        "name": ("Ada", "Byron"),
        "reach": ["020 7946 0000"],
        "notes": "ask for her",
    },
    "Ada Byron, Kestrel Foods <ada@kestrel.example>": {
        "name": ("Ada", "Byron"),
        "work": [("", "Kestrel Foods")],
        "reach": ["ada@kestrel.example"],
    },
    "Ludwig van Beethoven": {"name": ("Ludwig", "van Beethoven")},
    "LUDWIG VAN BEETHOVEN": {"name": ("Ludwig", "van Beethoven")},
    "ada.byron@engines.example": {
        "name": ("Ada", "Byron"),
        "reach": ["ada.byron@engines.example"],
    },
    "info@engines.example": {"reach": ["info@engines.example"]},
    "Kestrel Foods GmbH": {"work": [("", "Kestrel Foods GmbH")]},
    "山田太郎 <taro@x.example>": {"name": ("山田太郎", ""), "reach": ["taro@x.example"]},
    "Ada Byron <ada@x.example>; Ben King <ben@x.example>": {
        "name": ("Ada", "Byron"),
        "reach": ["ada@x.example"],
        "notes": "Ben King <ben@x.example>",
    },
    "Ada BYRON DE LA TOUR": {"name": ("Ada", "Byron de la Tour")},
    "Ada van den BERG": {"name": ("Ada", "van den Berg")},
    "J. R. R. TOLKIEN": {"name": ("J. R. R.", "Tolkien")},
    "ADA BYRON, PHD": {"name": ("Ada", "Byron, PHD")},
    "": {},
    " – \n | ": {},
}


@pytest.mark.parametrize(("line", "said"), LINES.items())
def test_one_line_is_enough(line, said):
    assert told(read(line)) == said


BLOCKS = [
    (
        """Best regards,

Marta Oyelaran
Director, Network Planning
Kestrel Foods, Inc.
123 Market Street, Suite 400
San Francisco, CA 94105
Office: (415) 555-0100 x12
Cell: 415.555.0101
marta.oyelaran@kestrelfoods.example
linkedin.com/in/marta-oyelaran-12345""",
        {
            "name": ("Marta", "Oyelaran"),
            "work": [("Director, Network Planning", "Kestrel Foods, Inc.")],
            "reach": [
                ("(415) 555-0100 x12", "work"),
                ("415.555.0101", "mobile"),
                "marta.oyelaran@kestrelfoods.example",
                ("linkedin.com/in/marta-oyelaran-12345", "LinkedIn"),
                "123 Market Street, Suite 400\nSan Francisco, CA 94105",
            ],
        },
    ),
    (
        """Mit freundlichen Grüßen
Dipl.-Ing. Jörg Müller-Lüdenscheidt
Leiter Einkauf

Nordlicht Logistik GmbH
Hafenstraße 12
20457 Hamburg
Deutschland
Tel.: +49 (0)40 123456-78 | Fax: +49 40 123456-99
Mobil: 0171 / 2345678
joerg.mueller@nordlicht-logistik.example
www.nordlicht-logistik.example
HRB 12345 Amtsgericht Hamburg, USt-IdNr.: DE123456789""",
        {
            "name": ("Dipl.-Ing. Jörg", "Müller-Lüdenscheidt"),
            "work": [("Leiter Einkauf", "Nordlicht Logistik GmbH")],
            "reach": [
                "+49 (0)40 123456-78",
                ("+49 40 123456-99", "fax"),
                ("0171 / 2345678", "mobile"),
                "joerg.mueller@nordlicht-logistik.example",
                "www.nordlicht-logistik.example",
                "Hafenstraße 12\n20457 Hamburg\nDeutschland",
            ],
            "notes": "HRB 12345 Amtsgericht Hamburg, USt-IdNr.: DE123456789",
        },
    ),
    (
        """Cordialement,

Élodie BERNARD
Responsable achats
Port Atlantique S.A.
12, rue de la Paix
44000 Nantes
Tél. : 02 40 12 34 56
Port. : 06 12 34 56 78
elodie.bernard@port-atlantique.example""",
        {
            "name": ("Élodie", "Bernard"),
            "work": [("Responsable achats", "Port Atlantique S.A.")],
            "reach": [
                "02 40 12 34 56",
                ("06 12 34 56 78", "mobile"),
                "elodie.bernard@port-atlantique.example",
                "12, rue de la Paix\n44000 Nantes",
            ],
        },
    ),
    (
        """Un saludo,
Carlos Echeverría López
Director de Logística en Puerto Azul
C/ Mayor 5, 28013 Madrid
Móvil: +34 612 345 678""",
        {
            "name": ("Carlos Echeverría", "López"),
            "work": [("Director de Logística", "Puerto Azul")],
            "reach": [("+34 612 345 678", "mobile"), "C/ Mayor 5, 28013 Madrid"],
        },
    ),
    (
        """Cordiali saluti
Giulia Rossi
Responsabile Acquisti presso Fratelli Verdi S.p.A.
Via Roma 12
20121 Milano
Cell. 333 123 4567
Tel. 02 1234567""",
        {
            "name": ("Giulia", "Rossi"),
            "work": [("Responsabile Acquisti", "Fratelli Verdi S.p.A.")],
            "reach": [("333 123 4567", "mobile"), "02 1234567", "Via Roma 12\n20121 Milano"],
        },
    ),
    (
        """Vriendelijke groeten,
Pieter van den Berg
Inkoper bij Havenbedrijf BV
Wilhelminakade 909
3072 AP Rotterdam
M +31 6 12345678""",
        {
            "name": ("Pieter", "van den Berg"),
            "work": [("Inkoper", "Havenbedrijf BV")],
            "reach": [("+31 6 12345678", "mobile"), "Wilhelminakade 909\n3072 AP Rotterdam"],
        },
    ),
    (
        """Med vänliga hälsningar
Åsa Öberg
Projektledare
Frakt AB
Kungsgatan 5
111 22 Stockholm
Tel: 08-123 456 78""",
        {
            "name": ("Åsa", "Öberg"),
            "work": [("Projektledare", "Frakt AB")],
            "reach": ["08-123 456 78", "Kungsgatan 5\n111 22 Stockholm"],
        },
    ),
    (
        """С уважением,
Анна Каренина
Директор по логистике
ООО Северный Путь
ул. Тверская, 5
Москва, 101000
Тел.: +7 495 123-45-67""",
        {
            "name": ("Анна", "Каренина"),
            "work": [("Директор по логистике", "ООО Северный Путь")],
            "reach": ["+7 495 123-45-67", "ул. Тверская, 5\nМосква, 101000"],
        },
    ),
    (
        """Με εκτίμηση,
Ελένη Παπαδοπούλου
Μηχανικός
Ναυτιλία ΑΕ
Τηλ: +30 210 123 4567""",
        {
            "name": ("Ελένη", "Παπαδοπούλου"),
            "work": [("Μηχανικός", "Ναυτιλία ΑΕ")],
            "reach": ["+30 210 123 4567"],
        },
    ),
    (
        """Dr. Ruth Adeyemi, PhD
Professor, Department of Logistics
University of Lagos
T: +234 1 234 5678 • M: +234 803 123 4567
W: www.unilag.example""",
        {
            "name": ("Dr. Ruth", "Adeyemi, PhD"),
            "work": [("Professor, Department of Logistics", "University of Lagos")],
            "reach": ["+234 1 234 5678", ("+234 803 123 4567", "mobile"), "www.unilag.example"],
        },
    ),
    (
        """Ada Byron (She/Her)  · 1st
Supply chain planner | Kestrel Foods
London, England, United Kingdom · Contact info
500+ connections
Message""",
        {
            "name": ("Ada", "Byron"),
            "work": [("Supply chain planner", "Kestrel Foods")],
            "place": "London, England, United Kingdom",
            "notes": "She/Her",
        },
    ),
    (
        """Analytical Engines Ltd
ADA BYRON
Chief Engineer
1 Mill Lane
London SE1 9GF
United Kingdom
Sent from my iPhone""",
        {
            "name": ("Ada", "Byron"),
            "work": [("Chief Engineer", "Analytical Engines Ltd")],
            "reach": ["1 Mill Lane\nLondon SE1 9GF\nUnited Kingdom"],
        },
    ),
    (
        """> Hi Max,
>
> here is the report that I promised.
>
> Best,
> Ada
> --
> Ada Byron
> Engineering, EMEA
> Analytical Engines
> Reg. No. 12345678
> Mobile
> +44 7700 900123""",
        {
            "name": ("Ada", "Byron"),
            "work": [("Engineering, EMEA", "Analytical Engines")],
            "reach": [("+44 7700 900123", "mobile")],
            "notes": "Hi Max,\nhere is the report that I promised.\nAda\nReg. No. 12345678",
        },
    ),
]


@pytest.mark.parametrize(("block", "said"), BLOCKS, ids=[b[1]["name"][1] for b in BLOCKS])
def test_a_signature_block_is_split_up(block, said):
    assert told(read(block)) == said


def test_what_is_split_up_can_be_kept_as_it_is():
    for block in [*LINES, *(block for block, _said in BLOCKS)]:
        draft = read(block)
        if draft.given or draft.family:
            assert told(draft.checked()) == told(draft)


TOKENS = st.sampled_from(
    [
        *["Ada", "Byron", "BYRON", "van", "Dr.", "PhD", "GmbH", "Engineer", "at", "@", "Kestrel"],
        *["<", ">", '"', "'", "(", ")", "[", "]", ",", ", ", ";", ":", ": ", "|", " – ", "--", "/"],
        *["\n", "\n\n", "\t", " ", "   ", "ada@x.example", "www.x.example", "+44 20 7946 0000"],
        *[
            "Tel.",
            "M:",
            "mailto:",
            "Best regards,",
            "Germany",
            "1 Mill Lane",
            "12345 Berlin",
            "met",
        ],
    ]
)


@given(st.lists(TOKENS | st.text(max_size=5), max_size=25).map("".join))
def test_reading_never_fails_whatever_was_pasted(text):
    draft = read(text)

    assert all(channel.value for channel in draft.channels)
    assert all(position.title or position.organization for position in draft.positions)


@given(st.lists(TOKENS, max_size=25).map(" ".join))
def test_nothing_is_lost_but_greetings_labels_and_words_that_join(text):
    draft = read(text)
    kept = " ".join(
        [draft.given, draft.family, draft.place, draft.how_met, draft.notes]
        + [f"{p.title} {p.organization}" for p in draft.positions]
        + [f"{c.label} {c.value}" for c in draft.channels]
    ).casefold()

    for word in ("Kestrel", "GmbH", "Engineer", "Germany", "www.x.example", "ada@x.example"):
        assert word not in text or word.casefold() in kept


@pytest.mark.parametrize(
    "text",
    [
        "a." * 20_000,
        "1 " * 20_000,
        "(0" * 20_000,
        "Ada " * 10_000,
        "Ada, " * 10_000,
        "\n" * 40_000,
        "x@" * 20_000,
        '"' * 40_000,
        " – " * 10_000,
        string.printable * 400,
    ],
    ids=[
        "dots",
        "figures",
        "brackets",
        "words",
        "commas",
        "lines",
        "at",
        "quotes",
        "dashes",
        "all",
    ],
)
def test_a_huge_paste_is_read_in_a_moment(text):
    began = time.process_time()

    draft = signatures.read(f"Ada Byron\n{text}")

    assert draft.notes.endswith(text.strip()[-1:].strip())
    assert time.process_time() - began < 2
