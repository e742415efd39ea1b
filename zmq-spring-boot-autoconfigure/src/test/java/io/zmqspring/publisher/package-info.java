/**
 * Tests of publishers.
 */
@NullMarked
package io.zmqspring.publisher;

import org.jspecify.annotations.NullMarked;
