/**
 * Small tools for threads, deadlines and logging.
 * <p>
 * Internal: users of the starter do not call this package, and it may change at any time.
 */
@NullMarked
package io.zmqspring.support;

import org.jspecify.annotations.NullMarked;
