/**
 * Tests of what all roles have in common.
 */
@NullMarked
package io.zmqspring.role;

import org.jspecify.annotations.NullMarked;
