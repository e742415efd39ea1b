/**
 * JeroMQ, tamed: the context, sending and receiving sockets, their settings and events.
 * The only package that knows JeroMQ; it knows nothing else of ours.
 */
@NullMarked
package io.zmqspring.socket;

import org.jspecify.annotations.NullMarked;
