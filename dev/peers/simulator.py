"""Starts the simulator of the built jar and talks to its admin calls."""

import asyncio
import json
import re
import secrets
import tempfile
import urllib.parse
import urllib.request
from pathlib import Path

APP_ID = "app-peers"
AVATAR_ID = "avatar-peers"
START_SECONDS = 60
STOP_SECONDS = 15


class Simulator:
    def __init__(self, jar: str):
        self._jar = jar
        self._process = None
        self._folder = tempfile.TemporaryDirectory(prefix="avatar-peers-")
        self.api_key = secrets.token_hex(16)
        self.url = ""

    async def __aenter__(self) -> "Simulator":
        key_file = Path(self._folder.name, "api-key")
        key_file.write_text(self.api_key)
        command = ["java", "-Xmx256m", "-Dquarkus.http.host=127.0.0.1", "-Dquarkus.http.port=0", "-jar", self._jar]
        command += ["simulator", "--listen", "127.0.0.1:0", "--app-id", APP_ID]
        command += ["--api-key-file", str(key_file), "--avatar-ids", AVATAR_ID, "--animation-delay", "20ms"]
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
            if found := re.search(r"simulator listening on (http://\S+)", line):
                self._drain = asyncio.create_task(self._process.stdout.read())
                return found.group(1)
        raise RuntimeError("the simulator ended at its start:\n" + "".join(printed))

    @property
    def ingress(self) -> str:
        return self.url.replace("http://", "ws://") + "/v2/driveningress"

    async def fault(self, **fault) -> None:
        await self._call("POST", "/sim/faults", fault)

    async def clear(self) -> None:
        await self._call("DELETE", "/sim/faults")

    async def session(self, connection_id: str) -> dict:
        found = await self._call("GET", "/sim/sessions?connectionId=" + connection_id)
        return found["sessions"][0]

    async def audio(self, connection_id: str, request_id: str) -> bytes:
        query = urllib.parse.urlencode({"connectionId": connection_id, "requestId": request_id})
        return await asyncio.to_thread(self._blocking_bytes, "GET", "/sim/audio?" + query, None)

    async def stats(self) -> dict:
        return await self._call("GET", "/sim/stats")

    async def _call(self, method: str, path: str, body=None) -> dict:
        return await asyncio.to_thread(self._blocking_call, method, path, body)

    def _blocking_call(self, method: str, path: str, body) -> dict:
        return json.loads(self._blocking_bytes(method, path, body))

    def _blocking_bytes(self, method: str, path: str, body) -> bytes:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, {"X-Api-Key": self.api_key}, method=method)
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.read()
