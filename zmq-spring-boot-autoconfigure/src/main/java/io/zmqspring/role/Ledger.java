package io.zmqspring.role;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.zmqspring.message.ZmqException;
import org.jspecify.annotations.Nullable;

/**
 * Every item of an at-least-once pool from its acceptance to its result: those that wait,
 * and those that are handed out, in the order of their latest sending. Safe for any
 * thread.
 */
final class Ledger {

	private static final int REMEMBERED = 10_000;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Deque<Item> waiting = new ArrayDeque<>();

	private final Map<String, Item> handedOut = new LinkedHashMap<>();

	private final Map<String, Item> outstanding = new LinkedHashMap<>();

	private final Set<String> completed = Collections.newSetFromMap(new LinkedHashMap<>() {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
			return size() > REMEMBERED;
		}

	});

	private final int capacity;

	private final int inFlight;

	private final long redeliveryNanos;

	Ledger(int capacity, int inFlight, Duration redeliveryTimeout) {
		this.capacity = capacity;
		this.inFlight = inFlight;
		this.redeliveryNanos = redeliveryTimeout.toNanos();
	}

	/**
	 * Take an item in, waiting for room.
	 * @param id its correlation value
	 * @param work the work
	 * @param timeout the longest wait
	 * @return whether there was room in time
	 * @throws ZmqException if an item of this id is outstanding
	 */
	boolean accept(String id, byte[] work, Duration timeout) {
		long left = timeout.toNanos();
		this.lock.lock();
		try {
			while (this.outstanding.size() >= this.capacity) {
				if (left <= 0) {
					return false;
				}
				left = this.changed.awaitNanos(left);
			}
			Item item = new Item(id, work);
			if (this.outstanding.putIfAbsent(id, item) != null) {
				throw new ZmqException("Work with the id '" + id + "' is outstanding already");
			}
			this.waiting.add(item);
			this.changed.signalAll();
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * A result has come.
	 * @param id its correlation value
	 * @return whether it is the first, a repeated one, or of no item of ours
	 */
	Match complete(String id) {
		this.lock.lock();
		try {
			Item item = this.outstanding.remove(id);
			if (item == null) {
				return this.completed.contains(id) ? Match.REPEATED : Match.UNKNOWN;
			}
			this.handedOut.remove(id);
			item.done = true;
			this.completed.add(id);
			this.changed.signalAll();
			return Match.FIRST;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The next item to send, new ones first, then those whose result is overdue. It
	 * counts as handed out from here on.
	 * @param timeout the longest wait
	 * @return an item, or {@code null} if none is to be sent now
	 * @throws InterruptedException if interrupted while waiting
	 */
	@Nullable Item next(Duration timeout) throws InterruptedException {
		long left = timeout.toNanos();
		this.lock.lock();
		try {
			while (true) {
				Item item = overdue();
				if (item == null) {
					item = firstWaiting();
				}
				if (item != null) {
					this.handedOut.remove(item.id);
					item.sentAt = System.nanoTime();
					this.handedOut.put(item.id, item);
					return item;
				}
				if (left <= 0) {
					return null;
				}
				long waited = Math.min(left, untilOverdue());
				left -= waited - Math.max(0, this.changed.awaitNanos(waited));
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable Item firstWaiting() {
		if (this.handedOut.size() >= this.inFlight) {
			return null;
		}
		Item item = this.waiting.poll();
		while (item != null && item.done) {
			item = this.waiting.poll();
		}
		return item;
	}

	private @Nullable Item overdue() {
		Iterator<Item> eldest = this.handedOut.values().iterator();
		if (eldest.hasNext()) {
			Item item = eldest.next();
			return (System.nanoTime() - item.sentAt >= this.redeliveryNanos) ? item : null;
		}
		return null;
	}

	private long untilOverdue() {
		Iterator<Item> eldest = this.handedOut.values().iterator();
		return eldest.hasNext() ? Math.max(1, eldest.next().sentAt + this.redeliveryNanos - System.nanoTime())
				: Long.MAX_VALUE;
	}

	/**
	 * The item could not be sent: it waits again, before all others.
	 * @param item the item
	 */
	void takeBack(Item item) {
		this.lock.lock();
		try {
			if (!item.done && this.handedOut.remove(item.id) != null) {
				this.waiting.addFirst(item);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Give an item up.
	 * @param item the item
	 * @return {@code false} if its result has come meanwhile
	 */
	boolean giveUp(Item item) {
		return complete(item.id) == Match.FIRST;
	}

	/**
	 * Give everything up.
	 * @return the items that had no result
	 */
	List<Item> giveUpAll() {
		this.lock.lock();
		try {
			List<Item> items = new ArrayList<>(this.outstanding.values());
			items.forEach(this::giveUp);
			this.waiting.clear();
			return items;
		}
		finally {
			this.lock.unlock();
		}
	}

	int outstanding() {
		this.lock.lock();
		try {
			return this.outstanding.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What a result means to the ledger.
	 */
	enum Match {

		FIRST, REPEATED, UNKNOWN

	}

	/**
	 * One item of work. Its fields change under the lock of the ledger; attempts belong
	 * to the thread that sends.
	 */
	static final class Item {

		private final String id;

		private final byte[] work;

		private long sentAt;

		private boolean done;

		private int attempts;

		Item(String id, byte[] work) {
			this.id = id;
			this.work = work;
		}

		String id() {
			return this.id;
		}

		byte[] work() {
			return this.work;
		}

		int attempts() {
			return this.attempts;
		}

		void attempted() {
			this.attempts++;
		}

	}

}
