/**
 * The health contributor and the actuator endpoint {@code zmq}.
 */
@NullMarked
package io.zmqspring.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
