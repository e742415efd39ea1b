/**
 * The page at {@code /}: what all roles do at this moment, told to browsers by
 * server-sent events.
 */
@NullMarked
package io.zmqspring.sample.live;

import org.jspecify.annotations.NullMarked;
