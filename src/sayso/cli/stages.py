"""``sayso stages``: the pipeline as it runs."""

import click


@click.command(short_help="Show what each stage of a reading reads and writes.")
def stages() -> None:
    """Show what each stage of a reading reads and writes."""
    from sayso.cli.layout import show_rows  # noqa: PLC0415
    from sayso.cli.terminal import make_console  # noqa: PLC0415
    from sayso.reading import STAGES  # noqa: PLC0415

    rows = [(str(number), s.name, ", ".join(s.reads), ", ".join(s.writes), s.about) for number, s in enumerate(STAGES, start=1)]
    show_rows(make_console(), ("", "stage", "reads", "writes", "what it finds"), rows)
