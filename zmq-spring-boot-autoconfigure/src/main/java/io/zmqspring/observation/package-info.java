/**
 * Meters and observations of Micrometer for all roles.
 */
@NullMarked
package io.zmqspring.observation;

import org.jspecify.annotations.NullMarked;
