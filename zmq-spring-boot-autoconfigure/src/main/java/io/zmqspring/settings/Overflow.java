package io.zmqspring.settings;

/**
 * What a publisher does when the queue of a subscriber is full.
 */
public enum Overflow {

	/** Go on without that subscriber, which loses the message; it is counted. */
	DROP,

	/** Wait for room as long as {@code send-timeout}, then throw. */
	BLOCK,

	/** Throw at once. */
	FAIL

}
