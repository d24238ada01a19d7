#!/bin/bash
# Makes the virtual environment, installs the packages of pyproject.toml and, on Debian
# and Ubuntu, the few system libraries Qt needs, if they are missing.
# Reads PYTHON (default python3) and VENV (default .venv); called by make.
set -euo pipefail
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-python3}
VENV=${VENV:-.venv}

# Soname and Debian package: for windows without a display, for windows on X11, for printing.
LIBRARIES="
libGL.so.1 libgl1
libEGL.so.1 libegl1
libxkbcommon.so.0 libxkbcommon0
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libfreetype.so.6 libfreetype6
libglib-2.0.so.0 libglib2.0-0
libX11.so.6 libx11-6
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-shape.so.0 libxcb-shape0
libxcb-xkb.so.1 libxcb-xkb1
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libcups.so.2 libcups2
"

say() { printf '%s\n' "$*" >&2; }

install_packages() {
    if ! command -v apt-get >/dev/null; then
        say "Please install these packages (Debian names): $*"
        return 1
    fi
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            say "Please run as root: apt-get install $*"
            return 1
        fi
        as_root=(sudo)
        [ -t 0 ] || as_root=(sudo -n)
    fi
    export DEBIAN_FRONTEND=noninteractive
    "${as_root[@]}" apt-get update -qq &&
        "${as_root[@]}" apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

choose_python() {
    # The pinned Qt has wheels up to Python 3.13.
    local candidate
    for candidate in "$PYTHON" python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null && "$candidate" -c \
            'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'; then
            PYTHON=$candidate
            return
        fi
    done
    say "Python 3.11, 3.12 or 3.13 is needed; name it with: make PYTHON=/path/to/python3.12"
    exit 1
}

install_libraries() {
    local known missing=()
    known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p)
    while read -r soname package; do
        [ -n "$soname" ] || continue
        grep -qF "$soname " <<<"$known" || missing+=("$package")
    done <<<"$LIBRARIES"
    if [ "${#missing[@]}" -gt 0 ]; then
        say "Installing the system libraries Qt needs: ${missing[*]}"
        install_packages "${missing[@]}" || say "Going on without them; the window may not open."
    fi
}

make_environment() {
    "$VENV/bin/python" -m pip --version >/dev/null 2>&1 && return
    if ! "$PYTHON" -c 'import ensurepip' 2>/dev/null; then
        # Debian keeps it in a package of its own, named after the exact version.
        local version
        version=$("$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        say "Installing what makes virtual environments: python$version-venv"
        install_packages "python$version-venv" || install_packages python3-venv
    fi
    "$PYTHON" -m venv --clear "$VENV"
    mkdir -p "$HOME" # where there was none, it lies inside
}

install_requirements() {
    # The program itself runs from the tree; only what it stands on is installed.
    local wanted="$VENV/requirements.txt"
    "$VENV/bin/python" - >"$wanted" <<'END'
import tomllib

with open("pyproject.toml", "rb") as file:
    project = tomllib.load(file)["project"]
print("\n".join([*project["dependencies"], *project["optional-dependencies"]["dev"]]))
END
    "$VENV/bin/python" -m pip install --quiet --requirement "$wanted"
}

choose_python
install_libraries
make_environment
install_requirements
