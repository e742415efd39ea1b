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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.ZmqTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Settings of roles at Unix domain sockets.
 */
class IpcSettingsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
		.withPropertyValues("zmq.security.open-sockets=refuse");

	@TempDir
	private Path directory;

	private String address(String file) {
		return "ipc://" + this.directory.resolve(file);
	}

	@ParameterizedTest
	@ValueSource(strings = { "rw-------", "rw-rw----", "rw-rw-rw-" })
	void fileHasTheConfiguredPermissions(String permissions) {
		this.runner
			.withPropertyValues("zmq.publishers.out.address=" + address("out"),
					"zmq.publishers.out.socket.ipc-permissions=" + permissions)
			.run((context) -> assertThat(permissions("out")).isEqualTo(permissions));
	}

	@Test
	void defaultPermissionsReachFilesOnly() {
		this.runner
			.withPropertyValues("zmq.publishers.out.address=" + address("out"),
					"zmq.publishers.more.address=tcp://127.0.0.1:0", "zmq.defaults.socket.ipc-permissions=rw--w--w-")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(permissions("out")).isEqualTo("rw--w--w-");
			});
	}

	private String permissions(String file) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(this.directory.resolve(file)));
	}

	@Test
	void workersOfAPoolAreCounted() {
		this.runner.withUserConfiguration(Work.class)
			.withPropertyValues("zmq.controllers.main.workers.a.push.address=" + address("work"),
					"zmq.controllers.main.workers.a.pull.address=" + address("results"),
					"zmq.workers.a.pull.address=" + address("work"), "zmq.workers.a.push.address=" + address("results"))
			.run((context) -> assertThat(
					context.getBean(ZmqController.class).awaitWorkers("a", 1, Duration.ofSeconds(30)))
				.isTrue());
	}

	@Test
	void poolWithoutAWorkerSaysSo() {
		this.runner
			.withPropertyValues("zmq.controllers.main.workers.a.push.address=" + address("work"),
					"zmq.controllers.main.send-timeout=10ms")
			.run((context) -> assertThatExceptionOfType(ZmqTimeoutException.class)
				.isThrownBy(() -> context.getBean(ZmqController.class).send("a", "tea"))
				.withMessageEndingWith("no worker is connected"));
	}

	@Configuration(proxyBeanMethods = false)
	static class Work {

		@Bean
		Handler handler() {
			return new Handler();
		}

	}

	static class Handler {

		@ZmqWorkHandler("a")
		String on(String work) {
			return work;
		}

	}

}
