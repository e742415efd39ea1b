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

package io.zmqspring.role.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.zmqspring.settings.SettingText;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.connection.AbsentPeer;

/**
 * Reports once when a socket of a role has not been connected for a while, and once when
 * it is. Safe for any thread.
 */
final class ConnectionWatch {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Log logger = LogFactory.getLog(ConnectionWatch.class);

	private static final int MOST_NAMED = 10;

	private final Map<String, Absence> absences = new LinkedHashMap<>();

	private final Object role;

	private final Supplier<List<AbsentPeer>> absentPeers;

	private final Runnable task = this::observe;

	/**
	 * Create the watch of a role.
	 * @param role the role as log lines name it
	 * @param absentPeers the addresses at which no peer is connected now
	 */
	ConnectionWatch(Object role, Supplier<List<AbsentPeer>> absentPeers) {
		this.role = role;
		this.absentPeers = absentPeers;
	}

	/**
	 * The sockets have been opened.
	 * @param context runs the watch
	 */
	void open(ZmqContext context) {
		reset();
		context.addTask(this.task);
	}

	/**
	 * The sockets are about to be closed.
	 * @param context the same as before
	 */
	void close(ZmqContext context) {
		context.removeTask(this.task);
		reset();
	}

	private synchronized void reset() {
		this.absences.clear();
	}

	private void observe() {
		observe(this.absentPeers.get(), System.nanoTime());
	}

	/**
	 * Compare with the last call.
	 * @param absent the addresses at which no peer is connected now
	 * @param now the present {@link System#nanoTime()}
	 */
	synchronized void observe(List<AbsentPeer> absent, long now) {
		reportConnected(absent.stream().map(AbsentPeer::address).collect(Collectors.toSet()));
		List<Absence> overdue = new ArrayList<>();
		for (AbsentPeer peer : absent) {
			Absence absence = this.absences.computeIfAbsent(peer.address(), (unknown) -> new Absence(peer, now));
			absence.peer = peer;
			if (!absence.reported && isOverdue(absence, now)) {
				absence.reported = true;
				overdue.add(absence);
			}
		}
		if (!overdue.isEmpty()) {
			logger.warn(this.role + " has not been connected for a while: " + describe(overdue)
					+ ". It keeps trying; check the address, that the other side runs and binds it"
					+ firewall(overdue));
		}
	}

	private static String firewall(List<Absence> absences) {
		boolean overTcp = absences.stream().anyMatch((absence) -> absence.peer.address().startsWith("tcp://"));
		return overTcp ? ", and that no firewall is in between" : "";
	}

	private void reportConnected(Set<String> absent) {
		List<String> connected = new ArrayList<>();
		this.absences.values().removeIf((absence) -> {
			boolean ended = !absent.contains(absence.peer.address());
			if (ended && absence.reported) {
				connected.add(absence.peer.address());
			}
			return ended;
		});
		if (!connected.isEmpty()) {
			logger.info(this.role + " is now connected: " + limited(connected));
		}
	}

	/**
	 * The addresses that have not been connected for so long that it was reported.
	 * @return sentences without a full stop, empty if all is well
	 */
	synchronized List<String> notConnected() {
		return describe((absence) -> absence.reported);
	}

	/**
	 * The addresses that should be connected by now according to the settings.
	 * @return sentences without a full stop, empty if all is well
	 */
	synchronized List<String> faults() {
		return describe((absence) -> absence.reported && absence.peer.expectedWithin() != null);
	}

	private List<String> describe(Predicate<Absence> wanted) {
		return this.absences.values().stream().filter(wanted).map(Absence::toString).toList();
	}

	private static String describe(List<Absence> absences) {
		return limited(absences.stream().map(Absence::toString).toList());
	}

	private static String limited(List<String> texts) {
		String more = (texts.size() > MOST_NAMED) ? " and " + (texts.size() - MOST_NAMED) + " more" : "";
		return texts.stream().limit(MOST_NAMED).collect(Collectors.joining(", ")) + more;
	}

	private static boolean isOverdue(Absence absence, long now) {
		Duration expected = absence.peer.expectedWithin();
		return now - absence.beganAt >= ((expected != null) ? expected : PATIENCE).toNanos();
	}

	/**
	 * The time since when a peer has been absent.
	 */
	private static final class Absence {

		private final Instant since = Instant.now().truncatedTo(ChronoUnit.MILLIS);

		private final long beganAt;

		private AbsentPeer peer;

		private boolean reported;

		Absence(AbsentPeer peer, long beganAt) {
			this.peer = peer;
			this.beganAt = beganAt;
		}

		@Override
		public String toString() {
			Duration expected = this.peer.expectedWithin();
			return (this.peer.connects() ? "not connected to " + this.peer.address()
					: "no peer connected at " + this.peer.address()) + " since " + this.since
					+ ((this.peer.tried() != null) ? " (tried " + this.peer.tried() + ")" : "") + ((expected != null)
							? " (socket.expect-connection-within is " + SettingText.of(expected) + ")" : "");
		}

	}

}
