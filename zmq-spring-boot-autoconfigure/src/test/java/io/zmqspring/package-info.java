/**
 * Tests of the whole.
 */
@NullMarked
package io.zmqspring;

import org.jspecify.annotations.NullMarked;
