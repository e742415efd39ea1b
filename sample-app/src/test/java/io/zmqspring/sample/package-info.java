/**
 * Tests of the sample application.
 */
@NullMarked
package io.zmqspring.sample;

import org.jspecify.annotations.NullMarked;
