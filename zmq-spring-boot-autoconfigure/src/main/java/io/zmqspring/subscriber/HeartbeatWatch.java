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
import java.util.function.Consumer;
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
import io.zmqspring.subscriber.WatchedServices.WatchedService;
import io.zmqspring.support.LogThrottle;
import io.zmqspring.support.PrintableText;
import io.zmqspring.wire.HeartbeatReader;
import io.zmqspring.wire.TopicPattern;

/**
 * Receives the heartbeats of a subscriber with {@code expect-heartbeat-within}, and
 * reports services that fall silent. Only a service that {@code expect-heartbeat-from}
 * names is a fault while it is silent, because any peer can send heartbeats under any
 * name; other services are forgotten after ten times that time. No service counts as
 * silent while the subscriber is not running: when it starts or resumes, every service
 * has the whole time again. A stop removes all services. Safe for any thread.
 */
final class HeartbeatWatch implements Routes.Recipient {

	private static final Log logger = LogFactory.getLog(HeartbeatWatch.class);

	private static final int MOST_UNEXPECTED = 1000;

	private static final int MOST_NAMED = 10;

	private static final int FORGET_AFTER = 10;

	private final LogThrottle unexpected = new LogThrottle(Duration.ofSeconds(10));

	private final LogThrottle forgotten = new LogThrottle(Duration.ofMinutes(1));

	private final Runnable duty = this::observe;

	private final String entry;

	private final @Nullable TopicPattern topic;

	private final Duration within;

	private final List<String> expected;

	private final RoleStatus status;

	private final Supplier<ZmqState> state;

	private WatchedServices services;

	private long listeningSince;

	private boolean missingReported;

	HeartbeatWatch(String name, SubscriberSettings settings, RoleStatus status, Supplier<ZmqState> state) {
		this.entry = "zmq.subscribers." + name;
		this.topic = settings.heartbeatPattern();
		this.within = (settings.expectHeartbeatWithin() != null) ? settings.expectHeartbeatWithin() : Duration.ZERO;
		this.expected = settings.expectHeartbeatFrom().stream().map(PrintableText::of).toList();
		this.services = new WatchedServices(this.expected, MOST_UNEXPECTED);
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
		this.services = new WatchedServices(this.expected, MOST_UNEXPECTED);
		this.listeningSince = System.nanoTime();
		this.missingReported = false;
	}

	@Override
	public void deliver(String heartbeatTopic, byte[] payload, Map<String, String> headers) {
		String service = HeartbeatReader.service(payload);
		if (service != null) {
			heard(service);
		}
	}

	private synchronized void heard(String name) {
		WatchedService service = this.services.heard(name);
		if (this.missingReported || service.isSilenceReported()) {
			this.missingReported = false;
			back(service);
		}
		service.heard(System.nanoTime());
		if (this.services.removeOldest() != null) {
			this.forgotten.log((suffix) -> logger
				.warn(this.status + " receives heartbeats of more than " + MOST_UNEXPECTED + " services that "
						+ "expect-heartbeat-from does not name; for each new one the oldest is forgotten" + suffix));
		}
	}

	private void back(WatchedService service) {
		Instant lastHeardAt = service.lastHeardAt();
		log(service, (suffix) -> logger.info(this.status + " receives heartbeats of service '" + service.name() + "'"
				+ ((lastHeardAt != null) ? " again" : "") + suffix));
		this.status.publishBack(service.name(), lastHeardAt);
	}

	// Any number of services may come and go that are not expected
	private void log(WatchedService service, Consumer<String> line) {
		if (service.isExpected()) {
			line.accept("");
		}
		else {
			this.unexpected.log(line);
		}
	}

	private synchronized void observe() {
		long now = System.nanoTime();
		if (!isListening()) {
			this.listeningSince = now;
			return;
		}
		if (this.services.isNothingKnown() && !this.missingReported && isOverdue(now - this.listeningSince)) {
			this.missingReported = true;
			logger.warn(this.status + ": no heartbeat has been received on the topic '"
					+ ((this.topic != null) ? this.topic.text() : "") + "' for "
					+ expected(Duration.ofNanos(now - this.listeningSince)));
			this.status.publishSilent(null, null, Duration.ofNanos(now - this.listeningSince));
		}
		List<WatchedService> fallenSilent = this.services.all()
			.stream()
			.filter((service) -> !service.isSilenceReported() && isSilent(service, now))
			.toList();
		logSilent(fallenSilent.stream().filter(WatchedService::isExpected).toList(), now);
		logSilent(fallenSilent.stream().filter((service) -> !service.isExpected()).toList(), now);
		for (WatchedService service : fallenSilent) {
			service.silenceReported();
			this.status.publishSilent(service.name(), service.lastHeardAt(), silence(service, now));
		}
		Duration remembered = this.within.multipliedBy(FORGET_AFTER);
		this.services.removeOthersIf((service) -> silence(service, now).compareTo(remembered) > 0);
	}

	private void logSilent(List<WatchedService> silent, long now) {
		if (!silent.isEmpty()) {
			log(silent.get(0),
					(suffix) -> logger.warn(this.status + ": " + String.join("; ", describe(silent, now)) + suffix));
		}
	}

	private boolean isListening() {
		return this.topic != null && this.state.get() == ZmqState.RUNNING;
	}

	private boolean isOverdue(long nanos) {
		return nanos > this.within.toNanos();
	}

	private boolean isSilent(WatchedService service, long now) {
		return isOverdue(silence(service, now).toNanos());
	}

	private Duration silence(WatchedService service, long now) {
		return service.silence(now, this.listeningSince);
	}

	/**
	 * The services that are expected, and others that have sent heartbeats.
	 * @return a snapshot, in the order of names
	 */
	synchronized List<ZmqPeer> peers() {
		long now = System.nanoTime();
		boolean listening = isListening();
		return this.services.all()
			.stream()
			.map((service) -> new ZmqPeer(service.name(), service.lastHeardAt(), service.isExpected(),
					listening && isSilent(service, now)))
			.toList();
	}

	/**
	 * The expected services that are silent.
	 * @return sentences without a full stop, empty if all is well
	 */
	synchronized List<String> faults() {
		if (!isListening()) {
			return List.of();
		}
		long now = System.nanoTime();
		return describe(this.services.expected().stream().filter((service) -> isSilent(service, now)).toList(), now);
	}

	private List<String> describe(List<WatchedService> silent, long now) {
		List<String> sentences = new ArrayList<>();
		for (WatchedService service : silent.subList(0, Math.min(silent.size(), MOST_NAMED))) {
			sentences.add("service '" + service.name() + "' has "
					+ ((service.lastHeardAt() != null) ? "been silent for " : "sent no heartbeat for ")
					+ expected(silence(service, now)));
		}
		if (silent.size() > MOST_NAMED) {
			sentences.add((silent.size() - MOST_NAMED) + " more services are silent");
		}
		return sentences;
	}

	private String expected(Duration silence) {
		return ((silence.toSeconds() > 0) ? silence.toSeconds() + " s" : silence.toMillis() + " ms")
				+ " (expect-heartbeat-within is " + SettingText.of(this.within) + ")";
	}

}
