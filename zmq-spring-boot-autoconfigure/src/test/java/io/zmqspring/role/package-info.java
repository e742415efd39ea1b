/**
 * Tests of the roles.
 */
@NullMarked
package io.zmqspring.role;

import org.jspecify.annotations.NullMarked;
