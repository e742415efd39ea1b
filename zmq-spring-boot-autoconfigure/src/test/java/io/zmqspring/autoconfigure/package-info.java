/**
 * Tests of settings, beans and explanations of failed starts.
 */
@NullMarked
package io.zmqspring.autoconfigure;

import org.jspecify.annotations.NullMarked;
