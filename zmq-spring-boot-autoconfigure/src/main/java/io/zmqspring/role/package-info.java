/**
 * What all roles have in common, as applications see it: state, statistics, events.
 */
@NullMarked
package io.zmqspring.role;

import org.jspecify.annotations.NullMarked;
