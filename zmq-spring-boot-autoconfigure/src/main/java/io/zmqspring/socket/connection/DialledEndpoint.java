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

package io.zmqspring.socket.connection;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.socket.engine.EngineWatch;

/**
 * Where one endpoint of a connecting socket stands. Used under the lock of its
 * {@link ConnectionKeeper}.
 */
final class DialledEndpoint {

	private final Endpoint endpoint;

	private final SocketTuning tuning;

	private @Nullable String dialled;

	private @Nullable String fault;

	private boolean lookingUp;

	private boolean warned;

	private int failures;

	private boolean due;

	private long dueAt;

	private long greetedAt;

	private boolean greeted;

	private boolean up;

	private boolean abandoned;

	private boolean suspect;

	private long suspectSince;

	private int round;

	private long question;

	DialledEndpoint(Endpoint endpoint, SocketTuning tuning) {
		this.endpoint = endpoint;
		this.tuning = tuning;
	}

	Endpoint endpoint() {
		return this.endpoint;
	}

	String address() {
		return this.endpoint.toString();
	}

	/**
	 * What the engine is told to connect to.
	 * @return an address without a name, {@code null} before there is one
	 */
	@Nullable String dialled() {
		return this.dialled;
	}

	void dialled(@Nullable String address) {
		this.dialled = address;
		this.suspect = false;
		this.abandoned = false;
		this.due = false;
	}

	/**
	 * Whether to dial now.
	 * @return {@code true} if there is no connection and the engine will make none
	 */
	boolean needsDialling() {
		return !this.up && (this.dialled == null || this.abandoned);
	}

	/**
	 * Whether the engine tries an address where the peer is no longer.
	 * @param address what was found
	 * @return {@code true} if the peer has moved
	 */
	boolean hasMovedTo(String address) {
		return !this.up && this.dialled != null && !this.dialled.equals(address);
	}

	@Nullable String fault() {
		return this.fault;
	}

	void fault(@Nullable String fault) {
		this.fault = fault;
	}

	boolean isLookingUp() {
		return this.lookingUp;
	}

	void lookingUp(boolean looking) {
		this.lookingUp = looking;
	}

	/**
	 * Whether this is the first trouble since all was well, to say so in the log once.
	 * @return {@code true} the first time
	 */
	boolean isNewTrouble() {
		boolean first = !this.warned;
		this.warned = true;
		return first;
	}

	/**
	 * TCP is connected.
	 */
	void connected() {
		this.up = true;
		this.suspect = false;
		this.abandoned = false;
		this.due = false;
		this.greeted = false;
		this.fault = null;
	}

	void greeted() {
		this.greeted = true;
		this.greetedAt = System.nanoTime();
	}

	/**
	 * The connection has ended. Unless the engine tries it again, it has given it up.
	 */
	void ended() {
		if (this.greeted && System.nanoTime() - this.greetedAt >= this.tuning.reconnectIntervalMax().toNanos()) {
			this.failures = 0;
			this.warned = false;
		}
		this.up = false;
		this.greeted = false;
		this.suspect = true;
		this.suspectSince = System.nanoTime();
		this.round = 0;
	}

	void retried() {
		this.suspect = false;
	}

	/**
	 * Find out whether the engine has given the connection up: it has told its threads to
	 * try again before they answer one question, and they have begun before they answer a
	 * second.
	 * @param watch whom to ask
	 * @param grace the shortest time to wait for it
	 * @return whether both are answered
	 */
	boolean hasBeenSilent(EngineWatch watch, Duration grace) {
		if (!this.suspect) {
			return false;
		}
		if (this.round == 0 || (this.round == 1 && watch.isAnswered(this.question))) {
			this.round++;
			this.question = watch.ask();
			return false;
		}
		return this.round == 2 && watch.isAnswered(this.question)
				&& System.nanoTime() - this.suspectSince >= grace.toNanos();
	}

	boolean isSuspect() {
		return this.suspect;
	}

	/**
	 * Try again later: after the reconnect interval, doubled with every failure up to its
	 * maximum.
	 * @return the wait
	 */
	Duration failed() {
		long first = this.tuning.reconnectInterval().toMillis();
		long longest = this.tuning.reconnectIntervalMax().toMillis();
		long wait = Math.min(longest, first << Math.min(this.failures, 20));
		this.failures++;
		again(Duration.ofMillis(wait));
		return Duration.ofMillis(wait);
	}

	/**
	 * What is dialled now leads nowhere: dial anew when the wait is over.
	 * @return the wait
	 */
	Duration abandon() {
		Duration wait = failed();
		this.abandoned = true;
		return wait;
	}

	void again(Duration wait) {
		this.suspect = false;
		this.due = true;
		this.dueAt = System.nanoTime() + wait.toNanos();
	}

	boolean isDue() {
		return this.due && System.nanoTime() - this.dueAt >= 0;
	}

	void begin() {
		this.due = false;
	}

}
