/**
 * Tests of limits for peers.
 */
@NullMarked
package io.zmqspring.socket.guard;

import org.jspecify.annotations.NullMarked;
