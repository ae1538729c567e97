# Removal in the documented order, and the sweep after a failure; sourced by ../e2e.
# shellcheck shell=bash

KINDS=avs,avatarservices,rtcproviders,avatarworkerpools

# delete_session: sessions go first, while the operator is there to end them
delete_session() {
  ours delete avs --all --timeout=60s >/dev/null
  local left
  left=$(kc get secrets --all-namespaces -l avatar-operator.dev/session-uid -o name)
  [ -z "$left" ] || die "left after the session: $left"
}

# delete_namespace: everything in it goes in whatever order, and the session's finalizer must not wait for what is gone
delete_namespace() {
  manifest "$ROOT/deploy/overlays/e2e" | kc apply -f - >/dev/null
  await_session
  kc delete namespace "$NAMESPACE" --timeout=90s >/dev/null
  each_pod "$SYSTEM" collect_pod
  check_logs
}

uninstall_chart() {
  "$HELM" uninstall "$RELEASE" --namespace="$SYSTEM" --wait --timeout=60s >>"$WORK/helm.log"
  until_true 40 nothing_installed || die "left after helm uninstall: $(installed)"
  [ "$(kc get -k "$ROOT/crds" -o name | wc -l)" = 4 ] || die "crds.keep is true, and helm uninstall removed CRDs"
}

INSTALLED=deployments,replicasets,pods,services,serviceaccounts,secrets,configmaps,clusterroles,clusterrolebindings

installed() { kc get "$INSTALLED" --all-namespaces -l "app.kubernetes.io/instance=$RELEASE" -o name; }
nothing_installed() { [ -z "$(installed)" ]; }

delete_rest() {
  [ -z "$(kc get "$KINDS" --all-namespaces -o name)" ] || die "resources are left"
  kc delete -k "$ROOT/crds" --timeout=60s >/dev/null
  delete_namespaces
}

delete_namespaces() { kc delete namespace "$NAMESPACE" "$SYSTEM" --ignore-not-found --timeout=90s >/dev/null; }

# sweep: removes what a failed run left; the operator may not be there to release the sessions, so this does it
sweep() {
  local session
  if kc get crd avatarsessions.avatar-operator.dev >/dev/null 2>&1; then
    ours delete avs --all --timeout=20s >/dev/null 2>&1
    for session in $(ours get avs -o name); do
      ours patch "$session" --type=merge -p '{"metadata":{"finalizers":null}}' >/dev/null
    done
  fi
  "$HELM" uninstall "$RELEASE" --namespace="$SYSTEM" --ignore-not-found --wait --timeout=60s >/dev/null
  kc delete -k "$ROOT/crds" --ignore-not-found --timeout=60s >/dev/null
  delete_namespaces
}
