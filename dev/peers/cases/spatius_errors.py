"""The Spatius SDK: how each refusal, close and error comes out of it."""

from functools import partial

from cases import ended_by, failure_of, goes_on, refused
from spatius import LiveKitEgressConfig
from spatius_client import SpatiusClient

TOKEN = {
    201: "unknown",
    400: "invalidRequest",
    401: "sessionTokenExpired",
    402: "billingRequired",
    403: "invalidRequest",
    404: "appIDUnrecognized",
    429: "invalidRequest",
    503: "serverError",
}
TOKEN_BODIES = [
    ("errors with a status", 200, {"sessionToken": "t", "errors": [{"status": 402}]}, "billingRequired"),
    ("no token", 200, {}, "protocolError"),
    ("the other dialect's token", 200, {"session_token": "t"}, "protocolError"),
    ("no JSON", 200, "<html>", "protocolError"),
    ("an unknown avatar", 404, {"message": "Avatar not found"}, "avatarNotFound"),
]
UPGRADE = {
    400: "sessionTokenInvalid",
    401: "sessionTokenExpired",
    402: "billingRequired",
    404: "appIDUnrecognized",
    429: "invalidRequest",
    503: "serverError",
}
HANDSHAKE = [
    ({"kind": "serverError", "code": 3, "message": "sample rate"}, "invalidRequest"),
    ({"kind": "serverError", "code": 3, "message": "livekit room"}, "invalidEgressConfig"),
    ({"kind": "serverError", "code": 16}, "invalidEgressConfig"),
    ({"kind": "serverError", "code": 14}, "egressUnavailable"),
    ({"kind": "serverError", "code": 4001}, "creditsExhausted"),
    ({"kind": "serverError", "code": 13}, "serverError"),
    ({"kind": "frame", "frame": "Garbage"}, "protocolError"),
    ({"kind": "frame", "frame": "Text"}, "protocolError"),
    ({"kind": "frame", "frame": "UnknownType"}, "protocolError"),
    ({"kind": "frame", "frame": "EmptyConfirm"}, "protocolError"),
    ({"kind": "close", "code": 4003}, "connectionClosed"),
    ({"kind": "drop"}, "connectionClosed"),
]
ENDS = [
    ({"kind": "close", "code": 1000}, "no error"),
    ({"kind": "close", "code": 1011}, "connectionClosed in websocket_runtime"),
    ({"kind": "close", "code": 4001}, "connectionClosed in websocket_runtime"),
    ({"kind": "drop"}, "connectionClosed in websocket_runtime"),
]
GOES_ON = [
    ({"kind": "serverError", "code": 4002}, "sessionDurationExceeded in websocket_runtime"),
    ({"kind": "serverError", "code": 13, "message": "Credits exhausted"}, "creditsExhausted in websocket_runtime"),
    ({"kind": "serverError", "code": 14}, "egressUnavailable in websocket_runtime"),
    ({"kind": "frame", "frame": "Garbage"}, "protocolError in websocket_runtime"),
    ({"kind": "frame", "frame": "Text"}, "no error"),
    ({"kind": "frame", "frame": "UnknownType"}, "no error"),
]


def cases() -> list:
    tried = [
        (f"spatius token call: {status}", f"{code} in session_token", partial(_token, status, {"message": "no"}))
        for status, code in TOKEN.items()
    ]
    tried += [
        (f"spatius token call: {what}", f"{code} in session_token", partial(_token, status, body))
        for what, status, body, code in TOKEN_BODIES
    ]
    tried += [
        ("spatius token call: unknown key", "sessionTokenExpired in session_token", _unknown_key),
        ("spatius token call: dropped", "connectionFailed in session_token", _token_dropped),
    ]
    tried += [
        (f"spatius upgrade: {status}", f"{code} in websocket_connect", partial(_upgrade, status))
        for status, code in UPGRADE.items()
    ]
    connect = "in websocket_connect"
    tried += [
        ("spatius upgrade: another app's id", f"appIDUnrecognized {connect}", partial(_changed, {"app_id": "x"})),
        ("spatius upgrade: unknown avatar", f"avatarNotFound {connect}", partial(_changed, {"avatar_id": "x"})),
        ("spatius handshake: no room", "invalidEgressConfig in websocket_handshake", _no_room),
    ]
    tried += [
        (f"spatius handshake: {_name(fault)}", f"{code} in websocket_handshake", partial(_refused, fault | {"when": {"handshake": True}}))
        for fault, code in HANDSHAKE
    ]
    tried += [(f"spatius: {_name(fault)}", told + "; closed", partial(_ends, fault)) for fault, told in ENDS]
    return tried + [(f"spatius: {_name(fault)}", told + "; goes on", partial(_goes_on, fault)) for fault, told in GOES_ON]


def _name(fault: dict) -> str:
    return " ".join(str(value) for value in fault.values())


async def _token(status: int, body, simulator) -> str:
    await simulator.fault(kind="token", status=status, body=body)
    return await failure_of(SpatiusClient(simulator).session.init())


async def _unknown_key(simulator) -> str:
    return await failure_of(SpatiusClient(simulator, api_key="another").session.init())


async def _token_dropped(simulator) -> str:
    await simulator.fault(kind="token", drop=True)
    return await failure_of(SpatiusClient(simulator).session.init())


async def _upgrade(status: int, simulator) -> str:
    return await _refused({"kind": "upgrade", "status": status, "body": {"message": "no"}}, simulator)


async def _changed(changes: dict, simulator) -> str:
    return await failure_of(SpatiusClient(simulator, **changes).connect())


async def _no_room(simulator) -> str:
    egress = LiveKitEgressConfig(url="wss://livekit.example", publisher_id="avatar", api_token="t")
    return await failure_of(SpatiusClient(simulator, livekit_egress=egress).connect())


async def _refused(fault: dict, simulator) -> str:
    return await refused(SpatiusClient(simulator), simulator, **fault)


async def _ends(fault: dict, simulator) -> str:
    return await ended_by(SpatiusClient(simulator), simulator, **fault)


async def _goes_on(fault: dict, simulator) -> str:
    return await goes_on(SpatiusClient(simulator), simulator, **fault)
