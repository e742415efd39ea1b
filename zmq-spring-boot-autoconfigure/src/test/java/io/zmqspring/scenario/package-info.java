/**
 * Tests that cross rooms: whole applications, or several roles together.
 */
@NullMarked
package io.zmqspring.scenario;

import org.jspecify.annotations.NullMarked;
