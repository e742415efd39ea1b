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

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

import io.zmqspring.settings.value.ReplayStart;

/**
 * Settings of a subscriber that asks publishers for messages that it has missed, bound
 * from {@code zmq.subscribers.<name>.replay}. Immutable.
 *
 * @param address Address of replay of the publisher, such as tcp://host:5556: one address
 * or several; absent = missed messages are counted only. It uses security, security-role
 * and socket of the subscriber. Not with wire-format: raw.
 * @param from Where a subscriber begins: at its first start with resume, at each start
 * without it.
 * @param resume File with the numbers of the messages that were handled, so that a
 * restarted subscriber continues after them; absent = it begins as from says.
 * @since 0.1
 */
public record SubscriberReplaySettings(@Nullable List<String> address, @DefaultValue("latest") ReplayStart from,
		@Nullable String resume) {

	/** The values of an empty section. */
	public static final SubscriberReplaySettings DEFAULTS = of();

	/**
	 * Create the settings.
	 */
	public SubscriberReplaySettings {
		resume = StringUtils.hasText(resume) ? resume : null;
	}

	/**
	 * Return the default settings with the given addresses.
	 * @param addresses the addresses to connect to
	 * @return the settings
	 */
	public static SubscriberReplaySettings of(String... addresses) {
		return new SubscriberReplaySettings((addresses.length > 0) ? List.of(addresses) : null, ReplayStart.LATEST,
				null);
	}

	/**
	 * Whether missed messages are asked for.
	 * @return {@code true} if there is an address
	 */
	public boolean enabled() {
		return this.address != null && this.address.stream().anyMatch(StringUtils::hasText);
	}

	/**
	 * The addresses of the publishers to ask.
	 * @return the endpoints, empty if there is none
	 */
	public List<Endpoint> endpoints() {
		return PublisherReplaySettings.endpoints(this.address);
	}

	/**
	 * Return the settings of the socket for requests.
	 * @param subscriber the settings of the subscriber
	 * @return the settings
	 * @throws InvalidSettingException if there is no address, or it is invalid
	 */
	public SocketSettings toSocketSettings(SubscriberSettings subscriber) {
		return PublisherReplaySettings.socketSettings(this.address, false, subscriber.socket(),
				SocketSettings.Security.of(subscriber.security(), subscriber.securityRole(), false));
	}

	/**
	 * Check the settings with those of the subscriber.
	 * @param subscriber the settings of the subscriber
	 * @throws InvalidSettingException if an address is invalid, or two values cannot be
	 * combined
	 */
	void validate(SubscriberSettings subscriber) {
		if (this.resume != null) {
			PublisherReplaySettings.checkSection(this.address, subscriber.wireFormat(), "resume", this.resume);
		}
		else {
			PublisherReplaySettings.checkSection(this.address, subscriber.wireFormat(),
					(this.from != ReplayStart.LATEST) ? "from" : null, "earliest");
		}
		if (enabled()) {
			checkAddresses(subscriber);
			toSocketSettings(subscriber);
		}
	}

	private void checkAddresses(SubscriberSettings subscriber) {
		try {
			endpoints().forEach((endpoint) -> SocketSettings.checkConnectable(endpoint, ""));
		}
		catch (InvalidSettingException ex) {
			throw ex.below("replay");
		}
		PublisherReplaySettings.checkDiffers(endpoints(), subscriber.endpoints(), Endpoint::meets,
				"the subscriber receives messages",
				"Write the replay.address of the publisher, at which it answers requests.");
	}

	/**
	 * The settings as users write them.
	 * @return the keys with a value, without secrets
	 */
	@Override
	public String toString() {
		return SettingText.of(this);
	}

}
