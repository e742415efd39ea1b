/**
 * Tests of sockets.
 */
@NullMarked
package io.zmqspring.socket;

import org.jspecify.annotations.NullMarked;
