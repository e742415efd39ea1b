/**
 * Tests of counting and timing.
 */
@NullMarked
package io.zmqspring.role.statistics;

import org.jspecify.annotations.NullMarked;
