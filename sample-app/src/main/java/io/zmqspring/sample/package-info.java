/**
 * The sample application. Started with no profile it runs a camera, its dashboard, a
 * controller and its workers in one process; the profiles {@code camera},
 * {@code dashboard}, {@code controller} and {@code worker} run one of them each.
 */
@NullMarked
package io.zmqspring.sample;

import org.jspecify.annotations.NullMarked;
