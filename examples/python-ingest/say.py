"""Says a WAV file: say.py URL TOKEN_FILE WAV [CA_FILE]"""

import asyncio
import pathlib
import sys

from avatar_ingest import AvatarIngest


async def main(url: str, token_file: str, wav: str, ca_file: str | None = None) -> None:
    async with AvatarIngest(url, pathlib.Path(token_file).read_text().strip(), ca_file) as avatar:
        print(await avatar.say_wav(wav))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
