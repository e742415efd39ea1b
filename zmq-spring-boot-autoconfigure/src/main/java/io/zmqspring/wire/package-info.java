/**
 * From bytes to topics, headers and correlation values, and back.
 * <p>
 * Internal: users of the starter do not call this package, and it may change at any time.
 */
@NullMarked
package io.zmqspring.wire;

import org.jspecify.annotations.NullMarked;
