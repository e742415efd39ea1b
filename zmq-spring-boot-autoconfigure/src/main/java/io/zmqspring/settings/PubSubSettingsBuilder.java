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

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.value.LatencyClass;
import io.zmqspring.settings.value.Resolve;
import io.zmqspring.settings.value.SecurityRole;
import io.zmqspring.wire.TopicRule;
import io.zmqspring.wire.WireFormat;

/**
 * The settings that publishers and subscribers have in common, to be built.
 *
 * @param <B> the type of the builder
 * @since 0.1
 */
public abstract sealed class PubSubSettingsBuilder<B extends PubSubSettingsBuilder<B>>
		permits PublisherSettings.Builder, SequenceSettingsBuilder {

	@Nullable List<String> address;

	@Nullable Integer port;

	boolean bind;

	Resolve resolve = Resolve.FIRST;

	Duration resolveInterval = SocketSettings.Resolution.FIRST.interval();

	WireFormat wireFormat = WireFormat.MULTIPART;

	TopicRule topicRule = TopicRule.LENIENT;

	int highWaterMark = 1000;

	@Nullable LatencyClass latencyClass;

	boolean headers;

	@Nullable String converter;

	@Nullable String security;

	@Nullable SecurityRole securityRole;

	SocketTuning socket = SocketTuning.DEFAULTS;

	PubSubSettingsBuilder(boolean bind) {
		this.bind = bind;
	}

	PubSubSettingsBuilder(Values settings) {
		this.bind = settings.bind();
		this.address = settings.address();
		this.port = settings.port();
		this.resolve = settings.resolve();
		this.resolveInterval = settings.resolveInterval();
		this.wireFormat = settings.wireFormat();
		this.topicRule = settings.topicRule();
		this.highWaterMark = settings.highWaterMark();
		this.latencyClass = settings.latencyClass();
		this.headers = settings.headers();
		this.converter = settings.converter();
		this.security = settings.security();
		this.securityRole = settings.securityRole();
		this.socket = settings.socket();
	}

	abstract B self();

	public B address(String... address) {
		this.address = List.of(address);
		return self();
	}

	/**
	 * Replace the addresses. The port, {@code resolve} and the options in {@code socket}
	 * that only the former addresses could use get their defaults.
	 * @param addresses the new addresses
	 * @return this
	 */
	public B moveTo(String... addresses) {
		this.address = List.of(addresses);
		this.port = null;
		TransportOptions options = TransportOptions.of(this.address, null, this.bind);
		this.socket = options.select(this.socket);
		this.resolve = options.select(this.resolve);
		return self();
	}

	public B port(@Nullable Integer port) {
		this.port = port;
		return self();
	}

	public B bind(boolean bind) {
		this.bind = bind;
		return self();
	}

	public B resolve(Resolve resolve) {
		this.resolve = resolve;
		return self();
	}

	public B resolveInterval(Duration resolveInterval) {
		this.resolveInterval = resolveInterval;
		return self();
	}

	public B wireFormat(WireFormat wireFormat) {
		this.wireFormat = wireFormat;
		return self();
	}

	public B topicRule(TopicRule topicRule) {
		this.topicRule = topicRule;
		return self();
	}

	public B highWaterMark(int highWaterMark) {
		this.highWaterMark = highWaterMark;
		return self();
	}

	public B latencyClass(@Nullable LatencyClass latencyClass) {
		this.latencyClass = latencyClass;
		return self();
	}

	public B headers(boolean headers) {
		this.headers = headers;
		return self();
	}

	public B converter(@Nullable String converter) {
		this.converter = converter;
		return self();
	}

	public B security(@Nullable String security) {
		this.security = security;
		return self();
	}

	public B securityRole(@Nullable SecurityRole securityRole) {
		this.securityRole = securityRole;
		return self();
	}

	public B socket(SocketTuning socket) {
		this.socket = socket;
		return self();
	}

	public B socket(Consumer<SocketTuning.Builder> change) {
		this.socket = this.socket.changed(change);
		return self();
	}

	/**
	 * The values that publishers and subscribers have in common.
	 */
	sealed interface Values permits PublisherSettings, SubscriberSettings {

		boolean bind();

		@Nullable List<String> address();

		@Nullable Integer port();

		Resolve resolve();

		Duration resolveInterval();

		WireFormat wireFormat();

		TopicRule topicRule();

		int highWaterMark();

		@Nullable LatencyClass latencyClass();

		boolean headers();

		@Nullable String converter();

		@Nullable String security();

		@Nullable SecurityRole securityRole();

		SocketTuning socket();

	}

}
