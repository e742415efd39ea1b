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

package io.zmqspring.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.support.GenericApplicationContext;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.socket.connection.Connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * The profile secure: its keys, and who is connected to whom.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "files have other permissions")
class SecureProfileTests extends SecureSample {

	private final ZmqPublisher cameraPublisher;

	private final ZmqPublisher dashboardPublisher;

	private final ZmqController picturesController;

	private final List<ZmqRole> roles;

	@Autowired
	SecureProfileTests(ZmqPublisher cameraPublisher, ZmqPublisher dashboardPublisher, ZmqController picturesController,
			List<ZmqRole> roles) {
		this.cameraPublisher = cameraPublisher;
		this.dashboardPublisher = dashboardPublisher;
		this.picturesController = picturesController;
		this.roles = roles;
	}

	@Test
	void everyServerKnowsItsPeersByName() {
		await().untilAsserted(() -> {
			assertThat(users(this.cameraPublisher)).containsExactly("controller", "dashboard");
			assertThat(users(this.dashboardPublisher)).containsExactly("camera");
			assertThat(users(this.picturesController)).containsExactly("worker");
			assertThat(this.picturesController.stats().received()).isPositive();
		});
		assertThat(this.roles).hasSize(8).allSatisfy((role) -> assertThat(role.faults()).isEmpty());
	}

	private static Set<String> users(ZmqRole role) {
		return role.connections()
			.stream()
			.filter(Connection::handshakeDone)
			.map(Connection::user)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@Test
	void onlyTheOwnerCanReadSecretKeysAndEnterTheirDirectory() throws IOException {
		assertThat(mode(KEYS)).isEqualTo("rwx------");
		for (String name : List.of("camera", "dashboard", "controller", "worker")) {
			assertThat(mode(KEYS.resolve(name + ".key_secret"))).isEqualTo("rw-------");
		}
	}

	private static String mode(Path file) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
	}

	@Test
	void keysThatExistAreUsedAgain(@TempDir Path directory) throws IOException {
		initialize(directory.resolve("keys"));
		List<String> first = contents(directory.resolve("keys"));
		initialize(directory.resolve("keys"));
		assertThat(first).hasSize(4);
		assertThat(contents(directory.resolve("keys"))).isEqualTo(first);
	}

	@Test
	void directoryThatOthersCanWriteToIsRefused(@TempDir Path directory) throws IOException {
		Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
		assertThatIllegalStateException().isThrownBy(() -> initialize(directory))
			.withMessageContaining(directory.toString())
			.havingCause()
			.withMessageContaining("Other users may write to it");
	}

	private static void initialize(Path directory) {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			TestPropertyValues.of("sample.keys.directory=" + directory, "sample.keys.names=one,two").applyTo(context);
			new OwnKeys().initialize(context);
		}
	}

	private static List<String> contents(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			List<String> contents = new ArrayList<>();
			for (Path file : files.sorted().toList()) {
				contents.add(Files.readString(file));
			}
			return contents;
		}
	}

}
