/**
 * Health and the actuator endpoint.
 */
@NullMarked
package io.zmqspring.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
