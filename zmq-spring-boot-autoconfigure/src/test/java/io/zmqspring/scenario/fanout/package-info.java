/**
 * One publisher, many subscribers.
 */
@NullMarked
package io.zmqspring.scenario.fanout;

import org.jspecify.annotations.NullMarked;
