/**
 * What a message costs as subscribers, publishing threads, listeners and topics grow in
 * number.
 */
@NullMarked
package io.zmqspring.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
