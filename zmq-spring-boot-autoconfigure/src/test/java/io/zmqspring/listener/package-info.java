/**
 * Tests of listeners, within one application.
 */
@NullMarked
package io.zmqspring.listener;

import org.jspecify.annotations.NullMarked;
