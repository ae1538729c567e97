"""Resources of the API server by kubectl."""

import asyncio
import base64
import json
import os

NAMESPACE = "drivers"
PATIENCE = 60


async def kubectl(*arguments: str, text: str | None = None) -> str:
    process = await asyncio.create_subprocess_exec(
        os.environ["KUBECTL"],
        "--request-timeout=10s",
        "--namespace=" + NAMESPACE,
        *arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, problem = await process.communicate((text or "").encode())
    if process.returncode:
        raise RuntimeError(problem.decode().strip())
    return out.decode()


async def apply(*resources: dict) -> None:
    await kubectl("apply", "-f", "-", text=json.dumps({"apiVersion": "v1", "kind": "List", "items": list(resources)}))


async def patch(session: str, spec: dict) -> None:
    await kubectl("patch", "avs", session, "--type=merge", "--patch=" + json.dumps({"spec": spec}))


async def delete(session: str) -> None:
    await kubectl("delete", "avs", session, "--timeout=30s")


async def secret(name: str) -> dict:
    data = json.loads(await kubectl("get", "secret", name, "--output=json"))["data"]
    return {key: base64.b64decode(value).decode() for key, value in data.items()}


async def conditions(session: str) -> dict:
    """Each condition's type with its status and reason."""
    status = json.loads(await kubectl("get", "avs", session, "--output=json")).get("status", {})
    return {each["type"]: each["status"] + " " + each["reason"] for each in status.get("conditions", [])}


async def until(what, session: str, type_: str, expected: str) -> None:
    """Waits until the condition is as expected."""
    seen = {}
    try:
        async with asyncio.timeout(PATIENCE):
            while (seen := await conditions(session)).get(type_) != expected:
                await asyncio.sleep(0.2)
    except TimeoutError:
        raise RuntimeError(f"{what}: {type_} isn't {expected}: {seen}") from None


def resource(kind: str, name: str, spec: dict) -> dict:
    version = "avatar-operator.dev/v1alpha1"
    return {"apiVersion": version, "kind": kind, "metadata": {"name": name, "namespace": NAMESPACE}, "spec": spec}


def source_secret(name: str, **values: str) -> dict:
    metadata = {"name": name, "namespace": NAMESPACE, "labels": {"avatar-operator.dev/source": "true"}}
    data = {key.replace("_", "-"): value for key, value in values.items()}
    return {"apiVersion": "v1", "kind": "Secret", "metadata": metadata, "stringData": data}
