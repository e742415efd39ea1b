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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.role.ZmqPeerBackEvent;
import io.zmqspring.role.ZmqPeerSilentEvent;
import io.zmqspring.settings.HeartbeatSettings;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Heartbeats of services that no setting names, and other messages on their topic.
 */
@ParameterizedClass
@CsvSource({ "TCP, NULL", "TCP, CURVE", "IPC, NULL" })
@ExtendWith(OutputCaptureExtension.class)
class UnexpectedHeartbeatsTests extends HeartbeatWatchFixture {

	UnexpectedHeartbeatsTests(TestTransport transport, TestSecurity security) {
		super(transport, security);
	}

	@Test
	void withoutNamesMissingHeartbeatsAreReportedOnceAndAreNoFault() {
		ZmqSubscriber subscriber = start(subscriber(WITHIN));
		await().until(() -> !events(ZmqPeerSilentEvent.class).isEmpty());
		await().during(WITHIN).until(() -> events(ZmqPeerSilentEvent.class).size() == 1);
		assertThat(events(ZmqPeerSilentEvent.class)).singleElement()
			.returns(null, ZmqPeerSilentEvent::service)
			.returns(null, ZmqPeerSilentEvent::lastHeardAt);
		assertThat(subscriber.faults()).isEmpty();
		beatAndAwait(subscriber, "camera");
		await().until(() -> !events(ZmqPeerBackEvent.class).isEmpty());
		assertThat(events(ZmqPeerBackEvent.class)).singleElement()
			.returns("camera", ZmqPeerBackEvent::service)
			.returns(null, ZmqPeerBackEvent::lastHeardAt);
	}

	@Test
	void unexpectedServiceIsReportedAndForgottenButNeverAFault() {
		Duration within = Duration.ofMillis(100);
		ZmqSubscriber subscriber = start(subscriber(within));
		beatAndAwait(subscriber, "ghost");
		await().until(() -> !events(ZmqPeerSilentEvent.class).isEmpty());
		assertThat(subscriber.faults()).isEmpty();
		await().until(() -> subscriber.peers().isEmpty());
		await().during(within.multipliedBy(3)).until(() -> subscriber.faults().isEmpty());
		assertThat(events(ZmqPeerSilentEvent.class)).extracting(ZmqPeerSilentEvent::service).containsOnlyOnce("ghost");
	}

	@Test
	void floodOfServicesReplacesTheOldestAndKeepsTheExpectedOnes(CapturedOutput output) {
		ZmqSubscriber subscriber = start(expecting(List.of("camera"), Duration.ofMinutes(1)));
		beatAndAwait(subscriber, "camera");
		for (int i = 0; i < 1500; i++) {
			beat("service-" + i);
			int sent = i + 2;
			if (sent % 100 == 0) {
				await().until(() -> subscriber.stats().received() == sent);
			}
		}
		await().until(() -> subscriber.stats().received() == 1501);
		assertThat(subscriber.peers()).hasSize(1001)
			.extracting(ZmqPeer::service)
			.contains("camera", "service-500", "service-1499")
			.doesNotContain("service-0", "service-499");
		assertThat(output.getAll().split("more than 1000 services that expect-heartbeat-from does not name", -1))
			.hasSize(2);
		assertThat(subscriber.faults()).isEmpty();
	}

	@Test
	void heartbeatWithoutListenerIsNotRejected() {
		ZmqSubscriber subscriber = start(subscriber(WITHIN));
		beatAndAwait(subscriber, "camera");
		assertThat(subscriber.stats().received()).isEqualTo(1);
		assertThat(subscriber.stats().rejected()).isEmpty();
	}

	@Test
	void otherMessagesOnTheHeartbeatTopicGoToListenersOnly() {
		List<String> payloads = List.of("", "text", "null", "[]", "{}", "{\"service\":7}",
				"{\"service\":{\"service\":\"x\"}}", "{\"a\":{\"service\":\"x\"}}", "{\"service\":\"x\"",
				"{\"service\":\"x\"} {}", "{\"service\":\"\"}", "{\"service\":\"a\\nb\"}", "\"service\"",
				"{\"service\":\"" + "x".repeat(256) + "\"}");
		ZmqSubscriber subscriber = subscriber(WITHIN);
		subscriber.setDefaultHandler((topic, payload) -> this.handled.add(new String(payload, StandardCharsets.UTF_8)));
		start(subscriber);
		payloads.forEach((payload) -> this.publisher.publish(payload, TOPIC));
		beatAndAwait(subscriber, "camera");
		assertThat(subscriber.peers()).extracting(ZmqPeer::service).containsExactly("camera");
		assertThat(this.handled).startsWith(payloads.toArray(String[]::new));
		assertThat(subscriber.stats().rejected()).isEmpty();
		assertThat(subscriber.stats().failed()).isZero();
	}

	@Test
	void withoutTheSettingNothingIsWatched() {
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, PubSubRoles.addressOf(this.publisher),
				HeartbeatSettings.TOPIC);
		subscriber.addHandler("other", (topic, payload) -> {
		});
		subscriber.start();
		await().until(() -> this.publisher.hasSubscriber(HeartbeatSettings.TOPIC));
		this.publisher.publish("{\"service\":\"x\"}", HeartbeatSettings.TOPIC);
		await().until(() -> subscriber.stats().rejected("no-handler") == 1);
		assertThat(subscriber.peers()).isEmpty();
		subscriber.stop();
	}

}
