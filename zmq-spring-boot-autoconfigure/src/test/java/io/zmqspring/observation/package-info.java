/**
 * Tests of listeners, within one application.
 */
@NullMarked
package io.zmqspring.observation;

import org.jspecify.annotations.NullMarked;
