/**
 * The role of {@code zmq.publishers}: sends messages to all its subscribers (PUB).
 */
@NullMarked
package io.zmqspring.publisher;

import org.jspecify.annotations.NullMarked;
