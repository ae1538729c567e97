"""Runs the ingest protocol's cases against an implementation: suite.py URL TOKEN_FILE [CA_FILE].

The session has to be running, with PCM_S16LE, and nobody else may write to it. Exits with 1 when a case fails.
"""

import asyncio
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "examples" / "python-ingest"))

import cases  # noqa: E402

CASE_SECONDS = 60


async def run(url: str, token: str, ca_file: str | None = None) -> int:
    passed = failed = 0
    for case in cases.ALL:
        what = case.__doc__
        problem = await outcome(case, cases.Subject(url, token, ca_file))
        passed, failed = passed + (not problem), failed + bool(problem)
        print(f"{'FAIL' if problem else 'ok':<5} {what}", *([f"\n      {problem}"] if problem else []), flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


async def outcome(case, subject) -> str | None:
    try:
        await asyncio.wait_for(case(subject), CASE_SECONDS)
        return None
    except Exception as e:
        return f"{type(e).__name__}: {e}"


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    given = pathlib.Path(sys.argv[2]).read_text().strip()
    sys.exit(asyncio.run(run(sys.argv[1], given, *sys.argv[3:])))
