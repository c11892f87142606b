"""Settings of the demonstration: those of the office, plus a page on which visitors choose who to be.

Only `make demo` uses them. The office itself has no such page and no switch that would bring it.
"""

from datetime import date

from saksama.office.settings import *  # noqa: F403
from saksama.office.settings import DATA_FOLDER, HERE

ROOT_URLCONF = "saksama.office.demonstration_urls"
LOGIN_URL = "demonstration"
TODAY = HERE.today or date(2024, 9, 26)  # demonstration.TODAY, which cannot be imported before the settings are there
# Nobody is written to: each mail is a file that any mail program opens.
MAIL_FOLDER = DATA_FOLDER / "surel"
