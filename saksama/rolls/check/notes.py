"""What stands in the column keterangan, made comparable with the table `tms_notes`."""


def note_key(column: str) -> str:
    """SQL: capitals without "TMS", "KODE" and zeros in front: "TMS kode 01" → "1"."""
    return f"trim(regexp_replace(upper({column}), '^ *((TMS|KODE)[ :.(-]*)*0*|[ ).]+$', '', 'g'))"


def says_tms(column: str) -> str:
    """SQL: the note names a TMS reason, or TMS without one. FALSE for an empty note."""
    return (
        f"(coalesce(upper({column}), '') LIKE 'TMS%' "
        f"OR EXISTS (SELECT 1 FROM tms_notes WHERE tms_notes.note = {note_key(column)}))"
    )
