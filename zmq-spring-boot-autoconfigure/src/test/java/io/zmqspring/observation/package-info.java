/**
 * Tests of what can be seen of the roles from outside.
 */
@NullMarked
package io.zmqspring.observation;

import org.jspecify.annotations.NullMarked;
