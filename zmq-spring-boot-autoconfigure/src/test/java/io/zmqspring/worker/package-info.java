/**
 * Tests of workers.
 */
@NullMarked
package io.zmqspring.worker;

import org.jspecify.annotations.NullMarked;
