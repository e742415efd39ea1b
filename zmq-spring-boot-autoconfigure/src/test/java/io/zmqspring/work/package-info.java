/**
 * Tests of workers and controllers together.
 */
@NullMarked
package io.zmqspring.work;

import org.jspecify.annotations.NullMarked;
