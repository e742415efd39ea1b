# Sourced by the other scripts in this directory. Builds the benchmarks unless SKIP_BUILD
# is set, then sets JAVA and CLASS_PATH.
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
if [ -z "${SKIP_BUILD:-}" ]; then
	(cd "$here/.." && mvn -q -B -Pbenchmarks -pl benchmarks -am -DskipTests package)
fi
JAVA="${JAVA_HOME:+$JAVA_HOME/bin/}java"
CLASS_PATH="$(echo "$here"/target/zmq-spring-boot-benchmarks-*.jar):$here/target/lib/*"
export BENCHMARKS="$here" CLASS_PATH
