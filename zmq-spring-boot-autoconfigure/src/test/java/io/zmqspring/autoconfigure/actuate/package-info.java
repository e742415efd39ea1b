/**
 * Tests of health and of the actuator endpoint.
 */
@NullMarked
package io.zmqspring.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
