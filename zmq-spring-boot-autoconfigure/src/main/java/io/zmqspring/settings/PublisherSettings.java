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

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

import io.zmqspring.settings.value.LatencyClass;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.settings.value.Resolve;
import io.zmqspring.settings.value.SecurityRole;
import io.zmqspring.wire.TopicRule;
import io.zmqspring.wire.WireFormat;

/**
 * Settings of a publisher, bound from {@code zmq.publishers.<name>}. Immutable.
 *
 * @param address Address to bind or connect to, such as tcp://*:5555,
 * ipc:///run/app/events or inproc://events: one address or several. Required.
 * @param port Port of an address without one, 0 for any free port.
 * @param bind Whether to bind (true) or to connect.
 * @param resolve Which addresses of a host name to connect to; all = each one, also those
 * that the name gets later. Only for sockets that connect over tcp.
 * @param resolveInterval Time between two look-ups of a name with resolve: all, and the
 * time for which a removed address must be unreachable before it is given up.
 * @param defaultTopic Topic of messages for which neither the call nor the payload
 * specifies one; absent = such messages are refused.
 * @param wireFormat How topic and payload are encoded; must be the same at both ends.
 * @param topicRule Which topics are valid.
 * @param sendTimeout How long a send may block with overflow: block.
 * @param highWaterMark Messages queued per subscriber, 0 for no limit.
 * @param overflow What to do when the queue of a subscriber is full.
 * @param awaitSubscribers Whether to delay the first message until its topics have
 * subscribers.
 * @param linger How long shutdown waits until peers have received what was accepted; the
 * rest is counted as stopped.
 * @param latencyClass Class of its messages, which is the time within which they must be
 * handled.
 * @param headers Whether messages carry headers, such as those of a trace; must be the
 * same at both ends. Not with wire-format: raw.
 * @param sequence Whether messages carry their number within their topic and the time of
 * sending, by which subscribers notice lost messages; always with replay. Not with
 * wire-format: raw.
 * @param typeProperty Member of JSON objects to which the @ZmqMessageType of their class
 * is written, empty for none; absent = type with wire-format: single-frame, otherwise
 * none.
 * @param heartbeat Its heartbeat messages.
 * @param replay Recent messages for subscribers that have missed some.
 * @param lastValue Newest message of topics for subscribers that join.
 * @param converter Name of a ZmqMessageConverter bean; absent = the only one.
 * @param security Name of a section of zmq.security.curve or zmq.security.plain; absent =
 * peers need no key and no password.
 * @param securityRole Whether this side is the server or the client; absent = who binds
 * is the server.
 * @param socket Tuning of the socket.
 * @since 0.1
 */
