# Sourced by ./run and ./test: which JDK and which Maven this machine has.

# Prints the major version of the JDK in folder $1; fails when there is none of 17 or newer.
jdk_version() {
  local major
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  major="$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')"
  [ -n "$major" ] && [ "$major" -ge 17 ] && printf '%s\n' "$major"
}

find_jdk() {
  local candidate on_path=""
  if command -v javac >/dev/null 2>&1; then
    on_path="$(readlink -f "$(command -v javac)" 2>/dev/null || command -v javac)"
    on_path="$(dirname "$(dirname "$on_path")")"
  fi
  for candidate in "${JAVA_HOME-}" "$on_path" /usr/lib/jvm/* "${HOME-}"/.sdkman/candidates/java/current \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$candidate" ] && jdk_version "$candidate" >/dev/null; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  return 1
}

# Sets and exports JAVA_HOME, or ends the script $1 with what to install.
require_jdk() {
  if ! JAVA_HOME="$(find_jdk)"; then
    cat >&2 <<TEXT
$1 needs a JDK of version 17 or newer, and found none in JAVA_HOME, on the PATH or in /usr/lib/jvm.
Debian, Ubuntu:  sudo apt-get install openjdk-17-jdk-headless
Fedora:          sudo dnf install java-21-openjdk-devel
macOS:           brew install openjdk@21
TEXT
    exit 1
  fi
  export JAVA_HOME
}

# Prints options for the JDK in folder $1 without which it warns, from 24 on, of what Netty and Armeria do.
quiet_options() {
  [ "$(jdk_version "$1")" -lt 24 ] || printf '%s\n' '--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow'
}

# Prints the Maven to use in checkout $1: the machine's, where there is one, else the wrapper.
maven_command() {
  if command -v mvn >/dev/null 2>&1; then
    printf 'mvn\n'
  else
    printf '%s/mvnw\n' "$1"
  fi
}
