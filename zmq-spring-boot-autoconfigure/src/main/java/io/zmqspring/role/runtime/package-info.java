/**
 * How a role lives: life cycle, errors, observation of messages.
 * <p>
 * Internal: users of the starter do not call this package, and it may change at any time.
 */
@NullMarked
package io.zmqspring.role.runtime;

import org.jspecify.annotations.NullMarked;
