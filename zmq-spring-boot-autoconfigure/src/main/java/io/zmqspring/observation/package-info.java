/**
 * What can be seen of the roles from outside: meters.
 */
@NullMarked
package io.zmqspring.observation;

import org.jspecify.annotations.NullMarked;
