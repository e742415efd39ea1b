/**
 * What the network and dead peers do to a running application, and stopping in the midst
 * of it.
 */
@NullMarked
package io.zmqspring.faults;

import org.jspecify.annotations.NullMarked;
