/**
 * Tests of the page at {@code /}.
 */
@NullMarked
package io.zmqspring.sample.live;

import org.jspecify.annotations.NullMarked;
