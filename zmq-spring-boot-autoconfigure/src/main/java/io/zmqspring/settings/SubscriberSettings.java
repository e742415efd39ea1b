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
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

import io.zmqspring.settings.value.LatencyClass;
import io.zmqspring.settings.value.OnTooOld;
import io.zmqspring.settings.value.Resolve;
import io.zmqspring.settings.value.SecurityRole;
import io.zmqspring.wire.TopicPattern;
import io.zmqspring.wire.TopicRule;
import io.zmqspring.wire.WireFormat;

/**
 * Settings of a subscriber, bound from {@code zmq.subscribers.<name>}. Immutable.
 *
 * @param address Address to connect or bind to, such as tcp://localhost:5555,
 * ipc:///run/app/events or inproc://events: one address or several. Required.
 * @param port Port of an address without one, 0 for any free port.
 * @param bind Whether to bind (true) or to connect.
 * @param resolve Which addresses of a host name to connect to; all = each one, also those
 * that the name gets later. Only for sockets that connect over tcp.
 * @param resolveInterval Time between two look-ups of a name with resolve: all, and the
 * time for which a removed address must be unreachable before it is given up.
 * @param topics Topics to subscribe to besides those of the listeners; * or empty text =
 * everything, trailing * = prefix.
 * @param wireFormat How topic and payload are encoded; must be the same at both ends.
 * @param topicRule Which topics are valid.
 * @param highWaterMark Messages queued per publisher, 0 for no limit.
 * @param autoStartup Whether it starts with the application.
 * @param shutdownTimeout How long shutdown waits for handlers and asynchronous results;
 * then they are interrupted, and a warning names them.
 * @param maxPending Largest number of asynchronous results of one listener that may be
 * pending; at this number the subscriber waits.
 * @param resultTimeout How long an asynchronous result may be pending before it is
 * cancelled and its message fails; absent = without limit.
 * @param latencyClass Class of its messages, which is the time within which they must be
 * handled.
 * @param headers Whether messages carry headers, such as those of a trace; must be the
 * same at both ends. Not with wire-format: raw.
 * @param expectHeartbeatWithin Longest time between two heartbeats of a service before it
 * counts as silent; absent = heartbeats are not watched, or 15 s if some are expected.
 * @param expectHeartbeatFrom Services whose silence makes health DOWN.
 * @param heartbeatTopic Topic of the heartbeats; one topic, no pattern.
 * @param maxAge Age beyond which a message of a publisher with sequence or replay is too
 * old when it is received; absent = without limit.
 * @param onTooOld What happens to a message that is too old.
 * @param replay Asks publishers for messages that were missed.
 * @param replayTimeout How long a topic waits for missed messages before they are
 * reported as lost and the next ones are handled.
 * @param converter Name of a ZmqMessageConverter bean; absent = the only one.
 * @param security Name of a section of zmq.security.curve or zmq.security.plain; absent =
 * peers need no key and no password.
 * @param securityRole Whether this side is the server or the client; absent = who binds
 * is the server.
 * @param socket Tuning of the socket.
 * @since 0.1
 */
