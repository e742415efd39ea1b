/**
 * Throughput side by side: a producer and a consumer process for every peer, all driven
 * by the same lines on their standard input.
 */
@NullMarked
package io.zmqspring.benchmarks.side;

import org.jspecify.annotations.NullMarked;
