package io.zmqspring.benchmarks.report;

/**
 * A line of {@code side-by-side-absent.csv}.
 *
 * @param peer that could not take part
 * @param reason why
 */
record AbsentPeer(String peer, String reason) {

}
