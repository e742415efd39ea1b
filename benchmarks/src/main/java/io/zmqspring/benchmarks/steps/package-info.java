/**
 * The steps of the hot path, each measured alone by JMH: nanoseconds and bytes allocated
 * per operation. Steps that are not public are reached from classes of the same packages
 * as theirs.
 */
@NullMarked
package io.zmqspring.benchmarks.steps;

import org.jspecify.annotations.NullMarked;
