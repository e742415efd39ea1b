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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.event.EventListener;

import io.zmqspring.observation.ZmqMeterBinder;
import io.zmqspring.role.ZmqPeerBackEvent;
import io.zmqspring.role.ZmqPeerSilentEvent;
import io.zmqspring.testsupport.JavaPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application that expects heartbeats of another process, which is killed.
 */
class SilentPeerTests {

	@ParameterizedTest
	@EnumSource
	void killedPublisherIsReportedAsSilentAndItsRestartAsBack(TestTransport transport) {
		String address = transport.address();
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		try (TestApplication application = TestApplication.start(Watcher.class,
				"zmq.subscribers.screen.address=" + address, "zmq.subscribers.screen.expect-heartbeat-within=2s",
				"zmq.subscribers.screen.expect-heartbeat-from=camera")) {
			ZmqSubscriber screen = application.bean(ZmqSubscriber.class);
			Watcher watcher = application.bean(Watcher.class);
			new ZmqMeterBinder(() -> Stream.of(screen), false).bindTo(registry);
			try (JavaPeer camera = camera(address)) {
				await().until(() -> screen.peers().get(0).lastHeardAt() != null && screen.faults().isEmpty());
				assertThat(silent(registry)).isZero();
				// The process may have needed more than two seconds to start
				watcher.silent.clear();
				camera.kill();
				await().until(() -> watcher.silent.contains("camera"));
			}
			assertThat(screen.faults()).singleElement()
				.asString()
				.matches("service 'camera' has been silent for \\d s \\(expect-heartbeat-within is 2s\\)");
			assertThat(silent(registry)).isEqualTo(1);
			try (JavaPeer camera = camera(address)) {
				await().until(() -> watcher.back.equals(List.of("camera")));
				assertThat(watcher.silent).containsOnlyOnce("camera");
				assertThat(screen.faults()).isEmpty();
				assertThat(silent(registry)).isZero();
				camera.kill();
			}
		}
		assertThat(registry.getMeters()).as("meters after the application has closed").isEmpty();
	}

	private static JavaPeer camera(String address) {
		return JavaPeer.start(NoBeans.class, "spring.application.name=camera", "zmq.publishers.out.address=" + address,
				"zmq.publishers.out.heartbeat.enabled=true", "zmq.publishers.out.heartbeat.interval=100ms");
	}

	private static double silent(MeterRegistry registry) {
		Gauge gauge = registry.get("zmq.peers.silent").tags("role", "subscriber", "name", "screen").gauge();
		return gauge.value();
	}

	static class Watcher {

		private final List<String> silent = new CopyOnWriteArrayList<>();

		private final List<String> back = new CopyOnWriteArrayList<>();

		@EventListener
		void on(ZmqPeerSilentEvent event) {
			this.silent.add(String.valueOf(event.service()));
		}

		@EventListener
		void on(ZmqPeerBackEvent event) {
			if (event.lastHeardAt() != null) {
				this.back.add(event.service());
			}
		}

	}

}
