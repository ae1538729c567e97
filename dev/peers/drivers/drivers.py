"""Sessions of a running operator that published clients drive, unmodified; exits with 1 when a case fails."""

import asyncio
import hashlib
import importlib.metadata
import json
import os
import pathlib
import sys
import tempfile
import urllib.request
import wave

import cluster
from room import Room

HERE = pathlib.Path(__file__).resolve().parent
CASE_SECONDS = 120
WAIT_SECONDS = 60
RECORDED = "recorded byte for byte"
AGENT = "receptionist"


def cases() -> list:
    return [
        ("SpatialReal SDK, with nothing but the Secret", RECORDED, lambda: external("sr", "SpatialReal")),
        ("Spatius SDK, with nothing but the Secret", RECORDED, lambda: external("sp", "Spatius")),
        ("SpatialReal SDK, the session is suspended", "sessionTokenInvalid", lambda: suspended("late", "SpatialReal")),
        ("Spatius SDK, the session is suspended", "sessionTokenExpired", lambda: suspended("later", "Spatius")),
        ("LiveKit agent with the plugin, dispatched by the operator", RECORDED, lambda: agent("desk")),
        ("the agent, its avatar removed by somebody", "the same agent brought it back", lambda: removed("desk")),
        ("the agent, its session deleted", "nobody asked to come, nobody there", lambda: gone("desk")),
    ]


