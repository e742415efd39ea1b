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

package io.zmqspring.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.security.CurveProvider;
import io.zmqspring.settings.security.CurveSettings;
import io.zmqspring.settings.security.OpenSockets;
import io.zmqspring.settings.security.PlainSettings;
import io.zmqspring.settings.security.SecuritySettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The settings below {@code zmq.security}.
 */
class SecuritySettingsTests {

	private static final String SECRET_KEY = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7";

	private static final String PUBLIC_KEY = "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID";

	static final SecuritySettings EVERY_KEY = new SecuritySettings(Duration.ofSeconds(3), 44, 5, OpenSockets.REFUSE,
			List.of("10.0.0.0/8"), List.of("10.9.0.0/16"), CurveProvider.BOUNCYCASTLE,
			Map.of("orders", new CurveSettings(SECRET_KEY, "/run/orders.key_secret", "/run/old.key_secret",
					List.of(PUBLIC_KEY), "/run/server.key", Map.of("pump", PUBLIC_KEY), "/etc/zmq/clients", true,
					CurveSettings.OnDenied.ERROR, Duration.ofSeconds(7), List.of("10.1.0.0/16"), List.of("10.1.1.1"))),
			Map.of("legacy", new PlainSettings("u", "hidden-1", Map.of("bob", "hidden-2"), List.of("10.2.0.0/16"),
					List.of("10.2.1.1"))));

	@Test
	void secretsAreNotShown() {
		assertThat(EVERY_KEY.toString() + EVERY_KEY.curve() + EVERY_KEY.plain()).contains("orders", "bob")
			.doesNotContain(SECRET_KEY, "hidden");
	}

	@ParameterizedTest
	@CsvSource({ "zmq.publishers.out.address=tcp://127.0.0.1:0,zmq.publishers.out.security",
			"zmq.subscribers.in.address=tcp://127.0.0.1:1,zmq.subscribers.in.security",
			"zmq.workers.w.pull.address=tcp://127.0.0.1:1,zmq.workers.w.pull.security",
			"zmq.controllers.c.workers.a.push.address=tcp://127.0.0.1:0,zmq.controllers.c.workers.a.push.security" })
	void rolesWithUnknownKeysAreRefused(String address, String key) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
			.withPropertyValues(address, key + "=ordres", "zmq.security.plain.orders.users.bob=hidden")
			.run((context) -> assertThat(context.getStartupFailure())
				.hasStackTraceContaining("'" + key + "' with the value 'ordres' is not a section of zmq.security.curve")
				.hasStackTraceContaining("Write one of: orders"));
	}

	@Test
	void curveAndPlainMustNotHaveTheSameName() {
		assertThatThrownBy(
				() -> EVERY_KEY.withPlain("orders", new PlainSettings("u", "p", Map.of(), List.of(), List.of())))
			.isInstanceOf(InvalidSettingException.class)
			.hasMessageContaining("plain.orders")
			.hasMessageContaining("curve.orders");
	}

}
