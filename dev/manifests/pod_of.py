"""Prints the pod that the Deployment in a list of manifests would start."""

import json
import sys

with open(sys.argv[1]) as stream:
    deployment = next(item for item in json.load(stream)["items"] if item["kind"] == "Deployment")
template = deployment["spec"]["template"]
metadata = {"name": deployment["metadata"]["name"], "labels": template["metadata"]["labels"]}
json.dump({"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": template["spec"]}, sys.stdout)