public record SubscriberSettings(@Nullable List<String> address, @Nullable Integer port,
		@DefaultValue("false") boolean bind, @DefaultValue("first") Resolve resolve,
		@DefaultValue("10s") Duration resolveInterval, @DefaultValue List<String> topics,
		@DefaultValue("multipart") WireFormat wireFormat, @DefaultValue("lenient") TopicRule topicRule,
		@DefaultValue("1000") int highWaterMark, @DefaultValue("true") boolean autoStartup,
		@DefaultValue("5s") Duration shutdownTimeout, @DefaultValue("256") int maxPending,
		@Nullable Duration resultTimeout, @Nullable LatencyClass latencyClass, @DefaultValue("false") boolean headers,
		@Nullable Duration expectHeartbeatWithin, @DefaultValue List<String> expectHeartbeatFrom,
		@DefaultValue(HeartbeatSettings.TOPIC) String heartbeatTopic, @Nullable Duration maxAge,
		@DefaultValue("warn") OnTooOld onTooOld,
		@DefaultValue @NestedConfigurationProperty SubscriberReplaySettings replay,
		@DefaultValue("2s") Duration replayTimeout, @Nullable String converter, @Nullable String security,
		@Nullable SecurityRole securityRole,
		@DefaultValue @NestedConfigurationProperty SocketTuning socket) implements PubSubSettingsBuilder.Values {

	private static final Duration DEFAULT_WITHIN = Duration.ofSeconds(15);

	/**
	 * Create the settings. They are checked by {@link #validate()}, because the settings
	 * of an application may be completed after they have been bound.
	 */
	public SubscriberSettings {
		converter = StringUtils.hasText(converter) ? converter : null;
		topics = List.copyOf(topics);
		expectHeartbeatFrom = List.copyOf(expectHeartbeatFrom);
		if (expectHeartbeatWithin == null && !expectHeartbeatFrom.isEmpty()) {
			expectHeartbeatWithin = DEFAULT_WITHIN;
		}
	}

	/**
	 * Return the default settings with the given address and topics.
	 * @param address the address to connect to
	 * @param topics topics to subscribe to besides those of the listeners
	 * @return the settings
	 */
	public static SubscriberSettings of(String address, String... topics) {
		return builder(address).topics(topics).build();
	}

	/**
	 * Start to build the settings of a subscriber.
	 * @param addresses the addresses to connect to
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
	public SubscriberSettings validate() {
		toSocketSettings();
		for (String topic : this.topics) {
			SettingChecks.parseTopic(topic, this.topicRule, this.wireFormat);
		}
		SettingChecks.checkHeadersFit(this.headers, this.wireFormat);
		SettingChecks.checkPositive("shutdown-timeout", this.shutdownTimeout);
		SettingChecks.checkAtLeastOne("max-pending", this.maxPending);
		SettingChecks.checkPositiveIfPresent("result-timeout", this.resultTimeout);
		SettingChecks.checkPositiveIfPresent("expect-heartbeat-within", this.expectHeartbeatWithin);
		HeartbeatSettings.checkExpected(this);
		SettingChecks.checkPositiveIfPresent("max-age", this.maxAge);
		this.replay.validate(this);
		SettingChecks.checkPositive("replay-timeout", this.replayTimeout);
		return this;
	}

	/**
	 * Return the settings of the socket.
	 * @return the settings
	 */
	public SocketSettings toSocketSettings() {
		return new SocketSettings(endpoints(), this.bind, this.highWaterMark, Duration.ZERO, Duration.ZERO, this.socket,
				SocketSettings.Security.of(this.security, this.securityRole, this.bind),
				new SocketSettings.Resolution(this.resolve, this.resolveInterval));
	}

	/**
	 * Return what the subscriber subscribes to besides the topics of its listeners: the
	 * configured topics and, if heartbeats are watched, the heartbeat topic.
	 * @return the patterns
	 */
	public List<TopicPattern> patterns() {
		Stream<TopicPattern> wanted = this.topics.stream()
			.map((topic) -> SettingChecks.parseTopic(topic, this.topicRule, this.wireFormat));
		return Stream.concat(wanted, Stream.ofNullable(heartbeatPattern())).toList();
	}

	/**
	 * Return the pattern of the heartbeat topic.
	 * @return the pattern, {@code null} if heartbeats are not watched
	 */
	public @Nullable TopicPattern heartbeatPattern() {
		return (this.expectHeartbeatWithin != null) ? new TopicPattern(this.heartbeatTopic, false) : null;
	}

	/**
	 * The addresses to which the subscriber connects or binds.
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
	 * Builds the settings of a subscriber from defaults and the values that are set. Its
	 * methods have the names of the components, which are described above. A method with
	 * a {@code Consumer} changes a nested value instead of replacing it.
	 *
	 * @since 0.1
	 */
	public static final class Builder extends SequenceSettingsBuilder<Builder> {

		private List<String> topics = List.of();

		private boolean autoStartup = true;

		private Duration shutdownTimeout = Duration.ofSeconds(5);

		private int maxPending = 256;

		private @Nullable Duration resultTimeout;

		private @Nullable Duration expectHeartbeatWithin;

		private List<String> expectHeartbeatFrom = List.of();

		private String heartbeatTopic = HeartbeatSettings.TOPIC;

		Builder() {
		}

		Builder(SubscriberSettings settings) {
			super(settings);
			this.topics = settings.topics;
			this.autoStartup = settings.autoStartup;
			this.shutdownTimeout = settings.shutdownTimeout;
			this.maxPending = settings.maxPending;
			this.resultTimeout = settings.resultTimeout;
			this.expectHeartbeatWithin = settings.expectHeartbeatWithin;
			this.expectHeartbeatFrom = settings.expectHeartbeatFrom;
			this.heartbeatTopic = settings.heartbeatTopic;
		}

		public Builder topics(String... topics) {
			this.topics = List.of(topics);
			return this;
		}

		public Builder autoStartup(boolean autoStartup) {
			this.autoStartup = autoStartup;
			return this;
		}

		public Builder shutdownTimeout(Duration shutdownTimeout) {
			this.shutdownTimeout = shutdownTimeout;
			return this;
		}

		public Builder maxPending(int maxPending) {
			this.maxPending = maxPending;
			return this;
		}

		public Builder resultTimeout(@Nullable Duration resultTimeout) {
			this.resultTimeout = resultTimeout;
			return this;
		}

		public Builder expectHeartbeatWithin(@Nullable Duration expectHeartbeatWithin) {
			this.expectHeartbeatWithin = expectHeartbeatWithin;
			return this;
		}

		public Builder expectHeartbeatFrom(String... expectHeartbeatFrom) {
			this.expectHeartbeatFrom = List.of(expectHeartbeatFrom);
			return this;
		}

		public Builder heartbeatTopic(String heartbeatTopic) {
			this.heartbeatTopic = heartbeatTopic;
			return this;
		}

		/**
		 * Build and check the settings.
		 * @return the settings
		 * @throws InvalidSettingException if a value is invalid, or two values cannot be
		 * combined
		 */
		public SubscriberSettings build() {
			return new SubscriberSettings(this.address, this.port, this.bind, this.resolve, this.resolveInterval,
					this.topics, this.wireFormat, this.topicRule, this.highWaterMark, this.autoStartup,
					this.shutdownTimeout, this.maxPending, this.resultTimeout, this.latencyClass, this.headers,
					this.expectHeartbeatWithin, this.expectHeartbeatFrom, this.heartbeatTopic, this.maxAge,
					this.onTooOld, this.replay, this.replayTimeout, this.converter, this.security, this.securityRole,
					this.socket)
				.validate();
		}

		@Override
		Builder self() {
			return this;
		}

	}

}
