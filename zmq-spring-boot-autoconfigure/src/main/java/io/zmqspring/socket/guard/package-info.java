/**
 * What a peer may do to a socket: limits for memory, frames, subscriptions and
 * connections.
 * <p>
 * Internal: users of the starter do not call this package, and it may change at any time.
 */
@NullMarked
package io.zmqspring.socket.guard;

import org.jspecify.annotations.NullMarked;
