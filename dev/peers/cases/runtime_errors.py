"""After the confirm: how closes, errors and stray frames come out of the SDK."""

from functools import partial

from cases import ended_by, goes_on
from client import Client
from sdk_client import Failure
from spatialreal import AvatarSDKError

IN = "in websocket_runtime,"
CLOSES = {
    4001: f"creditsExhausted {IN} not retryable",
    4002: f"sessionDurationExceeded {IN} retryable",
    4003: f"concurrencyLimit {IN} not retryable",
    4010: f"sessionTokenInvalid {IN} not retryable",
    4000: f"connectionClosed {IN} not retryable",
    4499: f"connectionClosed {IN} not retryable",
    4500: f"connectionClosed {IN} retryable",
    4503: f"upstreamError {IN} retryable",
    1011: f"connectionClosed {IN} retryable",
    1000: "no error",
    1001: "no error",
}
ERRORS = {code: told for code, told in CLOSES.items() if code >= 4000} | {
    3: f"serverError {IN} not retryable",
    14: f"serverError {IN} not retryable",
    16: f"serverError {IN} not retryable",
}
FRAMES = {"Garbage": f"protocolError {IN} not retryable", "Text": "no error", "UnknownType": "no error"}


def cases() -> list:
    tried = [(f"close {code}", told + "; closed", partial(_ends, kind="close", code=code)) for code, told in CLOSES.items()]
    tried += [
        (f"ServerError {code}", told + "; goes on", partial(_goes_on, kind="serverError", code=code))
        for code, told in ERRORS.items()
    ]
    tried += [
        (f"frame {frame}", told + "; goes on", partial(_goes_on, kind="frame", frame=frame))
        for frame, told in FRAMES.items()
    ]
    return tried + [
        ("TCP drop", f"connectionClosed {IN} retryable; closed", partial(_ends, kind="drop")),
        ("a frame of more than 1 MiB", "the client closes with 1009", _oversized),
        ("sending into a closed connection", "creditsExhausted in websocket_send, not retryable", _send_late),
        ("an error that names a request", "the request's own id", _names_request),
    ]


async def _ends(simulator, **fault) -> str:
    return await ended_by(Client(simulator), simulator, **fault)


async def _goes_on(simulator, **fault) -> str:
    return await goes_on(Client(simulator), simulator, **fault)


async def _oversized(simulator) -> str:
    await simulator.fault(kind="frame", frame="Oversized", when={"messages": 1})
    client = Client(simulator)
    connection_id = await client.connect()
    await client.session.send_audio(bytes(480))
    await client.until(lambda: client.closes > 0)
    return f"the client closes with {(await simulator.session(connection_id))['closeCode']}"


async def _send_late(simulator) -> str:
    """Sends from on_error, where the connection is closed and the session doesn't know yet."""
    sent = []

    def send(error) -> None:
        try:
            client.session.send_audio(bytes(480)).send(None)
            sent.append("no error")
        except AvatarSDKError as e:
            sent.append(str(Failure.of(e)))

    await simulator.fault(kind="close", code=4001, when={"messages": 1})
    client = Client(simulator, on_error=send)
    await client.connect()
    await client.session.send_audio(bytes(480))
    await client.until(lambda: client.closes > 0)
    return sent[0]


async def _names_request(simulator) -> str:
    client = Client(simulator)
    connection_id = await client.connect()
    request = await client.session.send_audio(bytes(480))
    await simulator.fault(kind="serverError", code=14, requestId=request, match={"connectionId": connection_id})
    await client.until(lambda: client.errors)
    await client.session.close()
    return "the request's own id" if client.errors[0].req_id == request else str(client.errors[0].req_id)
