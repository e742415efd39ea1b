/**
 * Peers that are not ours: ZeroMQ in other languages, other clients of it, and brokers.
 */
@NullMarked
package io.zmqspring.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
