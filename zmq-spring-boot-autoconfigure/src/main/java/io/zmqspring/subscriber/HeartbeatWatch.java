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

package io.zmqspring.subscriber;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.role.ZmqState;
import io.zmqspring.role.runtime.RoleStatus;
import io.zmqspring.settings.SettingText;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.wire.HeartbeatReader;
import io.zmqspring.wire.TopicPattern;

/**
 * Receives the heartbeats of a subscriber with {@code expect-heartbeat-within}, and
 * reports services that fall silent. No service counts as silent while the subscriber is
 * not running: when it starts or resumes, every service has the whole time again. A stop
 * removes all services. Safe for any thread.
 */
final class HeartbeatWatch implements Routes.Recipient {

	private static final Log logger = LogFactory.getLog(HeartbeatWatch.class);

	private static final int MOST_PEERS = 1000;

	private static final int MOST_NAMED = 10;

	private final Map<String, Peer> peers = new TreeMap<>();

	private final Runnable duty = this::observe;

	private final String entry;

	private final @Nullable TopicPattern topic;

	private final Duration within;

	private final RoleStatus status;

	private final Supplier<ZmqState> state;

	private long listeningSince;

	private boolean missingReported;

	private boolean full;

	HeartbeatWatch(String name, SubscriberSettings settings, RoleStatus status, Supplier<ZmqState> state) {
		this.entry = "zmq.subscribers." + name;
		this.topic = settings.heartbeatPattern();
		this.within = (settings.expectHeartbeatWithin() != null) ? settings.expectHeartbeatWithin() : Duration.ZERO;
		this.status = status;
		this.state = state;
	}

	boolean wants(String wanted) {
		return this.topic != null && this.topic.matches(wanted);
	}

	/**
	 * The subscriber starts.
	 * @param context runs the check
	 */
	void open(ZmqContext context) {
		if (this.topic == null) {
			return;
		}
		if (!ClassUtils.isPresent("tools.jackson.core.json.JsonFactory", getClass().getClassLoader())) {
			throw new ZmqConfigurationException(
					this.entry + ".expect-heartbeat-within reads heartbeats, which are JSON, but Jackson is absent",
					"Add spring-boot-starter-jackson, or remove " + this.entry + ".expect-heartbeat-within");
		}
		reset();
		context.addTask(this.duty);
	}

	/**
	 * The subscriber stops.
	 * @param context the same as before
	 */
	void close(ZmqContext context) {
		if (this.topic != null) {
			context.removeTask(this.duty);
			reset();
		}
	}

	private synchronized void reset() {
		this.peers.clear();
		this.listeningSince = System.nanoTime();
		this.missingReported = false;
		this.full = false;
	}

	@Override
	public void deliver(String heartbeatTopic, byte[] payload, Map<String, String> headers) {
		String service = HeartbeatReader.service(payload);
		if (service != null) {
			heard(service);
		}
	}

	private synchronized void heard(String service) {
		Peer peer = this.peers.get(service);
		if (peer == null && this.peers.size() >= MOST_PEERS) {
			warnThatFull(service);
			return;
		}
		if (peer == null) {
			peer = new Peer(service);
			this.peers.put(service, peer);
			if (this.missingReported) {
				this.missingReported = false;
				back(service, null);
			}
		}
		else if (peer.silenceReported) {
			back(service, peer.lastHeardAt);
		}
		peer.heard();
	}

	private void back(String service, @Nullable Instant lastHeardAt) {
		logger.info(this.status + " receives heartbeats of publisher '" + service + "'"
				+ ((lastHeardAt != null) ? " again" : ""));
		this.status.publishBack(service, lastHeardAt);
	}

	private void warnThatFull(String service) {
		if (!this.full) {
			this.full = true;
			logger.warn(this.status + " receives heartbeats of more than " + MOST_PEERS
					+ " services; further services are not watched, the first of them is '" + service + "'");
		}
	}

	private synchronized void observe() {
		long now = System.nanoTime();
		if (!isListening()) {
			this.listeningSince = now;
			return;
		}
		if (isNoneReceived(now) && !this.missingReported) {
			this.missingReported = true;
			logger.warn(this.status + ": " + noHeartbeat(now));
			this.status.publishSilent(null, null, Duration.ofNanos(now - this.listeningSince));
		}
		List<Peer> fallenSilent = this.peers.values()
			.stream()
			.filter((peer) -> !peer.silenceReported && isSilent(peer, now))
			.toList();
		if (!fallenSilent.isEmpty()) {
			logger.warn(this.status + ": " + String.join("; ", describe(fallenSilent, now)));
		}
		for (Peer peer : fallenSilent) {
			peer.silenceReported = true;
			this.status.publishSilent(peer.service, peer.lastHeardAt, silence(peer, now));
		}
	}

	private boolean isListening() {
		return this.topic != null && this.state.get() == ZmqState.RUNNING;
	}

	private boolean isNoneReceived(long now) {
		return this.peers.isEmpty() && now - this.listeningSince > this.within.toNanos();
	}

	private boolean isSilent(Peer peer, long now) {
		return silence(peer, now).compareTo(this.within) > 0;
	}

	private Duration silence(Peer peer, long now) {
		return Duration.ofNanos(Math.min(now - peer.lastHeard, now - this.listeningSince));
	}

	/**
	 * The services that have sent heartbeats since the start.
	 * @return a snapshot, in the order of names
	 */
	synchronized List<ZmqPeer> peers() {
		long now = System.nanoTime();
		boolean listening = isListening();
		return this.peers.values()
			.stream()
			.map((peer) -> new ZmqPeer(peer.service, peer.lastHeardAt, listening && isSilent(peer, now)))
			.toList();
	}

	/**
	 * The silent services.
	 * @return sentences without a full stop, empty if all is well
	 */
	synchronized List<String> faults() {
		if (!isListening()) {
			return List.of();
		}
		long now = System.nanoTime();
		if (isNoneReceived(now)) {
			return List.of(noHeartbeat(now));
		}
		return describe(this.peers.values().stream().filter((peer) -> isSilent(peer, now)).toList(), now);
	}

	private List<String> describe(List<Peer> silent, long now) {
		List<String> sentences = new ArrayList<>();
		for (Peer peer : silent.subList(0, Math.min(silent.size(), MOST_NAMED))) {
			sentences.add("publisher '" + peer.service + "' has been silent for " + expected(silence(peer, now)));
		}
		if (silent.size() > MOST_NAMED) {
			sentences.add((silent.size() - MOST_NAMED) + " more publishers are silent");
		}
		return sentences;
	}

	private String noHeartbeat(long now) {
		return "no heartbeat has been received on the topic '" + ((this.topic != null) ? this.topic.text() : "")
				+ "' for " + expected(Duration.ofNanos(now - this.listeningSince));
	}

	private String expected(Duration silence) {
		return ((silence.toSeconds() > 0) ? silence.toSeconds() + " s" : silence.toMillis() + " ms")
				+ " (expect-heartbeat-within is " + SettingText.of(this.within) + ")";
	}

	/**
	 * A service that has sent heartbeats.
	 */
	private static final class Peer {

		private final String service;

		private Instant lastHeardAt = Instant.now();

		private long lastHeard = System.nanoTime();

		private boolean silenceReported;

		Peer(String service) {
			this.service = service;
		}

		void heard() {
			this.lastHeardAt = Instant.now();
			this.lastHeard = System.nanoTime();
			this.silenceReported = false;
		}

	}

}
