/**
 * Messages, topics and their rules, wire formats, payload conversion and the exceptions
 * of the public API. Knows nothing else of ours.
 */
@NullMarked
package io.zmqspring.message;

import org.jspecify.annotations.NullMarked;