async def run(recording: str) -> int:
    await cluster.apply({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": cluster.NAMESPACE}})
    await cluster.apply(*accounts())
    print(peers() + ", driven by an operator's Secrets and dispatches")
    failed = 0
    for what, expected, attempt in cases():
        try:
            actual = await asyncio.wait_for(attempt(), CASE_SECONDS)
        except Exception as e:
            actual = f"{type(e).__name__}: {e}"
        failed += actual != expected
        print(f"{'ok' if actual == expected else 'FAIL':<5} {what:<62} {actual}", flush=True)
    print(f"{len(cases()) - failed} passed, {failed} failed")
    return 1 if failed else 0


def peers() -> str:
    names = ("spatialreal", "livekit-agents", "livekit-plugins-spatialreal")
    return ", ".join(name + " " + importlib.metadata.version(name) for name in names)


def accounts() -> list:
    key = pathlib.Path(os.environ["SIMULATOR_KEY_FILE"]).read_text().strip()
    lk_key, lk_secret = os.environ["LIVEKIT_API_KEY"], os.environ["LIVEKIT_API_SECRET"]
    livekit = {"url": os.environ["LIVEKIT_URL"], "keySecretRef": {"name": "livekit"}}
    return [
        cluster.source_secret("service", api_key=key),
        cluster.source_secret("livekit", api_key=lk_key, api_secret=lk_secret),
        cluster.resource("RtcProvider", "livekit", {"livekit": livekit}),
        service("SpatialReal", ""),
        service("Spatius", "/v1/console"),
    ]


def service(dialect: str, path: str) -> dict:
    url = os.environ["SIMULATOR_URL"]
    region = {"name": "local", "consoleUrl": url + path, "ingressUrl": url.replace("http", "ws") + "/v2/driveningress"}
    key = {"name": "service", "key": "api-key"}
    spec = {"dialect": dialect, "appId": "app-peers", "apiKeySecretRef": key, "regions": [region]}
    return cluster.resource("AvatarService", dialect.lower(), spec)


def session(name: str, dialect: str, driver: dict) -> dict:
    avatar = {"id": "host", "serviceRef": {"name": dialect.lower()}}
    rtc = {"providerRef": {"name": "livekit"}, "livekit": {"room": "room-" + name, "identity": "avatar-" + name}}
    return cluster.resource("AvatarSession", name, {"avatar": avatar, "rtc": rtc, "driver": driver})


async def external(name: str, dialect: str) -> str:
    secret = await issued(name, dialect)
    seen = cluster.until("in the room", name, "Ready", "True Connected")
    told, _ = await asyncio.gather(drive(dialect, secret), seen)
    if told.get("failure") or told.get("errors"):
        return str(told)
    record = await recorded("connectionId=" + told["connectionId"])
    equal("dialect and room", (record["dialect"], record["room"]), (dialect, "room-" + name))
    equal("close code", record["closeCode"], 1000)
    equal("SHA-256", [request["sha256"] for request in record["requests"]], [spoken()])
    return RECORDED


async def suspended(name: str, dialect: str) -> str:
    secret = await issued(name, dialect)
    await cluster.patch(name, {"suspend": True})
    await cluster.until("suspended", name, "Ready", "True Suspended")
    return (await drive(dialect, secret)).get("failure", "it got in")


async def issued(name: str, dialect: str) -> dict:
    await cluster.apply(session(name, dialect, {"external": {}}))
    await cluster.until("issued", name, "EgressReady", "True Issued")
    return await cluster.secret(name + "-egress")


async def drive(dialect: str, secret: dict) -> dict:
    """In a process of its own, with the Secret's files and no variable that names a service."""
    with tempfile.TemporaryDirectory() as folder:
        for key, value in secret.items():
            pathlib.Path(folder, key).write_text(value)
        process = await asyncio.create_subprocess_exec(
            os.environ["SDK_PYTHON"],
            str(HERE / "external_driver.py"),
            *(dialect, folder, sys.argv[1]),
            env={"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1", "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=asyncio.subprocess.PIPE,
        )
        out, _ = await process.communicate()
        return json.loads(out)


async def agent(name: str) -> str:
    """The agent runs already, registered under its name with a LiveKit key of its own."""
    await cluster.apply(session(name, "SpatialReal", {"agent": {"agentName": AGENT}}))
    await cluster.until("dispatched", name, "EgressReady", "True Issued")
    equal("asked to come", await Room("room-" + name).dispatched(), [AGENT])
    await cluster.until("in the room", name, "Ready", "True Connected")
    record = await eventually(lambda: finished("room=room-" + name))
    equal("identity", record["identity"], "avatar-" + name)
    equal("SHA-256", [request["sha256"] for request in record["requests"]], [spoken()])
    return RECORDED


async def removed(name: str) -> str:
    """The service tells the plugin, which connects again by itself: nobody else is sent for."""
    room = Room("room-" + name)
    before = await room.people()
    await room.remove("avatar-" + name)
    await eventually(lambda: opened("room=room-" + name, 2))
    await eventually(lambda: same(room, before))
    await cluster.until("in the room again", name, "Ready", "True Connected")
    equal("asked to come", await room.dispatched(), [AGENT])
    return "the same agent brought it back"


async def opened(query: str, count: int) -> bool:
    return len(await sessions(query)) >= count


async def same(room: Room, people: list) -> bool:
    return await room.people() == people


async def gone(name: str) -> str:
    room = Room("room-" + name)
    equal("there before", [who[:6] for who in await room.people()][:1], ["agent-"])
    await cluster.delete(name)
    equal("asked to come", await room.dispatched(), [])
    await eventually(lambda: empty(room))
    record = await recorded("room=room-" + name)
    equal("the session at the service is closed", record["closedAt"] is not None, True)
    return "nobody asked to come, nobody there"


async def empty(room: Room) -> bool:
    return await room.people() == []


async def finished(query: str) -> dict | None:
    """Its only session, once all of the speech has come."""
    found = await sessions(query)
    done = found and found[-1]["requests"] and found[-1]["requests"][-1]["ended"]
    return found[-1] if done else None


async def recorded(query: str) -> dict:
    return (await sessions(query))[-1]


async def sessions(query: str) -> list:
    key = pathlib.Path(os.environ["SIMULATOR_KEY_FILE"]).read_text().strip()
    url = os.environ["SIMULATOR_URL"] + "/sim/sessions?" + query
    request = urllib.request.Request(url, headers={"X-Api-Key": key})
    return json.loads(await asyncio.to_thread(lambda: urllib.request.urlopen(request, timeout=10).read()))["sessions"]


async def eventually(look):
    async with asyncio.timeout(WAIT_SECONDS):
        while not (seen := await look()):
            await asyncio.sleep(0.2)
        return seen


def spoken() -> str:
    with wave.open(sys.argv[1]) as file:
        return hashlib.sha256(file.readframes(file.getnframes())).hexdigest()


def equal(what: str, actual, expected) -> None:
    if actual != expected:
        raise AssertionError(f"{what}: {actual}, expected {expected}")


if __name__ == "__main__":
    sys.exit(asyncio.run(run(sys.argv[1])))
