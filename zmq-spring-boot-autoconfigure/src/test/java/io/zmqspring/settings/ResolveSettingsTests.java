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
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.zmqspring.settings.value.Resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The keys {@code resolve} and {@code resolve-interval}.
 */
class ResolveSettingsTests {

	static Stream<Arguments> refused() {
		return Stream.of(
				Arguments.of(subscriber("tcp://*:5555").bind(true).resolve(Resolve.ALL),
						"'resolve' with the value 'all' has no effect on a socket that binds"),
				Arguments.of(subscriber("ipc:///tmp/cameras").resolve(Resolve.ALL), "which has no host name"), Arguments
					.of(subscriber("tcp://cameras:5555").resolveInterval(Duration.ofMillis(99)), "resolve-interval"));
	}

	@ParameterizedTest
	@MethodSource
	void refused(SubscriberSettings.Builder builder, String message) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(builder::build)
			.withMessageContaining(message);
	}

	@Test
	void defaultIsOneAddressThatIsAskedForEveryTenSeconds() {
		assertThat(subscriber("tcp://cameras:5555").build()).returns(Resolve.FIRST, SubscriberSettings::resolve)
			.returns(Duration.ofSeconds(10), SubscriberSettings::resolveInterval);
	}

	@Test
	void oneOfSeveralAddressesNeedsAHostName() {
		assertThat(subscriber("ipc:///tmp/cameras", "tcp://cameras:5555").resolve(Resolve.ALL).build())
			.returns(Resolve.ALL, SubscriberSettings::resolve);
	}

	private static SubscriberSettings.Builder subscriber(String... addresses) {
		return SubscriberSettings.builder(addresses).topics("frame");
	}

}
