package io.zmqspring.testsupport;

import java.io.File;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Counts what a leak would leave behind: threads of ours and open descriptors.
 */
public final class Census {

	private Census() {
	}

	public static Set<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("zmq-"))
			.collect(Collectors.toSet());
	}

	/**
	 * Open descriptors of this process.
	 * @return the number, 0 where the system does not tell
	 */
	public static int descriptors() {
		String[] open = new File("/proc/self/fd").list();
		return (open != null) ? open.length : 0;
	}

}
