/**
 * {@code @ZmqListener} and what finds, checks and calls the annotated methods.
 */
@NullMarked
package io.zmqspring.listener;

import org.jspecify.annotations.NullMarked;
