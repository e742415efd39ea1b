/**
 * What the benchmarks have in common: sockets written by hand to compare with, an
 * application with the starter, raw results and the machine they were taken on.
 */
@NullMarked
package io.zmqspring.benchmarks;

import org.jspecify.annotations.NullMarked;
