# What the run scripts share; they source it.
set -euo pipefail
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
# The processes that were started, by their ids; and those that others need as long as they run.
started=()
needed=()

fail() {
    echo "$1" >&2
    exit 1
}

# Builds samples/$1 and prints its class path with what it needs in the scope $2. Tests, which run in a build, set SAMPLE_CLASSES.
classes() {
    if [[ -z "${SAMPLE_CLASSES:-}" ]]; then
        command -v mvn >/dev/null || fail "There is no 'mvn'; install Maven 3.8 or later."
        echo "Building samples/$1 with Maven; that takes a minute or two the first time." >&2
        (cd "$repository" && mvn -q -B -pl "samples/$1" -am -Dmaven.test.skip -Djacoco.skip -Dspotless.check.skip package \
            dependency:build-classpath -Dmdep.includeScope="$2" -Dmdep.outputFile=target/classpath.txt >&2)
        SAMPLE_CLASSES="$repository/samples/$1/target/classes:$(cat "$repository/samples/$1/target/classpath.txt")"
    fi
    echo "$SAMPLE_CLASSES"
}

# The text that the nodes of this run prove themselves with. It is in no argument, which everybody on the machine may read.
new_secret() {
    PASTECLUSTER_SECRET=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
    export PASTECLUSTER_SECRET
}

# Runs a command beside the script, and ends it with the script.
start() {
    "$@" &
    started+=($!)
}

end_processes() {
    if (($#)); then
        kill "$@" 2>/dev/null || true
        wait "$@" 2>/dev/null || true
    fi
}

end_all() {
    trap - EXIT INT TERM
    end_processes ${started[@]+"${started[@]}"}
    end_processes ${needed[@]+"${needed[@]}"}
}

command -v "$java" >/dev/null || fail "There is no '$java'; install a JDK 17 or later, or set JAVA_HOME."
# Each in a process group of its own, so that Ctrl-C reaches this script only, which ends the others in order.
set -m
trap end_all EXIT
trap 'exit 0' INT TERM
