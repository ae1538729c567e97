"""Prints each pod's memory and how long it took from the start of its container until it was Ready."""

import datetime
import json
import sys

SPACES = ("avatar-operator-system", "avatar-e2e")


def main(pods_file, *node_files):
    memory = {key: value for file in node_files for key, value in memory_of(load(file))}
    pods = [pod for pod in load(pods_file)["items"] if pod["metadata"]["namespace"] in SPACES]
    print(f"{'POD':44}{'TO READY':>10}{'RSS':>10}{'WORKING SET':>13}")
    for pod in pods:
        if pod["status"]["phase"] == "Running":
            name = pod["metadata"]["name"]
            rss, working_set = memory.get((pod["metadata"]["namespace"], name), ("-", "-"))
            print(f"{name:44}{to_ready(pod):>10}{rss:>10}{working_set:>13}")


def load(file):
    with open(file) as stream:
        return json.load(stream)


def memory_of(summary):
    for pod in summary["pods"]:
        memory = [container.get("memory", {}) for container in pod.get("containers", [])]
        sums = (sum(m.get(field, 0) for m in memory) for field in ("rssBytes", "workingSetBytes"))
        yield (pod["podRef"]["namespace"], pod["podRef"]["name"]), tuple(f"{s // 2**20} MiB" for s in sums)


def to_ready(pod):
    started = pod["status"]["containerStatuses"][0]["state"]["running"]["startedAt"]
    ready = next(c for c in pod["status"]["conditions"] if c["type"] == "Ready")
    return f"{(time(ready['lastTransitionTime']) - time(started)).seconds} s" if ready["status"] == "True" else "-"


def time(text):
    return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")


main(*sys.argv[1:])
