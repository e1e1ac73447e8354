"""The official register of municipalities, and figures about places."""

import re
import unicodedata
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ideenschmiede.base.plain import slug_of

NO_LETTER = re.compile(r"[\W_]+")
WRITTEN_OUT = re.compile("([aou])e")


def fold(text: str) -> str:
    """A name as it is compared: no case, no accents, umlauts as people type them ("Münster", "Muenster", "Munster" are
    one), anything that is no letter or digit as one space."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return NO_LETTER.sub(" ", WRITTEN_OUT.sub(r"\1", plain)).strip()


class Level(models.TextChoices):
    """The levels of the register; the length of the key tells them apart."""

    LAND = "land", _("Land")
    DISTRICT = "district", _("Regierungsbezirk")
    REGION = "region", _("Region")
    KREIS = "kreis", _("Kreis")
    ASSOCIATION = "association", _("association of municipalities")
    MUNICIPALITY = "municipality", _("municipality")


class SizeClass(models.TextChoices):
    """Size classes of municipalities as the statistics of the associations cut them; the value is the lower bound."""

    VILLAGE = "0", _("under 2,000 inhabitants")
    SMALL = "2000", _("2,000 to 5,000 inhabitants")
    RURAL = "5000", _("5,000 to 10,000 inhabitants")
    SMALL_TOWN = "10000", _("10,000 to 20,000 inhabitants")
    TOWN = "20000", _("20,000 to 50,000 inhabitants")
    LARGE_TOWN = "50000", _("50,000 to 100,000 inhabitants")
    CITY = "100000", _("100,000 inhabitants and more")

    @classmethod
    def of(cls, population: int | None) -> "SizeClass | None":
        """The class of a population; None when it is not known."""
        if population is None:
            return None
        return [size for size in cls if int(size.value) <= population][-1]


class SettlementType(models.TextChoices):
    """Rural or urban by inhabitants per square kilometre: rural below 150 (OECD Regional Typology, 2011), urban from
    500 (Eurostat's degree of urbanisation, as it was until 2011)."""

    RURAL = "rural", _("rural")
    BETWEEN = "between", _("between town and country")
    URBAN = "urban", _("urban")

    @classmethod
    def of(cls, density: float | None) -> "SettlementType | None":
        """The type of a density; None when it is not known."""
        if density is None:
            return None
        return cls.RURAL if density < 150 else cls.BETWEEN if density < 500 else cls.URBAN


class Source(models.TextChoices):
    """Where the figures of a place come from. Other sources than these are shown as they are."""

    OFFICIAL = "gv100ad", _("Destatis, register of municipalities GV100AD")
    GEONAMES = "geonames", _("estimate from settlements in GeoNames")
    MODEL = "model", _("rough estimate from area and neighbouring places")
    UNKNOWN = "embedded", _("embedded register, without population")
    EXAMPLE = "example", _("invented for the demo")


def full_name(name: str, kind: str) -> str:
    """("Lippe", "Kreis") → "Kreis Lippe", but ("Märkischer Kreis", "Kreis") stays."""
    if kind in ("Kreis", "Landkreis") and not any(word in name.casefold() for word in ("kreis", "region")):
        return f"{kind} {name}"
    return name


class Place(models.Model):
    """A municipality, a Kreis, a Land …, as the register has it."""

    # Land 2, Regierungsbezirk 3, Region 4, Kreis 5, association 9 digits, municipality 8 (its AGS)
    key = models.CharField(_("key"), max_length=9, unique=True)
    ars = models.CharField(_("ARS"), max_length=12, blank=True, default="")
    level = models.CharField(_("level"), max_length=12, choices=Level.choices)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=60, blank=True, default="")  # Stadt, Markt, Landkreis …
    parent = models.ForeignKey(
        "self", verbose_name=_("belongs to"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    association = models.ForeignKey(
        "self", verbose_name=_("association"), null=True, blank=True, on_delete=models.PROTECT, related_name="members"
    )
    self_governing = models.BooleanField(_("governs itself"), default=True)
    text_mark = models.CharField(_("text mark"), max_length=2, blank=True, default="")
    seat = models.CharField(_("seat"), max_length=120, blank=True, default="")
    population = models.PositiveIntegerField(_("population"), null=True)
    population_is_estimate = models.BooleanField(_("population is an estimate"), default=False)
    area_ha = models.PositiveIntegerField(_("area (ha)"), null=True)
    postal_code = models.CharField(_("postal code"), max_length=5, blank=True, default="")
    has_more_postal_codes = models.BooleanField(_("has more postal codes"), default=False)
    latitude = models.FloatField(
        _("latitude"), null=True, validators=[MinValueValidator(47.0), MaxValueValidator(55.2)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, validators=[MinValueValidator(5.5), MaxValueValidator(15.3)]
    )
    source = models.CharField(_("source"), max_length=60)
    data_date = models.DateField(_("date of the data"), null=True)
    dissolved_on = models.DateField(_("dissolved on"), null=True, blank=True)
    is_example = models.BooleanField(_("invented example"), default=False)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["key"]
        indexes = [
            models.Index(fields=["level", "name"], name="place_level_name"),
            models.Index(fields=["postal_code"], name="place_postal_code"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(key__regex=r"^[0-9]{2,9}$"), name="place_key_is_digits"),
            models.CheckConstraint(condition=models.Q(level__in=Level.values), name="place_level_is_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def full_name(self) -> str:
        """With "Kreis" or "Landkreis" where the name alone would be taken for a town."""
        return full_name(self.name, self.kind)

    @property
    def kind_of_body(self) -> str:
        """Its kind in German; a municipality that the register calls nothing else is a "Gemeinde"."""
        return self.kind or ("Gemeinde" if self.level == Level.MUNICIPALITY else "")

    @property
    def land_key(self) -> str:
        return self.key[:2]

    @property
    def size_class(self) -> SizeClass | None:
        return SizeClass.of(self.population)

    @property
    def slug(self) -> str:
        return slug_of(self.name, "ort", most=120)

    @property
    def area_km2(self) -> float | None:
        return None if self.area_ha is None else self.area_ha / 100

    @property
    def density(self) -> float | None:
        """Inhabitants per square kilometre."""
        if not self.area_ha or self.population is None:
            return None
        return self.population / (self.area_ha / 100)

    @property
    def settlement_type(self) -> SettlementType | None:
        return SettlementType.of(self.density)

    @property
    def source_in_words(self) -> str:
        return str(Source(self.source).label) if self.source in Source.values else self.source


class RegisterImport(models.Model):
    """One import of the register or of indicators: which data, of which date, with what effect."""

    class What(models.TextChoices):
        REGISTER = "register", _("register")
        INDICATORS = "indicators", _("indicators")

    what = models.CharField(_("what"), max_length=12, choices=What.choices, default=What.REGISTER)
    source = models.CharField(_("source"), max_length=60)
    data_date = models.DateField(_("date of the data"), null=True)
    sha256 = models.CharField(_("checksum"), max_length=64)
    created = models.PositiveIntegerField(_("new"), default=0)
    updated = models.PositiveIntegerField(_("changed"), default=0)
    dissolved = models.PositiveIntegerField(_("dissolved"), default=0)
    imported_at = models.DateTimeField(_("imported"))

    class Meta:
        verbose_name = _("import of the register")
        verbose_name_plural = _("imports of the register")
        ordering = ["-imported_at"]

    def __str__(self) -> str:
        return f"{self.source} {self.data_date}"


class Indicator(models.Model):
    """A figure that places can be compared by, brought in by the office."""

    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    unit = models.CharField(_("unit"), max_length=40, blank=True, default="")

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class IndicatorValue(models.Model):
    """The value of an indicator for a place in a year, with its source."""

    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), on_delete=models.CASCADE, related_name="values"
    )
    place = models.ForeignKey(Place, verbose_name=_("place"), on_delete=models.CASCADE, related_name="indicator_values")
    year = models.PositiveSmallIntegerField(_("year"))
    value = models.FloatField(_("value"))
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("value of an indicator")
        verbose_name_plural = _("values of indicators")
        ordering = ["indicator", "-year"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["indicator", "place", "year"], name="one_value_per_place_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.place_id} {self.year}"
