# What a rollout or a lost node does: the worker's pod is replaced, then the operator's; sourced by ../e2e.
# shellcheck shell=bash

epoch() { ours get avs concierge -o jsonpath='{.status.epoch}'; }
is_connected() { [ "$(ours get avs concierge -o jsonpath='{.status.conditions[?(@.type=="Ready")].reason}')" = Connected ]; }

# replace_worker: the operator assigns the session to the new pod, under a new epoch
replace_worker() {
  local before
  before=$(epoch)
  ours delete pod -l app=worker --timeout=60s >/dev/null
  ours rollout status deployment/worker --timeout=120s >/dev/null
  until_true 90 is_assigned_after "$before" || die "the session isn't Connected under a new epoch 90 s after its worker was replaced"
}

is_assigned_after() { (($(epoch) > $1)) && is_connected; }

# replace_operator: the new one adopts the session as it is
replace_operator() {
  local before
  before=$(minted)
  kc --namespace="$SYSTEM" rollout restart "deployment/$RELEASE" >/dev/null
  kc --namespace="$SYSTEM" rollout status "deployment/$RELEASE" --timeout=120s >/dev/null
  until_true 60 has_adopted || die "the new operator hasn't reached the worker after 60 s"
  is_connected || die "the session isn't Connected any more"
  [ "$(minted)" = "$before" ] || die "the new operator has minted or assigned anew: $before before, $(minted) after"
}

# minted: changes with every Secret that is written and with every assignment
minted() { echo "epoch $(epoch), Secrets $(ours get secrets -l avatar-operator.dev/session-uid -o jsonpath='{.items[*].metadata.resourceVersion}')"; }

has_adopted() { kc --namespace="$SYSTEM" logs "deployment/$RELEASE" | grep -q 'connected, 1 sessions'; }
