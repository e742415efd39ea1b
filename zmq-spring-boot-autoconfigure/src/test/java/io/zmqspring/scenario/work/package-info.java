/**
 * Workers and controllers together.
 */
@NullMarked
package io.zmqspring.scenario.work;

import org.jspecify.annotations.NullMarked;
