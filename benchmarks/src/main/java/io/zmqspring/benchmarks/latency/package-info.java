/**
 * How long a message takes from the moment it should have been sent to its listener.
 */
@NullMarked
package io.zmqspring.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
