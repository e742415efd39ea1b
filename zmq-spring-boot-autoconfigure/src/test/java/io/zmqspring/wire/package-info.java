/**
 * Tests of topics, headers, heartbeats and correlation in bytes.
 */
@NullMarked
package io.zmqspring.wire;

import org.jspecify.annotations.NullMarked;
