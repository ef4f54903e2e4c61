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
# To be called in $(…), where bash does not end at the first command that fails: each one says so by itself.
classes() {
    local folder="$repository/samples/$1" needs
    if [[ -z "${SAMPLE_CLASSES:-}" ]]; then
        command -v mvn >/dev/null || fail "There is no 'mvn'; install Maven 3.8 or later."
        echo "Building samples/$1 with Maven; that takes a minute or two the first time." >&2
        (cd "$repository" && mvn -q -B -pl "samples/$1" -am -Dmaven.test.skip -Djacoco.skip -Dspotless.check.skip package \
            dependency:build-classpath -Dmdep.includeScope="$2" -Dmdep.outputFile=target/classpath.txt >&2) ||
            fail "Maven could not build samples/$1, and nothing was started; what it said is above."
        needs=$(cat "$folder/target/classpath.txt") ||
            fail "Maven has built samples/$1, but not written $folder/target/classpath.txt, by which it would be started."
        SAMPLE_CLASSES="$folder/target/classes:$needs"
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

lives() {
    kill -0 "$1" 2>/dev/null
}

# Ends processes, frozen ones too, at the latest after $1 seconds.
end_processes() {
    local limit=$((SECONDS + $1)) pid
    shift
    for pid; do
        kill "$pid" 2>/dev/null && kill -CONT "$pid" 2>/dev/null || true
    done
    for pid; do
        while lives "$pid"; do
            if ((SECONDS >= limit)); then
                kill -9 "$pid" 2>/dev/null || true
            fi
            sleep 0.05
        done
    done
}

end_all() {
    # A second Ctrl-C ends nothing sooner; it would leave processes behind.
    trap '' INT TERM
    trap - EXIT
    end_processes 5 ${started[@]+"${started[@]}"}
    end_processes 10 ${needed[@]+"${needed[@]}"}
}

# Waits until all that was started has ended; 'wait' alone waits no longer for a process that is frozen.
wait_for_all() {
    local pid
    for pid in "${started[@]}"; do
        wait "$pid" 2>/dev/null || true
        while lives "$pid"; do
            sleep 0.5 &
            wait $! || true
        done
    done
}

command -v "$java" >/dev/null || fail "There is no '$java'; install a JDK 17 or later, or set JAVA_HOME."
# Each in a process group of its own, so that Ctrl-C reaches this script only, which ends the others in order.
set -m
trap end_all EXIT
trap 'exit 0' INT TERM
