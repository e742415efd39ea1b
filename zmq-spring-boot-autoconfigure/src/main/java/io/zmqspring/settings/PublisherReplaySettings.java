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
import java.util.function.BiPredicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

import io.zmqspring.wire.WireFormat;

/**
 * Settings of a publisher that keeps recent messages for subscribers that have missed
 * some, bound from {@code zmq.publishers.<name>.replay}. Immutable.
 *
 * @param address Address to bind to, where subscribers ask for messages they have missed,
 * such as tcp://*:5556: one address or several; absent = no messages are kept. It uses
 * security, security-role and socket of the publisher. Messages then carry a sequence, as
 * with sequence: true. Not with wire-format: raw.
 * @param messages Largest number of messages kept per topic; with file, separately for
 * each start of the publisher.
 * @param maxBytes Largest size of all kept messages together, with about 128 bytes for
 * each; the oldest make room. With file, this is the size of the file, and each message
 * also needs about 80 bytes of heap.
 * @param file File that keeps the messages, so that they outlive the process; absent =
 * they are kept in memory.
 * @since 0.1
 */
public record PublisherReplaySettings(@Nullable List<String> address, @DefaultValue("10000") int messages,
		@DefaultValue("64MB") DataSize maxBytes, @Nullable String file) {

	private static final int HIGH_WATER_MARK = 100;

	private static final DataSize SMALLEST = DataSize.ofKilobytes(64);

	private static final DataSize LARGEST = DataSize.ofMegabytes(2047);

	/** The values of an empty section. */
	public static final PublisherReplaySettings DEFAULTS = of();

	/**
	 * Check the settings that do not depend on others.
	 * @throws InvalidSettingException if a number or a size is out of range
	 */
	public PublisherReplaySettings {
		file = StringUtils.hasText(file) ? file : null;
		SettingChecks.checkAtLeastOne("replay.messages", messages);
		if (maxBytes.compareTo(SMALLEST) < 0 || maxBytes.compareTo(LARGEST) > 0) {
			throw new InvalidSettingException("replay.max-bytes", maxBytes, "is out of range",
					"Write a size from " + SettingText.of((Object) SMALLEST) + " to 2047MB.");
		}
	}

	/**
	 * Return the default settings with the given addresses.
	 * @param addresses the addresses to bind to
	 * @return the settings
	 */
	public static PublisherReplaySettings of(String... addresses) {
		return new PublisherReplaySettings((addresses.length > 0) ? List.of(addresses) : null, 10_000,
				DataSize.ofMegabytes(64), null);
	}

	/**
	 * Whether messages are kept.
	 * @return {@code true} if there is an address
	 */
	public boolean enabled() {
		return this.address != null && this.address.stream().anyMatch(StringUtils::hasText);
	}

	/**
	 * The addresses to which the publisher binds for requests.
	 * @return the endpoints, empty if there is none
	 */
	public List<Endpoint> endpoints() {
		return endpoints(this.address);
	}

	// There is no key for the port
	static List<Endpoint> endpoints(@Nullable List<String> addresses) {
		return Stream.ofNullable(addresses)
			.flatMap(List::stream)
			.filter(StringUtils::hasText)
			.map((address) -> Endpoint.parse(address.trim(), null, ""))
			.toList();
	}

	/**
	 * Return the settings of the socket for requests.
	 * @param publisher the settings of the publisher
	 * @return the settings
	 * @throws InvalidSettingException if there is no address, or it is invalid
	 */
	public SocketSettings toSocketSettings(PublisherSettings publisher) {
		return socketSettings(this.address, true, publisher.socket(),
				SocketSettings.Security.of(publisher.security(), publisher.securityRole(), true));
	}

	/**
	 * Check the settings with those of the publisher.
	 * @param publisher the settings of the publisher
	 * @throws InvalidSettingException if an address is invalid, or two values cannot be
	 * combined
	 */
	void validate(PublisherSettings publisher) {
		checkSection(this.address, publisher.wireFormat(), (this.file != null) ? "file" : null, this.file);
		if (enabled()) {
			toSocketSettings(publisher);
			checkDiffers(endpoints(), publisher.endpoints(),
					publisher.bind() ? Endpoint::conflictsWith : Endpoint::meets, "the publisher sends its messages",
					"Write another port, path or name: subscribers use it as their replay.address.");
		}
	}

	/**
	 * Check that requests have addresses of their own.
	 * @param replay the addresses for requests
	 * @param messages the addresses for messages
	 * @param same tells whether two addresses are the same
	 * @param use what happens at the address for messages
	 * @param action what to do
	 * @throws InvalidSettingException if an address is used for both
	 */
	static void checkDiffers(List<Endpoint> replay, List<Endpoint> messages, BiPredicate<Endpoint, Endpoint> same,
			String use, String action) {
		for (Endpoint endpoint : replay) {
			for (Endpoint other : messages) {
				if (same.test(endpoint, other)) {
					throw new InvalidSettingException("replay.address", endpoint,
							"is the same as address: " + other + ", where " + use, action);
				}
			}
		}
	}

	static SocketSettings socketSettings(@Nullable List<String> address, boolean bind, SocketTuning tuning,
			SocketSettings.@Nullable Security security) {
		List<String> addresses = (address != null) ? address : List.of();
		try {
			return new SocketSettings(endpoints(addresses), bind, HIGH_WATER_MARK, Duration.ZERO, Duration.ZERO,
					TransportOptions.of(addresses, null, bind).select(tuning), security);
		}
		catch (InvalidSettingException ex) {
			throw ex.key().equals("address") ? ex.below("replay") : ex;
		}
	}

	/**
	 * Check what the section of a publisher and that of a subscriber have in common.
	 * @param address the addresses of the section
	 * @param wireFormat the wire format of the role
	 * @param keyInNeed a key that has no effect without an address, {@code null} if there
	 * is none
	 * @param value its value
	 * @throws InvalidSettingException if an address is invalid, or two values cannot be
	 * combined
	 */
	static void checkSection(@Nullable List<String> address, WireFormat wireFormat, @Nullable String keyInNeed,
			@Nullable Object value) {
		boolean present;
		try {
			present = !endpoints(address).isEmpty();
		}
		catch (InvalidSettingException ex) {
			throw ex.below("replay");
		}
		if (present && wireFormat == WireFormat.RAW) {
			throw new InvalidSettingException("replay.address", String.join(", ", address),
					"cannot be combined with wire-format: raw, which cannot carry the numbers of messages",
					"Remove one of the two.");
		}
		if (!present && keyInNeed != null) {
			throw new InvalidSettingException("replay." + keyInNeed, value, "has no effect without replay.address",
					"Write the address too, or remove this key.");
		}
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
