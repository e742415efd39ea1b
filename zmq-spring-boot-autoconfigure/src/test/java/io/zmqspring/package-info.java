/**
 * Rules for the whole code base.
 */
@NullMarked
package io.zmqspring;

import org.jspecify.annotations.NullMarked;
