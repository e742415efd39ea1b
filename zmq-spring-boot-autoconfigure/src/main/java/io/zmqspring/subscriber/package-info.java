/**
 * The role of {@code zmq.subscribers}: receives messages and calls handlers (SUB).
 */
@NullMarked
package io.zmqspring.subscriber;

import org.jspecify.annotations.NullMarked;
