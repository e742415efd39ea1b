/**
 * The engine of JeroMQ: its threads, their supervision, and the only code that uses
 * non-public parts of JeroMQ.
 * <p>
 * Internal: users of the starter do not call this package, and it may change at any time.
 */
@NullMarked
package io.zmqspring.socket.engine;

import org.jspecify.annotations.NullMarked;
