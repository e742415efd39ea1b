/**
 * Sockets: open, send, receive, close. Together with the packages below it, the only code
 * that knows JeroMQ.
 * <p>
 * Internal: users of the starter do not call this package, and it may change at any time.
 */
@NullMarked
package io.zmqspring.socket;

import org.jspecify.annotations.NullMarked;
