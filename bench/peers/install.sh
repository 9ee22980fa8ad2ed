#!/bin/sh
# Installs the tools that bench/peers.mjs and bench/faults.mjs compare, each in a Python environment of its own under
# bench/build/venv, outside git. Needs Python 3.12 or 3.13 (set PYTHON if `python3.12` is another) and PyPI.
#
#   bench/peers/install.sh                    # all: about 3.3 GB
#   bench/peers/install.sh aiohttp locust     # the small ones: about 120 MB
#
# GuideLLM is not among them: it asks for torch, which PyPI has for Linux with several GB of CUDA libraries only.
set -eu
cd "$(dirname "$0")/../.."
python=${PYTHON:-python3.12}
"$python" -c 'import sys; sys.exit(not (3, 12) <= sys.version_info < (3, 14))' || {
  echo "install.sh: $python is no Python 3.12 or 3.13; set PYTHON to one" >&2
  exit 2
}

packages() {
  case $1 in
    aiohttp) echo aiohttp==3.14.5 uvloop==0.23.0 orjson==3.13.0 ;;
    locust) echo locust==2.47.0 ;;
    aiperf) echo aiperf==0.13.0 ;;
    inference-perf) echo inference-perf==0.7.0 ;;
    evalscope) echo 'evalscope[perf]==1.14.1' ;;
    *)
      echo "install.sh: no tool \"$1\"; accepted: aiohttp locust aiperf inference-perf evalscope" >&2
      exit 2
      ;;
  esac
}

[ $# -gt 0 ] || set -- aiohttp locust aiperf inference-perf evalscope
for tool in "$@"; do
  wanted=$(packages "$tool")
  echo "$tool: $wanted"
  "$python" -m venv "bench/build/venv/$tool"
  # The list is meant to be split.
  # shellcheck disable=SC2086
  "bench/build/venv/$tool/bin/pip" install --quiet --disable-pip-version-check $wanted
done
