/**
 * Tests of topics, wire formats and payloads.
 */
@NullMarked
package io.zmqspring.message;

import org.jspecify.annotations.NullMarked;
