package io.zmqspring.controller;

import io.zmqspring.message.ZmqException;
import org.jspecify.annotations.Nullable;

/**
 * What became of one pool's copy of the work.
 *
 * @param accepted whether the pool took it
 * @param error why it did not
 */
public record SendOutcome(boolean accepted, @Nullable ZmqException error) {

}
