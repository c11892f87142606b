"""YAML that remembers its lines, so that an error can say where."""

from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, NoReturn

import yaml

from saksama.errors import InputError
from saksama.language import Text


@dataclass(frozen=True, slots=True)
class Located:
    """A value of a YAML file: a mapping of Located, a list of Located, or a plain value; with its line from 1."""

    value: Any
    line: int
    file: str

    def fail(self, what: Text, remedy: Text) -> NoReturn:
        """Raises InputError at this line."""
        raise InputError(what, remedy, file=self.file, row=self.line)

    def plain(self) -> Any:
        """Without the lines."""
        if isinstance(self.value, dict):
            return {key: each.plain() for key, each in self.value.items()}
        if isinstance(self.value, list):
            return [each.plain() for each in self.value]
        return self.value

    def fields(self, where: str, *, needed: tuple[str, ...], allowed: tuple[str, ...]) -> "dict[str, Located]":
        """The mapping, checked: all of `needed` there, nothing but `needed` and `allowed`."""
        if not isinstance(self.value, dict):
            self.fail(NOT_A_MAPPING.fill(where=where), WRITE_FIELDS.fill(fields=", ".join(needed)))
        for name, each in self.value.items():
            if name not in needed and name not in allowed:
                each.fail(
                    UNKNOWN_FIELD.fill(where=where, name=name), FIELDS_ARE.fill(fields=", ".join(needed + allowed))
                )
        for name in needed:
            if name not in self.value:
                self.fail(MISSING_FIELD.fill(where=where, name=name), ADD_FIELD.fill(name=name))
        return dict(self.value)

    def number(self, where: str, name: str) -> float:
        """The value as a number."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float) or not isfinite(self.value):
            self.fail(NOT_A_NUMBER.fill(where=where, name=name, value=self.plain()), WRITE_NUMBER)
        return float(self.value)

    def numbers(self, where: str, name: str) -> tuple[float, ...]:
        """The value as a list of numbers."""
        if not isinstance(self.value, list):
            self.fail(NOT_A_NUMBER.fill(where=where, name=name, value=self.plain()), WRITE_NUMBER)
        return tuple(each.number(where, name) for each in self.value)


def located(content: bytes, file: str) -> Located:
    """YAML with its lines. Raises InputError, naming `file`, for what is not YAML or repeats a field."""
    try:
        root = yaml.compose(content.decode("utf-8"), Loader=yaml.SafeLoader)
        found = None if root is None else _located(root, file, yaml.SafeLoader(""))
    except UnicodeDecodeError as problem:
        raise InputError(NOT_READABLE.fill(why="UTF-8"), SAVE_AS_UTF8, file=file) from problem
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        raise InputError(
            NOT_YAML.fill(why=getattr(problem, "problem", None) or "?"),
            CHECK_INDENT,
            file=file,
            row=mark.line + 1 if mark else None,
        ) from problem
    if found is None:
        raise InputError(EMPTY, CHECK_NAME, file=file)
    return found


def file_content(path: Path) -> bytes:
    """The bytes of a file. Raises InputError if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as problem:
        raise InputError(NOT_READABLE.fill(why=problem.strerror), CHECK_NAME, file=str(path)) from problem


def _located(node: yaml.Node, file: str, loader: yaml.SafeLoader, above: tuple[yaml.Node, ...] = ()) -> Located:
    line = node.start_mark.line + 1
    if node in above:
        Located(None, line, file).fail(IN_ITSELF, WRITE_OUT)
    above = (*above, node)
    if isinstance(node, yaml.MappingNode):
        fields: dict[Any, Located] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                Located(None, key_node.start_mark.line + 1, file).fail(KEY_IS_NO_WORD, CHECK_INDENT)
            key = loader.construct_object(key_node, deep=True)
            if key in fields:
                Located(None, key_node.start_mark.line + 1, file).fail(REPEATED.fill(name=key), KEEP_ONE)
            value = _located(value_node, file, loader, above)
            fields[key] = Located(value.value, key_node.start_mark.line + 1, file)
        return Located(fields, line, file)
    if isinstance(node, yaml.SequenceNode):
        return Located([_located(each, file, loader, above) for each in node.value], line, file)
    return Located(loader.construct_object(node, deep=True), line, file)


NOT_A_MAPPING = Text("{where}: bukan daftar isian.", "{where}: not a mapping of fields.")
WRITE_FIELDS = Text("Tulis isian: {fields}.", "Write the fields: {fields}.")
UNKNOWN_FIELD = Text("{where}: isian '{name}' tidak dikenal.", "{where}: unknown field '{name}'.")
FIELDS_ARE = Text("Isian yang ada: {fields}.", "The fields are: {fields}.")
MISSING_FIELD = Text("{where}: isian '{name}' tidak ada.", "{where}: field '{name}' is missing.")
ADD_FIELD = Text("Tambahkan '{name}'.", "Add '{name}'.")
NOT_A_NUMBER = Text("{where}: {name} = {value} bukan angka.", "{where}: {name} = {value} is not a number.")
WRITE_NUMBER = Text("Tulis angka, desimal dengan titik.", "Write a number, decimals with a point.")
NOT_READABLE = Text("Berkas tidak dapat dibaca ({why}).", "The file cannot be read ({why}).")
CHECK_NAME = Text("Periksa nama dan isi berkas.", "Check the file's name and content.")
SAVE_AS_UTF8 = Text("Simpan berkas sebagai UTF-8.", "Save the file as UTF-8.")
NOT_YAML = Text("Bukan YAML yang sah: {why}.", "Not valid YAML: {why}.")
CHECK_INDENT = Text("Periksa spasi di awal baris dan tanda titik dua.", "Check the indentation and the colons.")
EMPTY = Text("Berkas kosong.", "The file is empty.")
IN_ITSELF = Text("Isian ini memuat dirinya sendiri (& dan *).", "This field contains itself (& and *).")
WRITE_OUT = Text("Tulis isinya tanpa & dan *.", "Write it out without & and *.")
KEY_IS_NO_WORD = Text("Nama isian harus satu kata.", "The name of a field must be a single word.")
REPEATED = Text("Isian '{name}' tertulis dua kali.", "Field '{name}' is written twice.")
KEEP_ONE = Text("Hapus salah satunya.", "Delete one of them.")
