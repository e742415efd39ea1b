/**
 * Tests of subscribers.
 */
@NullMarked
package io.zmqspring.subscriber;

import org.jspecify.annotations.NullMarked;
