package io.zmqspring.sample.dashboard;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Messages and bytes since it was last asked, and when the last message came. Safe for
 * any number of threads.
 */
final class Tally {

	private long messages;

	private long bytes;

	private long last;

	synchronized void add(int size) {
		this.messages++;
		this.bytes += size;
		this.last = System.nanoTime();
	}

	/**
	 * Say what has come and count from zero again.
	 * @return such as {@code 10 msg 154.2 kB age 12 ms}
	 */
	synchronized String drain() {
		long age = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - this.last);
		String text = String.format(Locale.ROOT, "%d msg %.1f kB age %d ms", this.messages, this.bytes / 1000.0, age);
		this.messages = 0;
		this.bytes = 0;
		return text;
	}

}
