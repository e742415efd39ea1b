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
import io.zmqspring.socket.connection.EndpointState.Event;
import io.zmqspring.socket.engine.EngineWatch;
import io.zmqspring.support.Deadline;

/**
 * An endpoint that a socket connects to: its state, and when to try again. Used under the
 * lock of its {@link ConnectionKeeper}.
 */
final class RemoteEndpoint {

	// A connection that does not last this many of the longest waits is not stable
	private static final int STABLE_INTERVALS = 5;

	private static final Duration UNREAD_RETRY = Duration.ofSeconds(1);

	private final Endpoint endpoint;

	private final Duration stableAfter;

	private final Backoff backoff;

	private EndpointState state = EndpointState.NEW;

	private @Nullable String engineAddress;

	private @Nullable String fault;

	private @Nullable Deadline stableAt;

	private @Nullable GiveUpCheck giveUpCheck;

	private @Nullable Deadline nextAttempt;

	private boolean resolving;

	private boolean retiring;

	private boolean warned;

	private boolean denied;

	RemoteEndpoint(Endpoint endpoint, SocketTuning tuning) {
		this.endpoint = endpoint;
		this.stableAfter = tuning.reconnectIntervalMax().multipliedBy(STABLE_INTERVALS);
		this.backoff = new Backoff(tuning);
	}

	Endpoint endpoint() {
		return this.endpoint;
	}

	/**
	 * The configured address.
	 * @return an address, which may contain a host name
	 */
	String address() {
		return this.endpoint.toString();
	}

	/**
	 * The address that the engine connects to.
	 * @return an address without a host name, {@code null} before there is one
	 */
	@Nullable String engineAddress() {
		return this.engineAddress;
	}

	EndpointState state() {
		return this.state;
	}

	private boolean change(Event event) {
		EndpointState before = this.state;
		this.state = before.after(event);
		if (this.state != EndpointState.DISCONNECTED) {
			this.giveUpCheck = null;
		}
		return this.state != before;
	}

	/**
	 * The engine gets an address to connect to.
	 * @param address an address without a host name
	 */
	void onConnect(String address) {
		change(Event.CONNECT);
		this.engineAddress = address;
		this.nextAttempt = null;
	}

	void onConnected() {
		change(Event.CONNECTED);
		this.denied = false;
		this.nextAttempt = null;
		this.fault = null;
	}

	void onHandshaken() {
		if (change(Event.HANDSHAKEN)) {
			this.stableAt = Deadline.in(this.stableAfter);
		}
	}

	void onDenied() {
		this.denied = true;
	}

	/**
	 * Whether the last handshake did not succeed, which was logged with its reason.
	 * @return {@code false} once TCP is connected again
	 */
	boolean isDenied() {
		return this.denied;
	}

	/**
	 * The connection was lost. Unless the engine retries, it has given it up.
	 */
	void onDisconnected() {
		boolean stable = this.state == EndpointState.READY && this.stableAt != null && this.stableAt.hasPassed();
		if (stable) {
			this.backoff.reset();
			this.warned = false;
		}
		change(Event.DISCONNECTED);
		if (this.state == EndpointState.DISCONNECTED) {
			this.giveUpCheck = new GiveUpCheck();
		}
	}

	void onRetried() {
		change(Event.RETRIED);
	}

	/**
	 * The engine has given the connection up, unless it has retried meanwhile.
	 * @return the wait until the next attempt, {@code null} if the engine has retried
	 */
	@Nullable Duration onGivenUp() {
		return change(Event.GIVEN_UP) ? retryLater() : null;
	}

	void onHostMoved() {
		change(Event.HOST_MOVED);
		retryLater();
	}

	void onConnectFailed() {
		change(Event.CONNECT_FAILED);
		retryLater();
	}

	/**
	 * The engine could not get another address yet: try again soon.
	 * @param address the address that it still has
	 */
	void onPostponed(@Nullable String address) {
		change(Event.CONNECT_FAILED);
		this.engineAddress = address;
		retryIn(UNREAD_RETRY);
	}

	/**
	 * The look-up of the host name has failed: look it up again later.
	 * @param problem a sentence without a full stop
	 */
	void onUnresolved(String problem) {
		this.fault = problem;
		retryLater();
	}

	/**
	 * An attempt to connect was refused.
	 * @param problem a sentence without a full stop, {@code null} if no program listens
	 */
	void onRefused(@Nullable String problem) {
		this.fault = problem;
	}

	void onResolved() {
		this.fault = null;
	}

	/**
	 * What keeps this endpoint from connecting.
	 * @return a sentence without a full stop, {@code null} if nothing does
	 */
	@Nullable String fault() {
		return this.fault;
	}

	boolean isResolving() {
		return this.resolving;
	}

	void setResolving(boolean resolving) {
		this.resolving = resolving;
	}

	/**
	 * Set whether this endpoint is about to be removed: it is not connected again.
	 * @param retiring {@code false} if it stays
	 */
	void setRetiring(boolean retiring) {
		this.retiring = retiring;
	}

	boolean isRetiring() {
		return this.retiring;
	}

	/**
	 * Whether TCP is connected.
	 * @return {@code true} also before the handshake is complete
	 */
	boolean isConnected() {
		return this.state == EndpointState.CONNECTED || this.state == EndpointState.READY;
	}

	/**
	 * Whether the engine must be given an address now.
	 * @return {@code true} if there is no connection and the engine does not try
	 */
	boolean needsConnect() {
		return this.state == EndpointState.NEW || this.state == EndpointState.FAILED;
	}

	/**
	 * Whether the engine tries to connect to an address that is out of date.
	 * @param address the address that the host name resolves to now
	 * @return {@code true} if it is another one
	 */
	boolean hasMovedTo(String address) {
		boolean trying = this.state == EndpointState.CONNECTING || this.state == EndpointState.DISCONNECTED;
		return trying && !address.equals(this.engineAddress);
	}

	/**
	 * Whether this is the first problem since the connection was stable, to log it once.
	 * @return {@code true} the first time
	 */
	boolean isFirstProblem() {
		boolean first = !this.warned;
		this.warned = true;
		return first;
	}

	/**
	 * Check whether the engine has given the lost connection up.
	 * @param watch asks the threads of the engine
	 * @return {@code true} if it has had time to retry and has not
	 */
	boolean hasGivenUp(EngineWatch watch) {
		return this.giveUpCheck != null && this.giveUpCheck.isComplete(watch);
	}

	Duration retryLater() {
		Duration wait = this.backoff.next();
		retryIn(wait);
		return wait;
	}

	void retryIn(Duration wait) {
		this.nextAttempt = Deadline.in(wait);
	}

	/**
	 * Begin the next attempt if it is due.
	 * @return whether it is due
	 */
	boolean beginAttempt() {
		boolean due = !this.retiring && this.nextAttempt != null && this.nextAttempt.hasPassed();
		if (due) {
			this.nextAttempt = null;
		}
		return due;
	}

}
