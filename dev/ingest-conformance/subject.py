"""The implementation under test, and what the cases share."""

import uuid
from dataclasses import dataclass

import websockets
from avatar_ingest import AvatarIngest


@dataclass
class Subject:
    """`expired` is a token whose expiry is over; who tests a service of their own may have none."""

    url: str
    token: str
    ca_file: str | None = None
    expired: str | None = None

    def client(self, token: str | None = None) -> AvatarIngest:
        return AvatarIngest(self.url, token or self.token, self.ca_file)


class NotTried(Exception):
    """Why a case says nothing about this subject."""


def fresh() -> str:
    return str(uuid.uuid4())


def silence(client: AvatarIngest, millis: int) -> bytes:
    return bytes(client.rate * 2 * millis // 1000)


def check(good: bool, saw) -> None:
    if not good:
        raise AssertionError(f"saw {saw}")


async def closes(subject: Subject, code: int, act) -> None:
    client = subject.client()
    await client.connect()
    try:
        await act(client)
    except websockets.ConnectionClosed:
        pass
    saw = await client.closed()
    check(saw == code, saw)


async def refuses(subject: Subject, token: str) -> None:
    """The token opens nothing: 4401 instead of `ready`."""
    client = subject.client(token=token)
    try:
        await client.connect()
    except ConnectionError:
        pass
    check(client.close_code == 4401, client.close_code)
