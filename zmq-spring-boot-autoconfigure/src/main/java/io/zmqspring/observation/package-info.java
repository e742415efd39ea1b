/**
 * What can be seen of the roles from outside: signs of life, figures, traces.
 */
@NullMarked
package io.zmqspring.observation;

import org.jspecify.annotations.NullMarked;
