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

package io.zmqspring.scenario.members;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.value.Resolve;
import io.zmqspring.socket.TestNames;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.LeakCheck;
import io.zmqspring.testsupport.OpenResources;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A subscriber of a name whose publishers come and go: each message of a publisher that
 * is present arrives once, and nothing is left of those that are gone.
 */
class ChangingMembersTests {

	private static final String HOST = "cameras.test";

	private static final int MESSAGES = 20;

	private static final int SPARE_DESCRIPTORS = 10;

	private final OpenResources open = new OpenResources();

	private final TestNames names = new TestNames();

	private final Map<String, Integer> received = new ConcurrentHashMap<>();

	private final Map<String, Integer> published = new HashMap<>();

	private final int port = FreePort.find();

	@AfterEach
	void close() {
		this.open.close();
	}

	@ParameterizedTest
	@EnumSource
	void eachMessageOfAPresentPublisherArrivesOnceWhileOthersComeAndGo(TestSecurity security) {
		ZmqContext remote = this.open.add(security.context());
		ZmqContext context = this.open.add(this.names.context(security));
		ZmqPublisher constant = publisher(remote, 1);
		ZmqSubscriber subscriber = subscriber(context);
		assertThat(constant.awaitSubscriber("frame", Duration.ofSeconds(30))).isTrue();
		int rounds = TestSize.of(14, 100);
		int descriptors = 0;
		for (int round = 0; round < rounds; round++) {
			int last = 2 + round % 7;
			ZmqPublisher passing = publisher(remote, last);
			assertThat(passing.awaitSubscriber("frame", Duration.ofSeconds(30))).isTrue();
			publish(passing, "present " + round);
			this.names.remove(HOST, host(last));
			publish(passing, "leaving " + round);
			publish(constant, "constant " + round);
			await().until(() -> this.received.equals(this.published));
			passing.stop();
			await().until(() -> subscriber.connections().size() == 1);
			descriptors = (round < 7) ? Math.max(descriptors, LeakCheck.openDescriptors()) : descriptors;
		}
		assertThat(this.received).isEqualTo(this.published);
		assertThat(subscriber.resolvedNames()).singleElement().satisfies((name) -> {
			assertThat(name.resolved()).hasSize(1);
			assertThat(name.leaving()).isEmpty();
		});
		assertThat(LeakCheck.openDescriptors()).isLessThan(descriptors + SPARE_DESCRIPTORS);
	}

	private static String host(int last) {
		return "127.0.0." + last;
	}

	private ZmqPublisher publisher(ZmqContext context, int last) {
		ZmqPublisher publisher = PubSubRoles.publisher(context, "tcp://" + host(last) + ":" + this.port);
		this.open.add(publisher::destroy);
		publisher.start();
		this.names.add(HOST, host(last));
		return publisher;
	}

	private ZmqSubscriber subscriber(ZmqContext context) {
		SubscriberSettings settings = SubscriberSettings.builder("tcp://" + HOST + ":" + this.port)
			.resolve(Resolve.ALL)
			.resolveInterval(Duration.ofMillis(100))
			.topics("frame")
			.security(TestSecurity.section(context))
			.build();
		ZmqSubscriber subscriber = new ZmqSubscriber("screen", settings, context, PubSubRoles.JSON,
				new LoggingErrorHandler(), (event) -> {
				});
		subscriber.setDefaultHandler((topic, payload) -> this.received.merge(new String(payload), 1, Integer::sum));
		this.open.add(subscriber::destroy);
		subscriber.start();
		return subscriber;
	}

	private void publish(ZmqPublisher publisher, String text) {
		for (int i = 0; i < MESSAGES; i++) {
			assertThat(publisher.publish(text + " " + i, "frame")).isTrue();
			this.published.put(text + " " + i, 1);
		}
	}

}
