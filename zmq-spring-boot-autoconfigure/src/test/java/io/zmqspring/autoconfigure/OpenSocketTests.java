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

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.PubSubRoles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sockets without security at addresses that other machines can reach.
 */
@ExtendWith(OutputCaptureExtension.class)
class OpenSocketTests {

	private static final String WARNING = "Other machines can connect without a key or password";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class));

	private static long warnings(CapturedOutput output) {
		return output.getAll().lines().filter((line) -> line.contains(WARNING)).count();
	}

	@ParameterizedTest
	@ValueSource(strings = { "tcp://*:0", "tcp://0.0.0.0:0", "tcp://[::]:0" })
	void openPublisherIsReportedOnce(String address, CapturedOutput output) {
		this.runner.withPropertyValues("zmq.publishers.out.address=" + address, "zmq.publishers.out.socket.ipv6=true")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("zmq.publishers.out.address binds " + address, "Set 'security'", "127.0.0.1",
				"zmq.security.open-sockets");
		assertThat(warnings(output)).isEqualTo(1);
	}

	@Test
	void roleWithSeveralOpenSocketsIsReportedOnce(CapturedOutput output) {
		this.runner
			.withPropertyValues("zmq.controllers.c.workers.a.push.address=tcp://*:0",
					"zmq.controllers.c.workers.a.pull.address=tcp://*:0",
					"zmq.controllers.c.workers.b.push.address=tcp://127.0.0.1:0")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("zmq.controllers.c.workers.a.pull.address binds tcp://*:0,"
				+ " zmq.controllers.c.workers.a.push.address binds tcp://*:0.");
		assertThat(output).doesNotContain("workers.b");
		assertThat(warnings(output)).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "zmq.publishers.out.address=tcp://127.0.0.1:0",
			"zmq.publishers.out.address=tcp://localhost:0", "zmq.publishers.out.address=tcp://127.8.0.1:0",
			"zmq.publishers.out.address=inproc://out", "zmq.publishers.out.address=ipc://*",
			"zmq.subscribers.in.topics=*,zmq.subscribers.in.address=tcp://no-such-host.invalid:5555" })
	void socketThatOthersCannotReachIsNotReported(String setting, CapturedOutput output) {
		this.runner.withPropertyValues(setting.split(",")).run((context) -> assertThat(context).hasNotFailed());
		assertThat(warnings(output)).isZero();
	}

	@Test
	void securedSocketIsNotReported(CapturedOutput output) {
		this.runner
			.withPropertyValues("zmq.publishers.out.address=tcp://*:0", "zmq.publishers.out.security=legacy",
					"zmq.security.plain.legacy.users.bob=secret", "zmq.security.open-sockets=refuse")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(warnings(output)).isZero();
	}

	@Test
	void openSocketsCanBeAllowed(CapturedOutput output) {
		this.runner.withPropertyValues("zmq.publishers.out.address=tcp://*:0", "zmq.security.open-sockets=allow")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(warnings(output)).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "zmq.publishers.out.address,tcp://*:0", "zmq.publishers.out.address,tcp://192.0.2.1:5555",
			"zmq.publishers.out.address,tcp://no-such-host.invalid:5555" })
	void openSocketsCanBeRefused(String key, String address, CapturedOutput output) {
		RefusedStart.of(output, key + "=" + address, "zmq.security.open-sockets=refuse")
			.says("The setting '" + key + "' with the value '" + address + "'", "without a key or password",
					"zmq.security.open-sockets is refuse")
			.advises("zmq.publishers.out.security", "bind 127.0.0.1", "warn or allow");
	}

	// It sends its password to any peer that connects, and asks none of it
	@Test
	void clientOfPlainThatBindsIsOpen(CapturedOutput output) {
		String[] settings = { "zmq.publishers.out.address=tcp://*:0", "zmq.publishers.out.security=legacy",
				"zmq.publishers.out.security-role=client", "zmq.security.plain.legacy.username=bob",
				"zmq.security.plain.legacy.password=hidden" };
		this.runner.withPropertyValues(settings).run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("zmq.publishers.out.address binds tcp://*:0 as a client of PLAIN");
		RefusedStart
			.of(output,
					Stream.concat(Stream.of(settings), Stream.of("zmq.security.open-sockets=refuse"))
						.toArray(String[]::new))
			.says("'zmq.publishers.out.address' with the value 'tcp://*:0'", "zmq.security.open-sockets is refuse");
	}

	@Test
	void clientOfCurveThatBindsIsNotOpen(CapturedOutput output) {
		String key = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a";
		this.runner
			.withPropertyValues("zmq.publishers.out.address=tcp://*:0", "zmq.publishers.out.security=orders",
					"zmq.publishers.out.security-role=client", "zmq.security.curve.orders.secret-key=" + key,
					"zmq.security.curve.orders.server-key=" + key, "zmq.security.open-sockets=refuse")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(warnings(output)).isZero();
	}

	@Test
	void openRoleThatTheApplicationCreatesIsRefused() {
		this.runner.withPropertyValues("zmq.security.open-sockets=refuse")
			.withUserConfiguration(OwnPublisher.class)
			.run((context) -> assertThat(context.getStartupFailure())
				.hasStackTraceContaining("'address' with the value 'tcp://*:0'")
				.hasStackTraceContaining("zmq.security.open-sockets is refuse"));
	}

	@Test
	void openWorkerIsRefused(CapturedOutput output) {
		RefusedStart
			.of(output, "zmq.workers.w.pull.address=tcp://*:0", "zmq.workers.w.pull.bind=true",
					"zmq.security.open-sockets=refuse")
			.says("'zmq.workers.w.pull.address' with the value 'tcp://*:0'");
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnPublisher {

		@Bean
		ZmqPublisher ownPublisher(ZmqContext context) {
			return new ZmqPublisher("own", PublisherSettings.of("tcp://*:0"), context, PubSubRoles.JSON, (event) -> {
			});
		}

	}

}
