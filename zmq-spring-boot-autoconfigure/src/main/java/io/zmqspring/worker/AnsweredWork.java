package io.zmqspring.worker;

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

	private static final Answer IN_HAND = new Answer(new byte[0], null);

	private final Map<WorkId, Answer> answers = new LinkedHashMap<>();

	private final int maxItems;

	private final long maxBytes;

	private long bytes;

	AnsweredWork() {
		this(MAX_ITEMS, MAX_BYTES);
	}

	AnsweredWork(int maxItems, long maxBytes) {
		this.maxItems = maxItems;
		this.maxBytes = maxBytes;
	}

	/**
	 * Take an item in hand.
	 * @param id what tells it from others
	 * @return {@code null} if it is new, its answer if it is done, an empty answer if it
	 * is in hand
	 */
	synchronized @Nullable Answer begin(WorkId id) {
		Answer known = this.answers.putIfAbsent(id, IN_HAND);
		if (known == null) {
			this.bytes += id.bytes();
			evict();
		}
		return known;
	}

	synchronized void answered(WorkId id, Answer answer) {
		forget(id);
		this.answers.put(id, answer);
		this.bytes += id.bytes() + answer.bytes();
		evict();
	}

	/**
	 * The item failed: it may be tried again.
	 * @param id what tells it from others
	 */
	synchronized void forget(WorkId id) {
		Answer removed = this.answers.remove(id);
		if (removed != null) {
			this.bytes -= id.bytes() + removed.bytes();
		}
	}

	private void evict() {
		Iterator<Map.Entry<WorkId, Answer>> oldest = this.answers.entrySet().iterator();
		while ((this.answers.size() > this.maxItems || this.bytes > this.maxBytes) && oldest.hasNext()) {
			Map.Entry<WorkId, Answer> entry = oldest.next();
			this.bytes -= entry.getKey().bytes() + entry.getValue().bytes();
			oldest.remove();
		}
	}

}
