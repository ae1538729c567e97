# What a person sees while the demo runs; sourced by ../../demo.
# shellcheck shell=bash

print_hints() {
  local kubectl=kubectl
  have kubectl || kubectl=$KUBE_ASSETS/kubectl
  cat <<HINTS

Watch and hear the avatars in the console: http://127.0.0.1:$CONSOLE_PORT/#/$NAMESPACE/concierge
It asks for a token of yours, which this prints:
  $kubectl --kubeconfig=$STATE/kubeconfig --namespace=$NAMESPACE create token you

In another terminal:
  export KUBECONFIG=$STATE/kubeconfig
  $kubectl get avs -o wide
  $kubectl describe avs lobby
Let the concierge say something:
  ./demo say dev/audio/tour-24k.wav
Ctrl-C ends the demo and leaves nothing behind.

HINTS
}

# watch_sessions: a table like that of kubectl, printed anew when something but the age has changed
watch_sessions() {
  local table seen="" shown=0
  while check_processes; do
    table=$(kc get avs 2>&1) || true
    if [ "$(without_age "$table")" != "$seen" ]; then
      seen=$(without_age "$table")
      if [ -t 1 ] && ((shown)); then printf '\033[%dA\033[J' "$shown"; fi
      [ -t 1 ] || date '+%H:%M:%S'
      printf '%s\n' "$table"
      shown=$(wc -l <<<"$table")
    fi
    sleep 1
  done
}

# without_age TABLE: AGE is the last column
without_age() { printf '%s\n' "$1" | sed 's/ *[^ ]*$//'; }

# check_processes: ends the demo when one of its processes has ended
check_processes() {
  local name
  if name=$(ended); then
    show_log "$name"
    die "$name has ended unexpectedly"
  fi
}
