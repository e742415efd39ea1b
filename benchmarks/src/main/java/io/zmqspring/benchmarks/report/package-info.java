/**
 * Tables and plots from the raw results: the same files give the same report.
 */
@NullMarked
package io.zmqspring.benchmarks.report;

import org.jspecify.annotations.NullMarked;
