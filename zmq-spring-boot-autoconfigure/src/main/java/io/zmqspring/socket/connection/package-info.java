/**
 * The connections of a socket: who is connected, connecting again, events.
 * <p>
 * Internal: users of the starter do not call this package, and it may change at any time.
 */
@NullMarked
package io.zmqspring.socket.connection;

import org.jspecify.annotations.NullMarked;
