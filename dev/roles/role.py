"""Starts a role of the built jar with a secret of its own, on a free port of the loopback, and stops it again."""

import asyncio
import re
import secrets
import tempfile
from pathlib import Path

START_SECONDS = 60
STOP_SECONDS = 15


class Role:
    def __init__(self, jar: str, name: str, secret_option: str, *options: str):
        self.url = ""
        self.secret = secrets.token_hex(16)
        self._name = name
        self._process = None
        self._folder = tempfile.TemporaryDirectory(prefix=f"avatar-{name}-")
        self._secret_file = Path(self._folder.name, "secret")
        self._command = ["java", "-Xmx256m", "-Dquarkus.http.host=127.0.0.1", "-Dquarkus.http.port=0", "-jar", jar, name]
        self._command += ["--listen", "127.0.0.1:0", secret_option, str(self._secret_file), *options]

    async def __aenter__(self):
        self._secret_file.write_text(self.secret)
        self._process = await asyncio.create_subprocess_exec(
            *self._command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
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
            if found := re.search(self._name + r" listening on (http://\S+)", line):
                self._drain = asyncio.create_task(self._process.stdout.read())
                return found.group(1)
        raise RuntimeError(f"the {self._name} ended at its start:\n" + "".join(printed))
