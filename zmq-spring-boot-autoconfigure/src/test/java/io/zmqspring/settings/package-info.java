/**
 * Tests of settings.
 */
@NullMarked
package io.zmqspring.settings;

import org.jspecify.annotations.NullMarked;
