/**
 * Tests of the report.
 */
@NullMarked
package io.zmqspring.benchmarks.report;

import org.jspecify.annotations.NullMarked;
