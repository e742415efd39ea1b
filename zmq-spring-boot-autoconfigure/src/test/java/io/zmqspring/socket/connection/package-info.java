/**
 * Tests of connections.
 */
@NullMarked
package io.zmqspring.socket.connection;

import org.jspecify.annotations.NullMarked;
