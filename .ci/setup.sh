# Shared by ./run, ./test and .ci/run; sourced, never run. Needs $root: the absolute path of the clone.
# shellcheck shell=bash

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
export DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true MSBUILDDISABLENODEREUSE=1

least_node=20
debian_packages=(libtesseract5 tesseract-ocr-eng)

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$1"
  shift
  for line in "$@"; do say "  → $line"; done
  exit 1
}

# dotnet must be there and satisfy global.json; its own message about a version is long, so ours says what to do.
need_dotnet() {
  command -v dotnet >/dev/null || fail "The .NET SDK is missing: there is no 'dotnet' in PATH." \
    "Install the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0"
  (cd "$root" && dotnet --version >/dev/null 2>&1) || fail "The .NET SDK is too old: Iris needs 10.0, this machine has: $(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | paste -sd' ' -)" \
    "Install the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0"
}

# The executable finds the runtime only in the usual places, dotnet itself may lie anywhere.
point_at_runtime() {
  command -v dotnet >/dev/null || fail "The .NET runtime is missing: there is no 'dotnet' in PATH." \
    "Install the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0"
  export DOTNET_ROOT="${DOTNET_ROOT:-$(dirname "$(readlink -f "$(command -v dotnet)")")}"
}

need_node() {
  [[ -n $(command -v node) && -n $(command -v npm) ]] || fail "Node.js is missing: there is no 'node' or no 'npm' in PATH." \
    "Install Node $least_node or newer: https://nodejs.org, or on Debian: apt-get install nodejs npm"
  local version
  version=$(node --version)
  version=${version#v}
  [[ ${version%%.*} -ge $least_node ]] || fail "Node.js is too old: Iris needs $least_node, this machine has $version." \
    "Install Node $least_node or newer: https://nodejs.org"
}

# One hash over the names and the bytes of files. Arguments: files or folders, relative to the clone; missing ones count as absent.
hash_of() {
  (cd "$root" && find "$@" -type d \( -name node_modules -o -name bin -o -name obj \) -prune -o -type f -print0 2>/dev/null \
    | LC_ALL=C sort -z | xargs -0r sha256sum | sha256sum | cut -d' ' -f1) || true
}

stamp_is() { [[ -f $root/artifacts/stamps/$1 && $(<"$root/artifacts/stamps/$1") == "$2" ]]; }

write_stamp() {
  mkdir -p "$root/artifacts/stamps"
  printf '%s\n' "$2" >"$root/artifacts/stamps/$1"
}

# npm packages of one folder, from its lock file, without running anybody's scripts. Nothing happens when they are there
# already: the mark lies among them, and npm clears it away with them.
install_npm() {
  local folder=$1 hash stamp=$root/$1/node_modules/.installed
  [[ -f $root/$folder/package-lock.json ]] || return 0
  hash=$(hash_of "$folder/package.json" "$folder/package-lock.json")
  if [[ -f $stamp && $(<"$stamp") == "$hash" ]]; then return 0; fi
  need_node
  say "Installing the npm packages of $folder/ …"
  (cd "$root/$folder" && without_lock npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2) || fail "npm could not install the packages of $folder/." \
    "This step needs the network once; look at the message above and try again."
  mkdir -p "$root/$folder/node_modules"
  printf '%s\n' "$hash" >"$stamp"
}

missing_debian_packages() {
  local package
  for package in "${debian_packages[@]}"; do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || printf '%s\n' "$package"
  done
}

# Tesseract reads text in images. Installed only by root, and tried only once: a start must not wait for a network that is not there.
install_debian_packages() {
  command -v dpkg-query >/dev/null || return 0
  local missing
  mapfile -t missing < <(missing_debian_packages)
  [[ ${#missing[@]} -gt 0 ]] || return 0
  local remedy="apt-get install ${missing[*]}"
  if [[ $(id -u) -ne 0 ]]; then
    say "Text in images is not read: ${missing[*]} missing. As root: $remedy"
    return 0
  fi
  if stamp_is debian-failed "${missing[*]}"; then
    say "Text in images is not read: ${missing[*]} could not be installed before. Try: $remedy"
    return 0
  fi
  say "Installing the Debian packages ${missing[*]} …"
  mkdir -p "$root/artifacts"
  local log=$root/artifacts/apt.log
  if apt_get install "${missing[@]}" >"$log" 2>&1 || { apt_get update >>"$log" 2>&1 && apt_get install "${missing[@]}" >>"$log" 2>&1; }; then
    return 0
  fi
  write_stamp debian-failed "${missing[*]}"
  say "Text in images is not read: $remedy failed, see $log"
}

apt_get() { DEBIAN_FRONTEND=noninteractive without_lock apt-get -y -q --no-install-recommends "$@"; }

# Two starts at once must not build into one folder.
lock_artifacts() {
  mkdir -p "$root/artifacts"
  command -v flock >/dev/null || return 0
  exec 9>"$root/artifacts/setup.lock"
  flock -n 9 || { say "Waiting for another ./run or ./test to finish building …"; flock 9; }
}

unlock_artifacts() { exec 9>&-; }

# A compiler server outlives the build and would keep an inherited lock.
without_lock() { "$@" 9>&-; }
