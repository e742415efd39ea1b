/**
 * The sample application. Started with no profile it runs a camera and its dashboard in
 * one process; the profiles {@code camera} and {@code dashboard} run one of them each.
 */
@NullMarked
package io.zmqspring.sample;

import org.jspecify.annotations.NullMarked;
