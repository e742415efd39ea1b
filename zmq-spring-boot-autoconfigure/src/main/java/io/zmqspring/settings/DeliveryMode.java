package io.zmqspring.settings;

/**
 * What a pool of workers promises for each item of work.
 */
public enum DeliveryMode {

	/** Plain PUSH/PULL: what a dying worker holds or has queued is lost. */
	AT_MOST_ONCE,

	/**
	 * An item is kept until its result arrives, sent again if none does, and reported as
	 * a dead letter if it never does. A worker may see an item more than once.
	 */
	AT_LEAST_ONCE

}
