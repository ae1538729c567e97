"""Compares two lists of manifests as an API server read them; labels and what the server adds don't count."""

import json
import sys

LABELS = {"app.kubernetes.io/instance", "app.kubernetes.io/managed-by", "app.kubernetes.io/version", "helm.sh/chart"}
SERVER = {"uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "annotations"}


def main(expected_file, actual_file):
    expected, actual = load(expected_file), load(actual_file)
    expected.pop(("Namespace", "avatar-operator-system"))  # Helm leaves the namespace to --create-namespace
    differences = [f"only one of the two has {kind} {name}" for kind, name in expected.keys() ^ actual.keys()]
    for key in sorted(expected.keys() & actual.keys()):
        differences += differing(" ".join(key), expected[key], actual[key])
    print(*differences, sep="\n", file=sys.stderr, end="\n" if differences else "")
    return 1 if differences else 0


def load(file):
    with open(file) as stream:
        return {(item["kind"], item["metadata"]["name"]): clean(item) for item in json.load(stream)["items"]}


def clean(node):
    """The node without the server's fields, at every level: pod templates have metadata too."""
    if isinstance(node, list):
        return [clean(item) for item in node]
    if not isinstance(node, dict):
        return node
    hidden = SERVER if "name" in node or "labels" in node else set()
    return {key: clean(value) for key, value in node.items() if key not in hidden | LABELS | {"status"}}


def differing(path, expected, actual):
    if isinstance(expected, dict) and isinstance(actual, dict):
        for key in sorted(expected.keys() | actual.keys()):
            yield from differing(f"{path}.{key}", expected.get(key), actual.get(key))
    elif expected != actual:
        yield f"{path}: {expected!r} in deploy/base, {actual!r} in the chart"


sys.exit(main(*sys.argv[1:]))
