"""Starts the simulator and a worker of the built jar, assigns one session, and runs the suite against it."""

import asyncio
import base64
import hashlib
import json
import pathlib
import re
import secrets
import sys
import tempfile
import urllib.request
from datetime import datetime, timedelta, timezone

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "peers"))

import suite  # noqa: E402
import tokens  # noqa: E402
from simulator import APP_ID, AVATAR_ID, START_SECONDS, STOP_SECONDS, Simulator  # noqa: E402

RATE = 24_000
ROOM = "conformance"
IDENTITY = "avatar-conformance"


class Worker:
    def __init__(self, jar: str):
        self._jar = jar
        self._process = None
        self._folder = tempfile.TemporaryDirectory(prefix="avatar-conformance-")
        self._token = secrets.token_hex(16)
        self.url = ""

    async def __aenter__(self) -> "Worker":
        token_file = pathlib.Path(self._folder.name, "token")
        token_file.write_text(self._token)
        command = ["java", "-Xmx256m", "-Dquarkus.http.host=127.0.0.1", "-Dquarkus.http.port=0", "-jar", self._jar]
        command += ["worker", "--listen", "127.0.0.1:0", "--token-file", str(token_file), "--allow-insecure-endpoints"]
        self._process = await asyncio.create_subprocess_exec(
            *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
        )
        try:
            self.url = await asyncio.wait_for(self._announced_url(), START_SECONDS)
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def __aexit__(self, *_) -> None:
        if self._process.returncode is None:
            self._process.terminate()
            try:
                await asyncio.wait_for(self._process.wait(), STOP_SECONDS)
            except asyncio.TimeoutError:
                self._process.kill()
                await self._process.wait()
        self._folder.cleanup()

    async def _announced_url(self) -> str:
        printed = []
        while line := (await self._process.stdout.readline()).decode():
            printed.append(line)
            if found := re.search(r"worker listening on (http://\S+)", line):
                self._drain = asyncio.create_task(self._process.stdout.read())
                return found.group(1)
        raise RuntimeError("the worker ended at its start:\n" + "".join(printed))

    async def call(self, method: str, path: str, body=None) -> dict:
        return await asyncio.to_thread(post, self.url + path, {"Authorization": "Bearer " + self._token}, body, method)


def post(url: str, headers: dict, body, method: str = "POST") -> dict:
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data, headers, method=method), timeout=10) as response:
        return json.load(response)


def assignment(simulator: Simulator, session_token: str, ingest_token: str) -> dict:
    expiry = (datetime.now(timezone.utc) + timedelta(hours=1)).isoformat()
    return {
        "session": "conformance/own",
        "epoch": 1,
        "term": 0,
        "desired": "Running",
        "egress": {
            "ingressUrl": simulator.ingress,
            "appId": APP_ID,
            "avatarId": AVATAR_ID,
            "configure": base64.b64encode(configure()).decode(),
        },
        "audio": {"format": "PCM_S16LE", "sampleRateHz": RATE, "source": {"ingest": {}}},
        "sessionTokens": [{"generation": 1, "token": session_token, "expiresAt": expiry}],
        "ingestTokens": [{"sha256": hashlib.sha256(ingest_token.encode()).hexdigest(), "expiresAt": expiry}],
        "published": True,
    }


def configure() -> bytes:
    """A ClientConfigureSession: sample_rate 1, egress_type 5 (LiveKit is 1), livekit_egress 6."""
    livekit = text(1, "wss://livekit.example") + text(4, ROOM) + text(5, IDENTITY)
    livekit += text(8, tokens.livekit(ROOM, IDENTITY))
    return b"\x08" + varint(RATE) + b"\x28\x01\x32" + varint(len(livekit)) + livekit


def text(field: int, value: str) -> bytes:
    return varint(field << 3 | 2) + varint(len(value)) + value.encode()


def varint(value: int) -> bytes:
    low, rest = value & 0x7F, value >> 7
    return bytes([low | 0x80]) + varint(rest) if rest else bytes([low])


async def run(jar: str) -> int:
    async with Simulator(jar) as simulator, Worker(jar) as worker:
        expire_at = int((datetime.now(timezone.utc) + timedelta(hours=1)).timestamp())
        minted = post(simulator.url + "/v1/auth/session-token", {"X-Api-Key": simulator.api_key}, {"expireAt": expire_at})
        ingest_token = secrets.token_hex(16)
        await worker.call("PUT", "/v1/sessions/own", assignment(simulator, minted["session_token"], ingest_token))
        url = worker.url.replace("http://", "ws://") + "/v1/sessions/own/audio"
        return await suite.run(url, ingest_token)


if __name__ == "__main__":
    try:
        sys.exit(asyncio.run(run(sys.argv[1])))
    except KeyboardInterrupt:
        sys.exit("ingest-conformance: stopped")
