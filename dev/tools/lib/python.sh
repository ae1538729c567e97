# Pinned Python packages in a venv of their own, kept in the cache; sourced, never run.
# shellcheck shell=bash

# pinned_venv NAME REQUIREMENTS: prints the folder of a venv with exactly these packages, made on first use
pinned_venv() {
  local name=$1 requirements=$2 cache pins venv
  cache="${AVATAR_OPERATOR_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/avatar-operator}/$name"
  python3.11 -c 'import ensurepip, venv' 2>/dev/null || {
    echo "$name: Python 3.11 with venv is missing (on Debian: apt-get install python3.11 python3.11-venv)" >&2
    return 1
  }
  pins=$(python3.11 -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest()[:16])' <"$requirements")
  venv="$cache/$pins"
  if [[ ! -d "$venv" ]]; then
    echo "$name: installing pinned packages into $venv (once, about a minute)" >&2
    mkdir -p "$cache"
    install_venv "$venv" "$requirements" || {
      echo "$name: pip could not install $requirements" >&2
      return 1
    }
  fi
  echo "$venv"
}

# install_venv VENV REQUIREMENTS: in a folder beside it first, which an interrupt leaves no trace of
install_venv() (
  fresh=$(mktemp -d "$(dirname "$1")/.new-XXXXXX")
  trap 'rm -rf "$fresh"' EXIT
  trap 'exit 130' INT TERM
  python3.11 -m venv "$fresh" >&2 || exit 1
  "$fresh/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --requirement "$2" >&2 || exit 1
  # Another run may have been faster; one venv is enough.
  mv -T "$fresh" "$1" 2>/dev/null || [[ -d "$1" ]]
)
