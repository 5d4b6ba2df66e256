"""``sayso doctor``: whether everything is there, and whose it is."""

import platform

import click

BROKEN = 5


@click.command(short_help="Check the installation; list licences.")
@click.option("--licences", is_flag=True, help="List the packages that reading needs, and the data, with their licences.")
@click.pass_context
def doctor(ctx: click.Context, *, licences: bool) -> None:
    """Check the installation: packages, language model, gazetteer and codebook.

    Exit status 5 where something is missing or damaged.
    """
    from sayso.cli.inspection import check, look_at_codebook, look_at_gazetteer, look_at_model, look_at_packages  # noqa: PLC0415
    from sayso.cli.layout import show_rows  # noqa: PLC0415
    from sayso.cli.terminal import make_console  # noqa: PLC0415
    from sayso.reading import software  # noqa: PLC0415

    console = make_console()
    if licences:
        _show_licences()
        return
    looks = {"packages": look_at_packages, "language model": look_at_model, "gazetteer": look_at_gazetteer, "codebook": look_at_codebook}
    checks = [check(name, look) for name, look in looks.items()]
    facts = [("program", "", software()), ("Python", "", f"{platform.python_version()} on {platform.system()} {platform.machine()}")]
    rows = facts + [(one.name, "right" if one.sound else "WRONG", one.says) for one in checks]
    show_rows(console, ("part", "state", "what"), rows)
    if not all(one.sound for one in checks):
        click.echo("sayso: something is missing or damaged: install Sayso again.", err=True)
        ctx.exit(BROKEN)


def _show_licences() -> None:
    from sayso.cli.inspection import load_credits, needed_packages  # noqa: PLC0415
    from sayso.cli.layout import show_rows  # noqa: PLC0415
    from sayso.cli.terminal import make_console  # noqa: PLC0415

    packages, missing = needed_packages()
    rows = [(p.name, p.version, p.licence or "not stated") for p in packages] + [(name, "", "not installed") for name in missing]
    console = make_console()
    show_rows(console, ("package", "version", "licence"), rows, "Packages that reading needs")
    show_rows(console, ("data", "source", "licence"), [(c.what, c.source, c.licence) for c in load_credits()], "Data")
