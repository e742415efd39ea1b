/**
 * Network faults and dead peers, and stopping under load.
 */
@NullMarked
package io.zmqspring.scenario.faults;

import org.jspecify.annotations.NullMarked;
