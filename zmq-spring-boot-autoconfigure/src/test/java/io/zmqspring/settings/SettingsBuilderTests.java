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

package io.zmqspring.settings;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Builders have the defaults of configuration files, and set each value.
 */
class SettingsBuilderTests {

	private static final String SOCKET = """
			socket.max-message-size=1MB
			socket.handshake-interval=2s
			socket.heartbeat-interval=3s
			socket.heartbeat-timeout=4s
			socket.reconnect-interval=5s
			socket.reconnect-interval-max=6s
			socket.send-buffer=7KB
			socket.receive-buffer=8KB
			socket.tcp-keep-alive=true
			socket.ipv6=true
			socket.max-connections=88
			socket.max-subscriptions=99
			socket.expect-connection-within=7s
			""";

	private static final String PUBLISHER = """
			address=tcp://127.0.0.1
			port=5555
			bind=false
			resolve=all
			resolve-interval=8s
			default-topic=camera.frame
			type-property=kind
			wire-format=single-frame
			topic-rule=strict
			send-timeout=2s
			high-water-mark=5
			overflow=block
			await-subscribers.topics=camera.frame
			linger=250ms
			latency-class=control
			headers=true
			sequence=true
			type-property=kind
			heartbeat.enabled=true
			replay.address=tcp://127.0.0.1:5556
			last-value.topics=camera.state
			converter=mine
			security=orders
			security-role=client
			""" + SOCKET;

	private static final String SUBSCRIBER = """
			address=tcp://127.0.0.1
			port=5555
			bind=true
			resolve=first
			resolve-interval=8s
			topics=camera.frame,camera.*
			wire-format=single-frame
			topic-rule=strict
			high-water-mark=6
			auto-startup=false
			shutdown-timeout=16s
			max-pending=17
			result-timeout=18s
			latency-class=telemetry
			headers=true
			expect-heartbeat-within=14s
			expect-heartbeat-from=camera
			heartbeat-topic=camera.heartbeat
			max-age=34s
			on-too-old=drop
			replay.address=tcp://127.0.0.1:5556
			replay-timeout=19s
			converter=yours
			security=orders
			security-role=server
			""" + SOCKET;

	private static final String WORKER = """
			pull.address=inproc://work
			pull.high-water-mark=5
			push.address=inproc://results
			concurrency=2
			work-timeout=3s
			shutdown-timeout=4s
			delivery=at-least-once
			correlation.request-field=number
			error-results.include-type=false
			headers=true
			type-property=kind
			converter=mine
			""";

	private static final String CONTROLLER = """
			workers.a.push.address=inproc://work
			workers.a.pull.address=inproc://results
			send-timeout=2s
			worker-timeout=3s
			shutdown-timeout=4s
			max-pending=5
			result-timeout=6s
			correlation.result-field=number
			headers=true
			type-property=kind
			converter=mine
			""";

	private static final String POOL = """
			push.address=inproc://work
			pull.address=inproc://results
			message-types=thumb,histogram
			max-queue-size=2
			delivery=at-least-once
			in-flight=3
			redelivery-timeout=4s
			retry-delay=5s
			max-attempts=6
			""";

	private static final String PIPE = """
			address=tcp://127.0.0.1
			port=5555
			bind=true
			resolve=all
			resolve-interval=8s
			high-water-mark=5
			linger=2s
			security=orders
			security-role=client
			""" + SOCKET;

	static Stream<Arguments> defaults() {
		return Stream.of(Arguments.of(PublisherSettings.of("tcp://*:5555"), "address=tcp://*:5555"),
				Arguments.of(SubscriberSettings.of("tcp://localhost:5555", "a"),
						"address=tcp://localhost:5555\ntopics=a"),
				Arguments.of(WorkerSettings.of("inproc://work", "inproc://results"),
						"pull.address=inproc://work\npush.address=inproc://results"),
				Arguments.of(ControllerSettings.of("a", "inproc://work", "inproc://results"),
						"workers.a.push.address=inproc://work\nworkers.a.pull.address=inproc://results"),
				Arguments.of(PoolSettings.of("inproc://work", "inproc://results"),
						"push.address=inproc://work\npull.address=inproc://results"),
				Arguments.of(PipeSettings.of("inproc://work"), "address=inproc://work"),
				Arguments.of(SocketTuning.DEFAULTS, "ipv6=false"));
	}

