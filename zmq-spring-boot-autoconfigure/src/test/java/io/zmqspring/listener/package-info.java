/**
 * Tests of annotated methods.
 */
@NullMarked
package io.zmqspring.listener;

import org.jspecify.annotations.NullMarked;
