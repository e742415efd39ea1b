/**
 * The role of {@code zmq.workers}: receives work and sends results (PULL and PUSH).
 */
@NullMarked
package io.zmqspring.worker;

import org.jspecify.annotations.NullMarked;
