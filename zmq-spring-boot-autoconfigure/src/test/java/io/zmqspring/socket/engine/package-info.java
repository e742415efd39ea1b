/**
 * Tests of the engine of JeroMQ and of what we change in it.
 */
@NullMarked
package io.zmqspring.socket.engine;

import org.jspecify.annotations.NullMarked;
