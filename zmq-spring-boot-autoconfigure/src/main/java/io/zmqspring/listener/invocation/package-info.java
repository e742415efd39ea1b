/**
 * From a message to the call of a listener method: arguments, validation, results.
 * <p>
 * Internal: users of the starter do not call this package, and it may change at any time.
 */
@NullMarked
package io.zmqspring.listener.invocation;

import org.jspecify.annotations.NullMarked;
