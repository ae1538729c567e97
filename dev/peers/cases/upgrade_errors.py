"""The WebSocket upgrade: how each refusal comes out of the SDK."""

from functools import partial

from cases import failure_of, refused
from client import Client

INVALID = "sessionTokenInvalid in websocket_connect, not retryable"
FAILED = "connectionFailed in websocket_connect, retryable"
STATUSES = {400: FAILED, 401: INVALID, 403: INVALID, 404: FAILED, 429: FAILED, 500: FAILED, 503: FAILED}


def cases() -> list:
    tried = [(f"upgrade: {status}", expected, partial(_status, status)) for status, expected in STATUSES.items()]
    return tried + [
        ("upgrade: another app's id", INVALID, partial(_changed, {"app_id": "another"})),
        ("upgrade: unknown avatar", FAILED, partial(_changed, {"avatar_id": "another"})),
        ("upgrade: nobody listens", FAILED, partial(_changed, {"ingress_endpoint_url": "ws://127.0.0.1:1"})),
    ]


async def _status(status: int, simulator) -> str:
    return await refused(Client(simulator), simulator, kind="upgrade", status=status)


async def _changed(changes: dict, simulator) -> str:
    return await failure_of(Client(simulator, **changes).connect())
