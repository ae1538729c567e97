"""The Spatius SDK: how each refusal, close and error comes out of it."""

from functools import partial

from spatius import AvatarSDKError, LiveKitEgressConfig

from spatius_client import Failure, SpatiusClient

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
        ("spatius upgrade: a used token", f"sessionTokenInvalid {connect}", _used_token),
        ("spatius handshake: no room", "invalidEgressConfig in websocket_handshake", _no_room),
    ]
    tried += [
        (f"spatius handshake: {_name(fault)}", f"{code} in websocket_handshake", partial(_handshake, fault))
        for fault, code in HANDSHAKE
    ]
    tried += [(f"spatius: {_name(fault)}", told, partial(_ends, fault)) for fault, told in ENDS]
    return tried + [(f"spatius: {_name(fault)}", told + "; goes on", partial(_goes_on, fault)) for fault, told in GOES_ON]


def _name(fault: dict) -> str:
    return " ".join(str(value) for value in fault.values())


async def failure_of(call) -> str:
    try:
        await call
    except AvatarSDKError as error:
        return str(Failure.of(error))
    return "no error"


async def _token(status: int, body, simulator) -> str:
    await simulator.fault(kind="token", status=status, body=body)
    return await failure_of(SpatiusClient(simulator).session.init())


async def _unknown_key(simulator) -> str:
    return await failure_of(SpatiusClient(simulator, api_key="another").session.init())


async def _token_dropped(simulator) -> str:
    await simulator.fault(kind="token", drop=True)
    return await failure_of(SpatiusClient(simulator).session.init())


async def _upgrade(status: int, simulator) -> str:
    await simulator.fault(kind="upgrade", status=status, body={"message": "no"})
    return await failure_of(SpatiusClient(simulator).connect())


async def _changed(changes: dict, simulator) -> str:
    return await failure_of(SpatiusClient(simulator, **changes).connect())


async def _used_token(simulator) -> str:
    client = SpatiusClient(simulator)
    await client.connect()
    await client.session.close()
    return await failure_of(client.session.start())


async def _no_room(simulator) -> str:
    egress = LiveKitEgressConfig(url="wss://livekit.example", publisher_id="avatar", api_token="t")
    return await failure_of(SpatiusClient(simulator, livekit_egress=egress).connect())


async def _handshake(fault: dict, simulator) -> str:
    await simulator.fault(**fault, when={"handshake": True})
    return await failure_of(SpatiusClient(simulator).connect())


async def _ends(fault: dict, simulator) -> str:
    await simulator.fault(**fault, when={"messages": 1})
    client = SpatiusClient(simulator)
    await client.connect()
    await client.session.send_audio(bytes(480))
    await client.until(lambda: client.closes > 0)
    return _told(client)


async def _goes_on(fault: dict, simulator) -> str:
    """The segment is still played."""
    await simulator.fault(**fault, when={"messages": 1})
    client = SpatiusClient(simulator)
    await client.connect()
    request = await client.session.send_audio(bytes(480), end=True)
    await client.until(lambda: request in client.ended())
    told = _told(client) + ("; goes on" if client.closes == 0 else "; closed")
    await client.session.close()
    return told


def _told(client: SpatiusClient) -> str:
    return ", then ".join(str(Failure.of(error)) for error in client.errors) or "no error"
