/**
 * Tests of settings, beans and failed starts.
 */
@NullMarked
package io.zmqspring.autoconfigure;

import org.jspecify.annotations.NullMarked;
