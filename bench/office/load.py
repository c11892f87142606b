"""The load tool: people who each hold one connection, ask for a page, read it whole, and ask for the next.

One process and one loop, so that of two cores nearly all is left to the server. A page counts from the first byte sent
to the last byte received, waiting in the server's queue included.
"""

import asyncio
import itertools
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One page that somebody opens: what it is, and its address."""

    kind: str
    path: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody logged in, and the pages opened in turn, over and over."""

    name: str
    cookie: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: kind of page, seconds, status, bytes of the body as sent."""

    kind: str
    seconds: float
    status: int
    size: int


def together(
    port: int, people: Sequence[Person], *, seconds: float = 0, requests: int = 0, pause: float = 0, warm_up: float = 0
) -> list[Answer]:
    """All at once, for a time or a number of requests; what is answered in the warm-up does not count.

    `pause`: seconds that somebody reads a page on average, drawn anew for each; 0 asks for the next at once.
    """
    return asyncio.run(_together(port, people, seconds, requests, pause, warm_up))


async def _together(
    port: int, people: Sequence[Person], seconds: float, requests: int, pause: float, warm_up: float
) -> list[Answer]:
    answers: list[Answer] = []
    begun = time.perf_counter()
    end = begun + warm_up + seconds if seconds else float("inf")
    left = iter(range(requests)) if requests else itertools.count()

    async def work(number: int, person: Person) -> None:
        dice = random.Random(number)
        steps = _turns(person, number)
        connection = await _connect(port)
        if pause:
            await asyncio.sleep(dice.uniform(0, pause))
        while time.perf_counter() < end and next(left, None) is not None:
            answer, connection = await _ask(port, connection, person, next(steps))
            if time.perf_counter() >= begun + warm_up:
                answers.append(answer)
            if pause:
                await asyncio.sleep(dice.expovariate(1 / pause))
        connection[1].close()

    await asyncio.gather(*(work(number, person) for number, person in enumerate(people)))
    return answers


def _turns(person: Person, first: int) -> Iterator[Step]:
    """The steps round and round; each person begins at another one."""
    begin = first % len(person.steps)
    return itertools.cycle([*person.steps[begin:], *person.steps[:begin]])


Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def _connect(port: int) -> Connection:
    return await asyncio.open_connection("127.0.0.1", port, limit=2**20)


async def _ask(port: int, connection: Connection, person: Person, step: Step) -> tuple[Answer, Connection]:
    cookie = f"Cookie: {person.cookie}\r\n" if person.cookie else ""
    head = f"GET {step.path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{cookie}Accept-Language: id\r\n\r\n"
    begun = time.perf_counter()
    if connection[1].is_closing() or connection[0].at_eof():  # nobody asked for long: a browser connects anew too
        connection = await _connect(port)
    reader, writer = connection
    writer.write(head.encode())
    status_line, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    size = await _body(reader, headers)
    answer = Answer(step.kind, time.perf_counter() - begun, int(status_line.split()[1]), size)
    if headers.get("connection", "").lower() == "close":
        writer.close()
    return answer, connection


async def _body(reader: asyncio.StreamReader, headers: dict[str, str]) -> int:
    if "chunked" not in headers.get("transfer-encoding", ""):
        return len(await reader.readexactly(int(headers.get("content-length", "0"))))
    size = 0
    while length := int((await reader.readline()).split(b";")[0], 16):
        size += length
        await reader.readexactly(length + 2)
    await reader.readline()
    return size
