/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.socket.engine;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.Ctx;

/**
 * Checks that the threads of an engine are alive and process commands. Each I/O thread is
 * asked once a second and has three seconds to answer. The time is counted in ticks of
 * the housekeeping, so that a suspended machine causes no fault. An engine whose I/O
 * threads have never answered is not faulty: probably this JeroMQ does not deliver our
 * commands. The reaper, which only closes sockets, only has to be alive. Safe for any
 * thread.
 *
 * @since 0.1
 */
public final class EngineWatch {

	private static final Log logger = LogFactory.getLog(EngineWatch.class);

	private static final int FIRST_IO_SLOT = 2;

	private static final int TICKS_BETWEEN_QUESTIONS = 10;

	private static final int TICKS_TO_ANSWER = 30;

	private final List<? extends Thread> threads;

	private final List<EngineProbe> probes;

	private final List<PollerWakeup> wakeups;

	private long expected;

	private int ticks;

	private boolean hasAnswered;

	private boolean reported;

	private volatile @Nullable String silent;

	/**
	 * Watch an engine.
	 * @param engine the engine; its threads are running
	 * @param ioThreads the number of its I/O threads
	 * @param threads its threads in the order of their creation: the reaper, then the I/O
	 * threads
	 */
	EngineWatch(Ctx engine, int ioThreads, List<? extends Thread> threads) {
		this.threads = threads;
		this.probes = IntStream.range(0, ioThreads)
			.mapToObj((thread) -> new EngineProbe(engine, FIRST_IO_SLOT + thread))
			.toList();
		this.wakeups = IntStream.range(0, ioThreads)
			.mapToObj((thread) -> new PollerWakeup(engine, FIRST_IO_SLOT + thread, thread))
			.toList();
		for (int i = 0; i < ioThreads && i + 1 < threads.size(); i++) {
			if (threads.get(i + 1) instanceof EngineThread thread) {
				thread.acceptTasks(engine, FIRST_IO_SLOT + i);
			}
		}
		// At once, so that a thread that hangs soon has answered before
		this.expected = ask();
	}

	/**
	 * Wake the I/O threads after a connection was made, so that they do not forget it.
	 */
	public void connected() {
		this.wakeups.forEach(PollerWakeup::soon);
	}

	/**
	 * Ask every I/O thread.
	 * @return the number of the question
	 */
	public synchronized long ask() {
		long question = 0;
		for (EngineProbe probe : this.probes) {
			question = probe.ask();
		}
		return question;
	}

	/**
	 * Whether every I/O thread has processed all commands that came before a question.
	 * @param asked the number of the question
	 * @return {@code true} if all have answered it
	 */
	public boolean isAnswered(long asked) {
		for (EngineProbe probe : this.probes) {
			if (!probe.hasAnswered(asked)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Check the threads. Called every 100 ms.
	 */
	synchronized void tick() {
		this.ticks++;
		if (this.expected == 0) {
			if (this.ticks >= TICKS_BETWEEN_QUESTIONS) {
				this.ticks = 0;
				this.expected = ask();
			}
		}
		else if (isAnswered(this.expected)) {
			this.expected = 0;
			this.silent = null;
			this.hasAnswered = true;
		}
		else if (this.ticks >= TICKS_TO_ANSWER && this.hasAnswered && this.silent == null) {
			this.silent = silentThreads();
		}
		else if (this.ticks >= TICKS_TO_ANSWER && !this.hasAnswered && !this.reported) {
			this.reported = true;
			logger.info("I/O threads of ZeroMQ that hang cannot be noticed, because JeroMQ " + JeroMqVersion.found()
					+ " does not answer our commands; use JeroMQ " + JeroMqVersion.NEEDED);
		}
	}

	private String silentThreads() {
		return String.join(", ",
				IntStream.range(0, this.probes.size())
					.filter((thread) -> !this.probes.get(thread).hasAnswered(this.expected))
					.mapToObj((thread) -> this.threads.get(thread + 1).getName())
					.toList());
	}

	/**
	 * Whether a thread has not answered in time.
	 * @param thread the thread
	 * @return {@code true} if it hangs
	 */
	boolean isSilent(Thread thread) {
		String hung = this.silent;
		return hung != null && List.of(hung.split(", ")).contains(thread.getName());
	}

	/**
	 * The fault of the engine.
	 * @return a sentence without a full stop, {@code null} if there is none
	 */
	@Nullable String fault() {
		Stream<String> dead = this.threads.stream().filter((thread) -> !thread.isAlive()).map(Thread::getName);
		List<String> names = dead.toList();
		if (!names.isEmpty()) {
			return "a thread of the ZeroMQ engine has died: " + String.join(", ", names);
		}
		String hung = this.silent;
		return (hung != null) ? "a thread of the ZeroMQ engine has not answered for more than 3 s: " + hung : null;
	}

}