	@ParameterizedTest
	@MethodSource
	void defaults(Object built, String configured) {
		assertThat(built).isEqualTo(bind(configured, built.getClass()));
	}

	static Stream<Arguments> values() {
		return Stream.of(Arguments.of(new PublisherSettings.Builder(), PublisherSettings.class, PUBLISHER),
				Arguments.of(new SubscriberSettings.Builder(), SubscriberSettings.class, SUBSCRIBER),
				Arguments.of(new WorkerSettings.Builder(), WorkerSettings.class, WORKER),
				Arguments.of(new ControllerSettings.Builder(), ControllerSettings.class, CONTROLLER),
				Arguments.of(new PoolSettings.Builder(), PoolSettings.class, POOL),
				Arguments.of(new PipeSettings.Builder(), PipeSettings.class, PIPE),
				Arguments.of(new SocketTuning.Builder(), SocketTuning.class,
						(SOCKET + "socket.ipc-permissions=rw-rw----\n").replace("socket.", "")));
	}

	@ParameterizedTest
	@MethodSource("values")
	void everyComponentHasASetter(Object builder, Class<?> type, String configured) throws Exception {
		Object expected = bind(configured, type);
		for (RecordComponent component : type.getRecordComponents()) {
			Object value = component.getAccessor().invoke(expected);
			assertThat(value).as(component.getName() + " is set in this test").isNotNull();
			if (value instanceof Map<?, ?> pools) {
				pools.forEach((name, pool) -> ((ControllerSettings.Builder) builder).pool((String) name,
						(PoolSettings) pool));
			}
			else {
				setter(builder.getClass(), component.getName()).invoke(builder, argument(value));
			}
		}
		assertThat(builder.getClass().getMethod("build").invoke(builder)).isEqualTo(expected);
	}

	private static Method setter(Class<?> builder, String name) {
		return Arrays.stream(builder.getMethods())
			.filter((method) -> method.getName().equals(name) && !method.isBridge()
					&& method.getParameterTypes()[0] != Consumer.class)
			.findFirst()
			.orElseThrow(() -> new AssertionError("There is no setter for " + name));
	}

	private static Object argument(Object value) {
		return (value instanceof Collection<?> values) ? values.toArray(String[]::new) : value;
	}

	@ParameterizedTest
	@MethodSource("values")
	void mutatedSettingsKeepEveryValue(Object builder, Class<?> type, String configured) throws Exception {
		Object settings = bind(configured, type);
		Object mutated = type.getMethod("mutate").invoke(settings);
		assertThat(builder.getClass().getMethod("build").invoke(mutated)).isEqualTo(settings);
	}

	@Test
	void changeOfANestedSectionKeepsItsOtherValues() {
		WorkerSettings settings = WorkerSettings.of("tcp://localhost:5571", "tcp://localhost:5572")
			.mutate()
			.pull((pull) -> pull.highWaterMark(5).socket((socket) -> socket.maxConnections(7)))
			.build();
		assertThat(settings.pull()).returns(5, PipeSettings::highWaterMark)
			.returns(List.of("tcp://localhost:5571"), PipeSettings::address);
		assertThat(settings.pull().socket()).isEqualTo(SocketTuning.builder().maxConnections(7).build());
	}

	@Test
	void builtSettingsAreChecked() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> SubscriberSettings.builder("tcp://localhost:5555").highWaterMark(-1).build())
			.withMessageContaining("'high-water-mark' with the value '-1'");
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> ControllerSettings.builder().pool("a", (pool) -> pool.inFlight(0)).build())
			.withMessageContaining("'workers.a.push.address' is missing");
	}

	private static Object bind(String configured, Class<?> type) {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource();
		configured.lines()
			.map((line) -> line.split("=", 2))
			.forEach((entry) -> source.put("role." + entry[0], entry[1]));
		return new Binder(source).bind("role", type).get();
	}

}
