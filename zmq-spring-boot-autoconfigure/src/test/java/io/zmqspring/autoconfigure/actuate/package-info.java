/**
 * Tests of health and endpoint.
 */
@NullMarked
package io.zmqspring.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
