/**
 * Tests of sockets and their settings.
 */
@NullMarked
package io.zmqspring.socket;

import org.jspecify.annotations.NullMarked;
