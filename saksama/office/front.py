"""What granian runs: it takes requests in and answers out; the office itself is in the processes beside it."""

import os

from saksama.office.taking_turns import TakingTurns

application = TakingTurns("saksama.office.wsgi:application", int(os.environ["SAKSAMA_ANSWERING"]))
