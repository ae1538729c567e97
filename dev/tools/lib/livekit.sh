# Starts a LiveKit server on loopback; sourced after common.sh and processes.sh.
# shellcheck shell=bash

# start_livekit PORT UDP-PORT KEYS [MORE]: "name: secret, …", and further configuration in YAML; its binary is $LIVEKIT, its state is below $STATE
start_livekit() {
  local config
  config=$(<"$ROOT/dev/tools/lib/livekit.yaml")
  config=${config//@PORT@/"$1"}
  config=${config//@UDP_PORT@/"$2"}
  config=${config//@KEYS@/"$3"}
  (umask 077 && printf '%s\n' "$config" "${4-}" >"$STATE/livekit.yaml")
  start livekit "$LIVEKIT" --config "$STATE/livekit.yaml"
}
