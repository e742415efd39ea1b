/**
 * The listener annotations, and the bean post-processor that finds, checks and registers
 * the annotated methods.
 */
@NullMarked
package io.zmqspring.listener;

import org.jspecify.annotations.NullMarked;
