"""A real LiveKit server on free ports of the loopback."""

import asyncio
import secrets
import socket
import tempfile
import urllib.request
from pathlib import Path

import tokens

START_SECONDS = 60
TEMPLATE = Path(__file__).parent.parent / "tools" / "lib" / "livekit.yaml"


class LiveKitServer:
    def __init__(self, binary: str):
        self.secret = secrets.token_hex(32)
        self._binary = binary
        self._folder = tempfile.TemporaryDirectory(prefix="avatar-livekit-")
        self._port, self._udp_port = free_port(socket.SOCK_STREAM), free_port(socket.SOCK_DGRAM)
        self._process = None

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self._port}"

    async def __aenter__(self) -> "LiveKitServer":
        config = Path(self._folder.name, "livekit.yaml")
        config.write_text(self._config())
        with open(Path(self._folder.name, "log"), "wb") as log:
            self._process = await asyncio.create_subprocess_exec(
                self._binary, "--config", str(config), stdout=log, stderr=asyncio.subprocess.STDOUT
            )
        try:
            await asyncio.wait_for(self._answers(), START_SECONDS)
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def __aexit__(self, *_) -> None:
        if self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
        self._folder.cleanup()

    async def _answers(self) -> None:
        while True:
            if self._process.returncode is not None:
                raise RuntimeError("LiveKit ended at its start:\n" + Path(self._folder.name, "log").read_text())
            try:
                await asyncio.to_thread(urllib.request.urlopen, f"http://127.0.0.1:{self._port}", timeout=2)
                return
            except OSError:
                await asyncio.sleep(0.1)

    def _config(self) -> str:
        values = {"PORT": self._port, "UDP_PORT": self._udp_port, "KEYS": f"{tokens.LIVEKIT_KEY}: {self.secret}"}
        config = TEMPLATE.read_text()
        for name, value in values.items():
            config = config.replace(f"@{name}@", str(value))
        return config


def free_port(kind: int) -> int:
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
