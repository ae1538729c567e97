"""The token call: how each answer comes out of the SDK."""

from functools import partial

from cases import failure_of
from client import Client

STATUSES = {
    201: "invalidRequest",
    400: "invalidRequest",
    401: "sessionTokenInvalid",
    402: "billingRequired",
    403: "appIDUnrecognized",
    404: "avatarNotFound",
    409: "invalidRequest",
    429: "concurrencyLimit",
    500: "serverError",
    503: "serverError",
}
BODIES = [
    ("errors", {"session_token": "t", "errors": [{"code": "c"}]}, "invalidRequest"),
    ("no token", {}, "protocolError"),
    ("the other dialect's token", {"sessionToken": "t"}, "protocolError"),
    ("no JSON", "<html>", "protocolError"),
]


def cases() -> list:
    tried = [
        (f"token call: {status}", f"{code} in session_token, not retryable", partial(_answer, status, None))
        for status, code in STATUSES.items()
    ]
    tried += [
        (f"token call: 200 with {what}", f"{code} in session_token, not retryable", partial(_answer, 200, body))
        for what, body, code in BODIES
    ]
    return tried + [
        ("token call: unknown key", "sessionTokenInvalid in session_token, not retryable", _unknown_key),
        ("token call: dropped", "connectionFailed in session_token, retryable", _dropped),
        ("token call: no answer in time", "connectionFailed in session_token, retryable", _late),
        ("token call: the error's details", "server_code E7, detail too many, 2048 characters kept", _details),
        ("token call: /v1/console at the end of the URL", "a token", _legacy_suffix),
    ]


async def _answer(status: int, body, simulator) -> str:
    fault = {"kind": "token", "status": status} | ({} if body is None else {"body": body})
    await simulator.fault(**fault)
    return await failure_of(Client(simulator).session.init())


async def _unknown_key(simulator) -> str:
    return await failure_of(Client(simulator, api_key="another").session.init())


async def _dropped(simulator) -> str:
    await simulator.fault(kind="token", drop=True)
    return await failure_of(Client(simulator).session.init())


async def _late(simulator) -> str:
    await simulator.fault(kind="token", delayMs=5000)
    return await failure_of(Client(simulator, token_request_timeout=0.3).session.init())


async def _details(simulator) -> str:
    errors = [{"code": "E7", "detail": "too many", "title": "no"}, {"code": "E8"}]
    await simulator.fault(kind="token", status=429, body={"errors": errors, "padding": "x" * 5000})
    try:
        await Client(simulator).session.init()
    except Exception as e:
        return f"server_code {e.server_code}, detail {e.server_detail}, {len(e.raw_body)} characters kept"
    return "no error"


async def _legacy_suffix(simulator) -> str:
    before = (await simulator.stats())["mints"]
    await Client(simulator, console_endpoint_url=simulator.url + "/v1/console/").session.init()
    return "a token" if (await simulator.stats())["mints"] == before + 1 else "no token"
