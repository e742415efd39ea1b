package io.zmqspring.role;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The window in which a worker recognises work that was sent to it again: what is in
 * hand, and the answers to what is done. Bounded in number and bytes; the oldest goes
 * first. Safe for any thread.
 */
final class AnsweredWork {

	private static final int MAX_ITEMS = 10_000;

	private static final long MAX_BYTES = 32L * 1024 * 1024;

	private static final byte[] IN_HAND = new byte[0];

	private final Map<String, byte[]> answers = new LinkedHashMap<>();

	private long bytes;

	/**
	 * Take an item in hand.
	 * @param id its correlation value
	 * @return {@code null} if it is new, its answer if it is done, an empty answer if it
	 * is in hand
	 */
	synchronized byte @Nullable [] begin(String id) {
		byte[] known = this.answers.putIfAbsent(id, IN_HAND);
		evict();
		return known;
	}

	synchronized void answered(String id, byte[] answer) {
		this.answers.put(id, answer);
		this.bytes += answer.length;
		evict();
	}

	/**
	 * The item failed: it may be tried again.
	 * @param id its correlation value
	 */
	synchronized void forget(String id) {
		byte[] removed = this.answers.remove(id);
		this.bytes -= (removed != null) ? removed.length : 0;
	}

	private void evict() {
		Iterator<byte[]> oldest = this.answers.values().iterator();
		while ((this.answers.size() > MAX_ITEMS || this.bytes > MAX_BYTES) && oldest.hasNext()) {
			this.bytes -= oldest.next().length;
			oldest.remove();
		}
	}

}
