/**
 * Tests of the life of a role.
 */
@NullMarked
package io.zmqspring.role.runtime;

import org.jspecify.annotations.NullMarked;
