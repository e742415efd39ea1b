/**
 * Tests against peers that are not ours, or not in this process.
 */
@NullMarked
package io.zmqspring.interop;

import org.jspecify.annotations.NullMarked;
