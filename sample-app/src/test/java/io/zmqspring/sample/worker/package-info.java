/**
 * Tests of the worker.
 */
@NullMarked
package io.zmqspring.sample.worker;

import org.jspecify.annotations.NullMarked;