public record PublisherSettings(@Nullable List<String> address, @Nullable Integer port,
		@DefaultValue("true") boolean bind, @DefaultValue("first") Resolve resolve,
		@DefaultValue("10s") Duration resolveInterval, @Nullable String defaultTopic,
		@DefaultValue("multipart") WireFormat wireFormat, @DefaultValue("lenient") TopicRule topicRule,
		@DefaultValue("1s") Duration sendTimeout, @DefaultValue("1000") int highWaterMark,
		@DefaultValue("drop") Overflow overflow,
		@DefaultValue @NestedConfigurationProperty AwaitSubscribersSettings awaitSubscribers,
		@DefaultValue("1s") Duration linger, @Nullable LatencyClass latencyClass,
		@DefaultValue("false") boolean headers, @DefaultValue("false") boolean sequence, @Nullable String typeProperty,
		@DefaultValue @NestedConfigurationProperty HeartbeatSettings heartbeat,
		@DefaultValue @NestedConfigurationProperty PublisherReplaySettings replay,
		@DefaultValue @NestedConfigurationProperty LastValueSettings lastValue, @Nullable String converter,
		@Nullable String security, @Nullable SecurityRole securityRole,
		@DefaultValue @NestedConfigurationProperty SocketTuning socket) implements PubSubSettingsBuilder.Values {

	/**
	 * Create the settings. They are checked by {@link #validate()}, because the settings
	 * of an application may be completed after they have been bound.
	 */
	public PublisherSettings {
		defaultTopic = StringUtils.hasLength(defaultTopic) ? defaultTopic : null;
		converter = StringUtils.hasText(converter) ? converter : null;
		sequence = sequence || replay.enabled();
	}

	/**
	 * Return the default settings with the given addresses.
	 * @param addresses the addresses to bind to
	 * @return the settings
	 */
	// Not of(String): Spring's ConversionService would use it as a converter
	public static PublisherSettings of(String... addresses) {
		return builder(addresses).build();
	}

	/**
	 * Start to build the settings of a publisher.
	 * @param addresses the addresses to bind to
	 * @return the builder
	 */
	public static Builder builder(String... addresses) {
		return new Builder().address(addresses);
	}

	/**
	 * Start to build settings that differ from these in some values.
	 * @return a builder with these values
	 */
	public Builder mutate() {
		return new Builder(this);
	}

	/**
	 * Check the settings.
	 * @return these settings
	 * @throws InvalidSettingException if a value is invalid, or two values cannot be
	 * combined
	 */
	public PublisherSettings validate() {
		toSocketSettings();
		if (this.defaultTopic != null) {
			SettingChecks.checkDefaultTopic(this.defaultTopic, this.topicRule, this.wireFormat);
		}
		HeartbeatSettings.checkSent(this);
		this.replay.validate(this);
		this.lastValue.patterns(this.topicRule, this.wireFormat);
		SettingChecks.checkHeadersFit(this.headers, this.wireFormat);
		SettingChecks.checkSequenceFits(this.sequence, this.wireFormat);
		SettingChecks.checkTypeProperty(this.typeProperty);
		for (String topic : this.awaitSubscribers.topics()) {
			SettingChecks.checkTopic("await-subscribers.topics", topic, this.topicRule, this.wireFormat);
		}
		return this;
	}

	/**
	 * The member of JSON objects to which their type is written: {@code type-property},
	 * or what is the default with this wire format.
	 * @return the name, empty for none
	 */
	public String effectiveTypeProperty() {
		return (this.typeProperty != null) ? this.typeProperty
				: ((this.wireFormat == WireFormat.SINGLE_FRAME) ? "type" : "");
	}

	/**
	 * Return the settings of the socket.
	 * @return the settings
	 */
	public SocketSettings toSocketSettings() {
		return new SocketSettings(endpoints(), this.bind, this.highWaterMark, this.linger, this.sendTimeout,
				this.socket, SocketSettings.Security.of(this.security, this.securityRole, this.bind),
				new SocketSettings.Resolution(this.resolve, this.resolveInterval));
	}

	/**
	 * The addresses to which the publisher binds or connects.
	 * @return the endpoints, at least one
	 */
	public List<Endpoint> endpoints() {
		return Endpoint.parseAll(this.address, this.port);
	}

	/**
	 * The settings as users write them.
	 * @return the keys with a value, without secrets
	 */
	@Override
	public String toString() {
		return SettingText.of(this);
	}

	/**
	 * Builds the settings of a publisher from defaults and the values that are set. Its
	 * methods have the names of the components, which are described above. A method with
	 * a {@code Consumer} changes a nested value instead of replacing it.
	 *
	 * @since 0.1
	 */
	public static final class Builder extends PubSubSettingsBuilder<Builder> {

		private @Nullable String defaultTopic;

		private Duration sendTimeout = Duration.ofSeconds(1);

		private Overflow overflow = Overflow.DROP;

		private AwaitSubscribersSettings awaitSubscribers = AwaitSubscribersSettings.DEFAULTS;

		private Duration linger = Duration.ofSeconds(1);

		private boolean sequence;

		private @Nullable String typeProperty;

		private HeartbeatSettings heartbeat = HeartbeatSettings.DEFAULTS;

		private PublisherReplaySettings replay = PublisherReplaySettings.DEFAULTS;

		private LastValueSettings lastValue = LastValueSettings.DEFAULTS;

		Builder() {
			super(true);
		}

		Builder(PublisherSettings settings) {
			super(settings);
			this.defaultTopic = settings.defaultTopic;
			this.sendTimeout = settings.sendTimeout;
			this.overflow = settings.overflow;
			this.awaitSubscribers = settings.awaitSubscribers;
			this.linger = settings.linger;
			this.sequence = settings.sequence;
			this.typeProperty = settings.typeProperty;
			this.heartbeat = settings.heartbeat;
			this.replay = settings.replay;
			this.lastValue = settings.lastValue;
		}

		public Builder defaultTopic(@Nullable String defaultTopic) {
			this.defaultTopic = defaultTopic;
			return this;
		}

		public Builder sendTimeout(Duration sendTimeout) {
			this.sendTimeout = sendTimeout;
			return this;
		}

		public Builder overflow(Overflow overflow) {
			this.overflow = overflow;
			return this;
		}

		public Builder awaitSubscribers(AwaitSubscribersSettings awaitSubscribers) {
			this.awaitSubscribers = awaitSubscribers;
			return this;
		}

		public Builder linger(Duration linger) {
			this.linger = linger;
			return this;
		}

		public Builder sequence(boolean sequence) {
			this.sequence = sequence;
			return this;
		}

		public Builder typeProperty(@Nullable String typeProperty) {
			this.typeProperty = typeProperty;
			return this;
		}

		public Builder heartbeat(HeartbeatSettings heartbeat) {
			this.heartbeat = heartbeat;
			return this;
		}

		public Builder replay(PublisherReplaySettings replay) {
			this.replay = replay;
			return this;
		}

		public Builder lastValue(LastValueSettings lastValue) {
			this.lastValue = lastValue;
			return this;
		}

		/**
		 * Build and check the settings.
		 * @return the settings
		 * @throws InvalidSettingException if a value is invalid, or two values cannot be
		 * combined
		 */
		public PublisherSettings build() {
			return new PublisherSettings(this.address, this.port, this.bind, this.resolve, this.resolveInterval,
					this.defaultTopic, this.wireFormat, this.topicRule, this.sendTimeout, this.highWaterMark,
					this.overflow, this.awaitSubscribers, this.linger, this.latencyClass, this.headers, this.sequence,
					this.typeProperty, this.heartbeat, this.replay, this.lastValue, this.converter, this.security,
					this.securityRole, this.socket)
				.validate();
		}

		@Override
		Builder self() {
			return this;
		}

	}

}
