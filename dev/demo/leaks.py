"""Looks for secret values in files that people may see: fails, and names the Secret's key, never the value."""

import argparse
import base64
import json
import pathlib
import re
import sys

# Keys of Secrets whose values are no secret: addresses, names, certificates.
PUBLIC = re.compile(r"^(url|room|identity|uid|channel|ca\.crt|tls\.crt|app-id|avatar-id|publisher-id|agora-uid|.*-(url|room|app-id|channel))$")
ENDS = 24  # a token that was shortened for a log is found by its first and last characters


def main():
    options = arguments()
    secrets = dict(secrets_of(options.seen.read_text()))
    if options.kubeconfig:
        token = re.search(r"token: (\S+?)}", options.kubeconfig.read_text())
        secrets["the operator's ServiceAccount token"] = [token.group(1)]
    files = [f for place in options.places for f in place.rglob("*") if f.is_file()]
    found = [f"{name} is in {file}" for file in files for name in leaks_in(file.read_text(errors="replace"), secrets)]
    for leak in found:
        print("leak:", leak, file=sys.stderr)
    if not found:
        print(f"no secret value ({sum(map(len, secrets.values()))} were minted or given) in logs, Events, statuses, metrics, audited URLs ({len(files)} files)")
    return 1 if found else 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kubeconfig", type=pathlib.Path, help="its token is a secret too")
    parser.add_argument("seen", type=pathlib.Path, help="Secrets as JSON, from kubectl get, with or without --watch")
    parser.add_argument("places", type=pathlib.Path, nargs="+", help="folders with what people may see")
    return parser.parse_args()


def secrets_of(text):
    """Every value that a secret key of a Secret ever had, from the stream of a watch or from a list."""
    values, decoder, position = {}, json.JSONDecoder(), 0
    while match := re.compile(r"\S").search(text, position):
        try:
            document, position = decoder.raw_decode(text, match.start())
        except json.JSONDecodeError:
            break  # the watch was cut in the middle of an object
        for secret in document.get("items", [document]):
            for key, value in secret.get("data", {}).items():
                plain = base64.b64decode(value).decode(errors="replace").strip()
                if plain and not PUBLIC.match(key):
                    values.setdefault(f"{secret['metadata']['name']}/{key}", set()).add(plain)
    return values.items()


def leaks_in(text, secrets):
    for name, values in secrets.items():
        if any(part in text for value in values for part in parts(value)):
            yield name


def parts(value):
    """The beginning of a JWT is the same for all; what identifies it is the rest."""
    secret = value.split(".", 1)[-1]
    return {secret[:ENDS], secret[-ENDS:]}


sys.exit(main())
