"""The simulator of the built jar, and its admin calls."""

import asyncio
import json
import time
import urllib.parse
import urllib.request

from role import Role

APP_ID = "app-peers"
AVATAR_ID = "avatar-peers"


class Simulator(Role):
    def __init__(self, jar: str):
        options = ("--app-id", APP_ID, "--avatar-ids", AVATAR_ID, "--animation-delay", "20ms")
        super().__init__(jar, "simulator", "--api-key-file", *options)

    @property
    def api_key(self) -> str:
        return self.secret

    @property
    def ingress(self) -> str:
        return self.url.replace("http://", "ws://") + "/v2/driveningress"

    async def fault(self, **fault) -> None:
        await self._call("POST", "/sim/faults", fault)

    async def clear(self) -> None:
        await self._call("DELETE", "/sim/faults")

    async def mint(self) -> str:
        """A session token that is good for an hour."""
        minted = await self._call("POST", "/v1/auth/session-token", {"expireAt": int(time.time()) + 3600})
        return minted["session_token"]

    async def session_in(self, room: str) -> dict:
        """The newest session whose avatar belongs into the room."""
        found = await self._call("GET", "/sim/sessions?" + urllib.parse.urlencode({"room": room}))
        return found["sessions"][-1]

    async def session(self, connection_id: str) -> dict:
        found = await self._call("GET", "/sim/sessions?connectionId=" + connection_id)
        return found["sessions"][0]

    async def audio(self, connection_id: str, request_id: str) -> bytes:
        query = urllib.parse.urlencode({"connectionId": connection_id, "requestId": request_id})
        return await asyncio.to_thread(self._blocking_bytes, "GET", "/sim/audio?" + query, None)

    async def stats(self) -> dict:
        return await self._call("GET", "/sim/stats")

    async def _call(self, method: str, path: str, body=None) -> dict:
        return json.loads(await asyncio.to_thread(self._blocking_bytes, method, path, body))

    def _blocking_bytes(self, method: str, path: str, body) -> bytes:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, {"X-Api-Key": self.api_key}, method=method)
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.read()
