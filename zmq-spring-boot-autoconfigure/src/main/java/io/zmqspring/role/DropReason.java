package io.zmqspring.role;

/**
 * Why a message was given up although nothing was wrong with it.
 */
public enum DropReason {

	/** Nobody listens to the topic. Such a message has no receiver to miss it. */
	NO_SUBSCRIBER("no-subscriber"),

	/** The queue of a subscriber was full. Counted once per subscriber. */
	SLOW_SUBSCRIBER("slow-subscriber"),

	/** A stop had lost its patience before the message was taken or its result sent. */
	STOPPED("stopped"),

	/** An item of work had no result after its last attempt. */
	DEAD_LETTER("dead-letter");

	private final String tag;

	DropReason(String tag) {
		this.tag = tag;
	}

	/**
	 * As it stands in statistics and metrics.
	 * @return such as {@code dead-letter}
	 */
	public String tag() {
		return this.tag;
	}

}
