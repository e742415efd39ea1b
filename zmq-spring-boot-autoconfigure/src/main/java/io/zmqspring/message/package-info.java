/**
 * What a message is, conversion of payloads, and all exceptions of the public API.
 */
@NullMarked
package io.zmqspring.message;

import org.jspecify.annotations.NullMarked;
