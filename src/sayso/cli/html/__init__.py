"""``sayso read --html``: codings as one page that needs no script, loads nothing and can be kept, mailed and printed."""

from sayso.cli.html.output import Destination
from sayso.cli.html.page import make_page

__all__ = ["Destination", "make_page"]
