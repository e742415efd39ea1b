/**
 * Tests of meters, observations and traces.
 */
@NullMarked
package io.zmqspring.observation;

import org.jspecify.annotations.NullMarked;
