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

package io.zmqspring.test;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

import org.assertj.core.api.AbstractAssert;

import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqState;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.support.Deadline;

/**
 * Assertions about a role: its state, its health, its counters. Roles change on other
 * threads, so each assertion waits for up to 5 s until it holds; see {@link #within}.
 *
 * @since 0.1
 */
public final class ZmqRoleAssert extends AbstractAssert<ZmqRoleAssert, ZmqRole> {

	private static final long POLL_NANOS = 1_000_000;

	private Duration longest = RecordedMessages.LONGEST_WAIT;

	private ZmqRoleAssert(ZmqRole actual) {
		super(actual, ZmqRoleAssert.class);
	}

	/**
	 * Begin assertions about a role.
	 * @param role the role
	 * @return the assertions
	 */
	public static ZmqRoleAssert assertThat(ZmqRole role) {
		return new ZmqRoleAssert(role);
	}

	/**
	 * Set how long the following assertions wait.
	 * @param timeout the longest wait
	 * @return this object
	 */
	public ZmqRoleAssert within(Duration timeout) {
		this.longest = timeout;
		return this;
	}

	/**
	 * Check that the role is in a state.
	 * @param state the state
	 * @return this object
	 */
	public ZmqRoleAssert hasState(ZmqState state) {
		return check((role) -> role.state() == state, "to be " + state);
	}

	/**
	 * Check that the role is running.
	 * @return this object
	 */
	public ZmqRoleAssert isRunning() {
		return hasState(ZmqState.RUNNING);
	}

	/**
	 * Check that health is up as far as this role decides it: it is running and has no
	 * fault.
	 * @return this object
	 */
	public ZmqRoleAssert isHealthy() {
		return check((role) -> role.isRunning() && role.faults().isEmpty(), "to be healthy");
	}

	/**
	 * Check that the role has a fault, so that health is down.
	 * @param text a part of the fault
	 * @return this object
	 */
	public ZmqRoleAssert hasFault(String text) {
		return check((role) -> role.faults().stream().anyMatch((fault) -> fault.contains(text)),
				"to have a fault with '" + text + "'");
	}

	/**
	 * Check how many messages the role has received since it was created.
	 * @param count at least so many
	 * @return this object
	 */
	public ZmqRoleAssert hasReceived(long count) {
		return counted(ZmqStatistics::received, count, "received");
	}

	/**
	 * Check how many messages the role has sent since it was created.
	 * @param count at least so many
	 * @return this object
	 */
	public ZmqRoleAssert hasSent(long count) {
		return counted(ZmqStatistics::sent, count, "sent");
	}

	/**
	 * Check how many messages the role has dropped since it was created.
	 * @param count at least so many
	 * @return this object
	 */
	public ZmqRoleAssert hasDropped(long count) {
		return counted(ZmqStatistics::dropped, count, "dropped");
	}

	/**
	 * Check how many messages of the role have failed since it was created.
	 * @param count at least so many
	 * @return this object
	 */
	public ZmqRoleAssert hasFailed(long count) {
		return counted(ZmqStatistics::failed, count, "failed");
	}

	/**
	 * Check how many messages never reached a handler since the role was created.
	 * @param reason the reason, such as {@code undecodable}
	 * @param count at least so many
	 * @return this object
	 */
	public ZmqRoleAssert hasRejected(String reason, long count) {
		return counted((stats) -> stats.rejected(reason), count, "rejected as " + reason);
	}

	private ZmqRoleAssert counted(ToLongFunction<ZmqStatistics> counter, long count, String what) {
		return check((role) -> counter.applyAsLong(role.stats()) >= count,
				"to have " + what + " at least " + count + " messages");
	}

	private ZmqRoleAssert check(Predicate<ZmqRole> condition, String expectation) {
		isNotNull();
		Deadline deadline = Deadline.in(this.longest);
		boolean met = condition.test(this.actual);
		while (!met && !deadline.hasPassed() && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(POLL_NANOS);
			met = condition.test(this.actual);
		}
		if (!met) {
			failWithMessage("Expected %s %s, but after %s ms: state %s, faults %s, warnings %s, not connected %s, %s",
					this.actual, expectation, this.longest.toMillis(), this.actual.state(), this.actual.faults(),
					this.actual.warnings(), this.actual.notConnected(), this.actual.stats());
		}
		return this;
	}

}
