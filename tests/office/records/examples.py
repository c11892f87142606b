"""Examples for the addresses that all rooms share. Whether a record is seen at all, each room's own tests say."""

from saksama.office.records.models import Notice

EXAMPLES = {
    "attachment": lambda cast, viewer: {"pk": 1},
    "open_notice": lambda cast, viewer: {"pk": Notice.objects.create(account=viewer, text_id="x", text_en="x").pk},
    "decide": lambda cast, viewer: {"pk": 1},
    "export_records": lambda cast, viewer: {"room": "nothing", "kind": "csv"},
    "add_files": lambda cast, viewer: {"room": "nothing", "pk": 1},
    "add_comment": lambda cast, viewer: {"room": "nothing", "pk": 1},
    "add_link": lambda cast, viewer: {"room": "nothing", "pk": 1},
    "remove_link": lambda cast, viewer: {"room": "nothing", "pk": 1, "link": 1},
    "begin_record": lambda cast, viewer: {"room": "nothing", "pk": 1, "other": "nothing"},
    "make_move": lambda cast, viewer: {"room": "nothing", "pk": 1},
}
