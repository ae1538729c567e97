# Builds commands from the small Go modules in ../go; sourced, never run.
# shellcheck shell=bash disable=SC2034 # NO_BUILD is read by those who source this

# go_version: prints Go's version as seen from the modules (so that Go may fetch the toolchain they name), or why not
go_version() {
  have go || { echo "go is not installed"; return 1; }
  (cd "$TOOLS/go/kube" && go env GOVERSION 2>&1)
}

# can_build: whether Go is new enough; the reason is left in NO_BUILD
can_build() {
  local version
  version=$(go_version) || { NO_BUILD=$version; return 1; }
  [[ $version =~ ^go([0-9]+)\.([0-9]+) ]] || { NO_BUILD="unknown Go version: $version"; return 1; }
  if ((BASH_REMATCH[1] == 1 && BASH_REMATCH[2] < 26)); then
    NO_BUILD="$version is too old"
    return 1
  fi
}

# go_build MODULE PACKAGE FLAGS FILE: builds under a name of its own until the file is whole
go_build() {
  cd "$TOOLS/go/$1" || return
  CGO_ENABLED=0 go build -buildvcs=false -trimpath -ldflags "-s -w $3" -o "$4.new" "$2" && mv "$4.new" "$4"
}

# build_with_progress LABEL MODULE PACKAGE FLAGS FILE
build_with_progress() {
  local label=$1 log=$5.log
  shift
  say "$label: building"
  heartbeat "$label" "$log" go_build "$@" || {
    tail -n 15 "$log" >&2
    die "the build of ${4##*/} failed; its log: $log"
  }
  rm -f "$log"
}

# lock NAME: one process at a time per name, until this one ends; without flock nothing is locked, and a build that
# runs twice only costs time
lock() {
  mkdir -p "$CACHE/$1"
  exec 9>"$CACHE/$1/lock"
  if have flock && ! flock -n 9; then
    say "tools: another process is getting $1; waiting for it"
    flock 9
  fi
}

unlock() { exec 9>&-; }
