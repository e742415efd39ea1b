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

package io.zmqspring.replay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import io.zmqspring.replay.store.ReplayStore;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.PublisherReplaySettings;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.TestSecurity;

/**
 * A store with a server, and the settings to reach it.
 */
final class ReplayLink implements AutoCloseable {

	static final long EPOCH = 0xabcdef0123456789L;

	private final ReplayStore store = ReplayStore.open("test",
			new PublisherReplaySettings(List.of(), 1000, DataSize.ofMegabytes(64), null));

	private final ZmqContext context;

	private final TestSecurity security;

	private final String address;

	private final AnswerMemory memory;

	private ReplayServer server;

	private long time;

	ReplayLink(ZmqContext context, TestSecurity security, String address) {
		this(context, security, address, AnswerMemory.DEFAULTS);
	}

	ReplayLink(ZmqContext context, TestSecurity security, String address, AnswerMemory memory) {
		this.memory = memory;
		this.context = context;
		this.security = security;
		this.address = address;
		this.server = open();
	}

	private ReplayServer open() {
		ReplayServer opened = ReplayServer.open(this.context, settings(this.address, true, this.security),
				"replay-test", this.store, (event) -> {
				}, (cause) -> {
					throw new IllegalStateException(cause);
				}, this.memory);
		opened.start();
		return opened;
	}

	void restartServer() {
		this.server.close(Duration.ofSeconds(5));
		this.server = open();
	}

	ReplayServer server() {
		return this.server;
	}

	String boundAddress() {
		return this.server.socket().boundAddresses().get(0);
	}

	static SocketSettings settings(String address, boolean bind, TestSecurity security) {
		SocketTuning tuning = SocketTuning.builder().build();
		return new SocketSettings(List.of(Endpoint.parse(address, null)), bind, 1000, Duration.ZERO, Duration.ZERO,
				tuning, security.of(bind));
	}

	SocketSettings clientSettings() {
		return settings(boundAddress(), false, this.security);
	}

	void append(String topic, long number) {
		append(topic, number, (topic + number).getBytes(StandardCharsets.UTF_8), null);
	}

	void append(String topic, long number, byte[] payload, byte @Nullable [] headers) {
		this.time++;
		this.store.append(EPOCH, topic.getBytes(StandardCharsets.UTF_8), number, this.time, payload, 0, headers);
	}

	long time() {
		return this.time;
	}

	@Override
	public void close() {
		this.server.close(Duration.ofSeconds(5));
		this.store.close();
	}

}
