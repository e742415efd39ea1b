package io.zmqspring.controller;

import io.zmqspring.message.ZmqMessage;

/**
 * One item of work in a {@link Ledger}. Its time and end change under the lock of the
 * ledger; attempts belong to the thread that sends.
 */
final class WorkItem {

	private final String id;

	private final ZmqMessage work;

	long sentAt;

	boolean ended;

	private volatile int attempts;

	WorkItem(String id, ZmqMessage work) {
		this.id = id;
		this.work = work;
	}

	String id() {
		return this.id;
	}

	ZmqMessage work() {
		return this.work;
	}

	/**
	 * How often it was sent.
	 * @return the number
	 */
	int attempts() {
		return this.attempts;
	}

	void attempted() {
		this.attempts = this.attempts + 1;
	}

}
