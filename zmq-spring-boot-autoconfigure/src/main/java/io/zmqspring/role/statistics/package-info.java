/**
 * How a role counts and times messages.
 * <p>
 * Internal: users of the starter do not call this package, and it may change at any time.
 */
@NullMarked
package io.zmqspring.role.statistics;

import org.jspecify.annotations.NullMarked;
