"""Lines of a GV100AD, written as the description of the file says, for tests."""

from datetime import date

DAY = date(2024, 12, 31)


def line(
    kind: str,
    digits: str,
    name: str,
    *,
    day: date = DAY,
    seat: str = "",
    mark: str = "",
    area: int | None = None,
    people: int | None = None,
    male: int | None = None,
    code: str = "",
    several: bool = False,
) -> str:
    """One line of 220 characters. `digits` fills columns 11–22, from the Land to the association."""

    def figure(value):
        return " " * 11 if value is None else f"{value:011d}"

    text = f"{kind}{day:%Y%m%d}{digits:<12}{name:<50}{seat:<50}{mark:<2}    "
    text += figure(area) + figure(people) + figure(male) + "    "
    text += f"{code:<5}{'*****' if several else '     '}"
    return f"{text:<220}"


def municipality(ags: str, name: str, *, association: str = "", mark: str = "64", area=1000, people=500, **more) -> str:
    """A municipality; without `association` it is in one of its own, as most are."""
    more.setdefault("male", people // 2)
    own = association or "0" + ags[5:]
    return line("60", ags + own, name, mark=mark, area=area, people=people, **more)


def association(kreis: str, own: str, name: str, **more) -> str:
    return line("50", f"{kreis}   {own}", name, mark="50", **more)


def small_register(day: date = DAY, **overrides: list[str]) -> list[str]:
    """A Land with a Regierungsbezirk and two Kreise, one of them a town; `overrides` replaces the list of a Kreis."""
    parts = {
        "lippe": [
            association("05766", "0036", "Kalletal", day=day),
            municipality("05766036", "Kalletal", area=11242, people=13401, male=6643, code="32689", day=day),
            association("05766", "0044", "Lemgo, Stadt", day=day),
            municipality("05766044", "Lemgo, Stadt", mark="63", area=10086, people=40633, code="32657", day=day),
        ],
        "bielefeld": [
            association("05711", "0000", "Bielefeld, Stadt", day=day),
            municipality(
                "05711000",
                "Bielefeld, Stadt",
                mark="61",
                area=25883,
                people=338332,
                code="33602",
                several=True,
                day=day,
            ),
        ],
    }
    parts |= overrides
    return [
        line("10", "05", "Nordrhein-Westfalen", seat="Düsseldorf", day=day),
        line("20", "057", "Reg.-Bez. Detmold", seat="Detmold", day=day),
        line("40", "05711", "Bielefeld, Stadt", mark="41", day=day),
        *parts["bielefeld"],
        line("40", "05766", "Lippe", seat="Detmold", mark="43", day=day),
        *parts["lippe"],
    ]


def as_file(lines: list[str], *, encoding: str = "utf-8", newline: str = "\n") -> bytes:
    return (newline.join(lines) + newline).encode(encoding)
