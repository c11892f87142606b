"""To whom a letter is addressed, by the table of bodies and the names of the regions."""

from saksama.office.election.models import Level, Region
from saksama.office.neutrality.catalogue import Body


def addressee(body: Body, region: str) -> str:
    """The addressee proposed for a case in a region, such as "Bupati Ogan Komering Ilir"; one query."""
    parts = region.split(".")
    regency, district = (".".join(parts[:level]) for level in (Level.REGENCY, Level.DISTRICT))
    names = dict(Region.objects.filter(code__in=[regency, district]).values_list("code", "name"))
    whole = names.get(regency, regency)
    return body.addressee.format(
        ruler="Wali Kota" if whole.startswith("Kota ") else "Bupati",
        region=whole,
        regency=whole.removeprefix("Kabupaten ").removeprefix("Kota "),
        district=names[district] if district != regency and district in names else "…",
    )
